using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NodaTime;
using Segmentation.Predicates;
using Segmentation.Sql;

namespace Segmentation.EntityFrameworkCore;

internal sealed partial class Translator
{
    /// <summary>How a column of an ordered type compares; refused where the database orders what it stores in another way.</summary>
    private Comparand Ordered(HostColumn host, ColumnNode column)
    {
        string name = column.Attribute.Name;
        Type type = Nullable.GetUnderlyingType(host.Value.Type) ?? host.Value.Type;
        if (host.Property is { } property && HasConverter(property))
            throw new Refusal("compose.converter", $"'{name}' is stored through a value converter, whose order is not known");
        switch (column.Attribute.Type)
        {
            case AttributeType.Boolean:
                return new BooleanComparand(host.Value);
            case AttributeType.Integer:
                return new IntegerComparand(host.Value);
            case AttributeType.Decimal when ValueAppend.IsInteger(type):
                return new IntegerComparand(host.Value);
            case AttributeType.Decimal when type == typeof(decimal):
                RequireExactDecimal(host.Property, name);
                return new DecimalComparand(host.Value, _map.Provider, host.Property?.GetPrecision() ?? DecimalComparand.MostDigits);
            case AttributeType.Decimal:
                throw new Refusal("compose.binary", $"'{name}' is a binary floating-point number, which databases neither round nor add up exactly");
            case AttributeType.Date:
                return new DateComparand(host.Value, KindOf(host.Property));
            case AttributeType.Instant:
                return Instant(host, type, name);
            default:
                throw new Refusal("compose.text", $"'{name}' is counted or chosen by an equality that folds every letter, which databases do in their own ways");
        }
    }

    private void RequireExactDecimal(IProperty? property, string name)
    {
        if (property is null)
            return;
        string stored = StoreType(property);
        bool isExact = _map.Provider == Provider.PostgreSql
            ? stored.StartsWith("numeric", StringComparison.Ordinal) || stored.StartsWith("decimal", StringComparison.Ordinal)
            : stored.Contains("text", StringComparison.Ordinal) || stored.Contains("char", StringComparison.Ordinal);
        if (!isExact)
            throw new Refusal("compose.binary", $"'{name}' is stored as {stored}, which is not exact; store it as {(_map.Provider == Provider.PostgreSql ? "numeric" : "TEXT")}");
    }

    private InstantComparand Instant(HostColumn host, Type type, string name)
    {
        string? zone = host.Mapping.Settings.Zone;
        if (type == typeof(DateTimeOffset) && _map.Provider == Provider.Sqlite)
            throw new Refusal("compose.instant", $"'{name}' is a DateTimeOffset, which SQLite stores as text with its offset and cannot compare; map a DateTime by v => v.LocalTime(\"UTC\")");
        if (type == typeof(DateTimeOffset))
            return new InstantComparand(host.Value, null);
        bool isUtc = host.Property is { } property && StoreType(property).EndsWith("with time zone", StringComparison.Ordinal);
        if (isUtc == (zone is null))
            return new InstantComparand(host.Value, zone is null ? null : DateTimeZoneProviders.Tzdb[zone]);
        throw new Refusal("compose.instant", isUtc
            ? $"'{name}' is stored as an instant and mapped as a local time of {zone}; leave out LocalTime(…)"
            : $"'{name}' is a DateTime whose zone the database does not keep; say it by v => v.LocalTime(zone)");
    }

    private static DateTimeKind KindOf(IProperty? property) =>
        property is not null && StoreType(property).EndsWith("with time zone", StringComparison.Ordinal) ? DateTimeKind.Utc : DateTimeKind.Unspecified;

    protected override Expression TestBirthday(AnniversaryNode node, Question question, RowScope scope) =>
        OnDate(node.Date, scope, (date, isThere) => Logic.All(
            isThere, NotAfterToday(node, date), Sequences.Contains(Term.List(Birthdays.DaysOfYear(Frame.DayOf(node.Today), node.LeapDay, question).ToArray()), DayOfYear(date.Value))));

    private Expression NotAfterToday(AnniversaryNode node, Comparand date) => date.To(Frame.ValueOf(node.Today), isIncluded: true);

    private BinaryExpression DayOfYear(Expression date) =>
        Expression.Add(Expression.Multiply(PartOf(date, nameof(DateOnly.Month)), Expression.Constant(100)), PartOf(date, nameof(DateOnly.Day)));

    /// <summary>The year, month or day of a date that is not in the future.</summary>
    private Expression PartOf(Expression date, string part)
    {
        Expression day = Nullable.GetUnderlyingType(date.Type) is null ? date : Expression.Property(date, "Value");
        Expression number = Expression.Property(day, part);
        // The driver of PostgreSQL keeps the first day of the calendar as -infinity, whose year no integer holds.
        return _map.Provider == Provider.PostgreSql
            ? Expression.Condition(Expression.Equal(day, Expression.Constant(DateOnly.MinValue)), Expression.Constant(1), number)
            : number;
    }

    /// <summary>The years completed today: those between the years, less one before the anniversary; missing for a future date.</summary>
    private IntegerComparand CompletedYears(AnniversaryNode node, RowScope scope)
    {
        var today = DateOnly.FromDayNumber(Frame.DayOf(node.Today));
        int last = Birthdays.LastDayOfYear(today, node.LeapDay);
        Comparand date = Made(node.Date, scope);
        Expression years = Expression.Subtract(
            Expression.Subtract(Term.Of(today.Year), PartOf(date.Value, nameof(DateOnly.Year))),
            Expression.Condition(Expression.GreaterThan(DayOfYear(date.Value), Term.Of(last)), Expression.Constant(1), Expression.Constant(0)));
        Expression isPast = Logic.All(Logic.IsPresent(date.Value), NotAfterToday(node, date));
        return new IntegerComparand(Expression.Condition(isPast, Expression.Convert(years, typeof(int?)), Expression.Constant(null, typeof(int?))));
    }

    /// <summary>Asks a date where it is: at the end of the relations that lead to it.</summary>
    private Expression OnDate(ValueNode value, RowScope scope, Func<Comparand, Expression?, Expression> ask)
    {
        switch (value)
        {
            case OneValueNode one:
                return OnStep(one.Value.Domain, scope, inner => OnDate(one.Value, inner, ask));
            case AncestorValueNode ancestor:
                return OnDate(ancestor.Value, scope, ask);
            case ReferredValueNode referred:
                return OnReferred(referred.Domain, referred.Relation, referred.Value.Domain, scope, inner => OnDate(referred.Value, inner, ask));
            default:
                Comparand date = Made(value, scope);
                return ask(date, Logic.IsPresent(date.Value));
        }
    }
}
