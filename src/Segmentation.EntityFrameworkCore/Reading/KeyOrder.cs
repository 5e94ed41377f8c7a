using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Which keys a database can put into the order that SEMANTICS gives them, and how it is asked to.</summary>
internal static class KeyOrder
{
    /// <summary>What to order by in the database; null when its order is another one, so that rows are sorted in process.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="property">The property that the key is.</param>
    /// <param name="value">The property of a row.</param>
    /// <param name="kind">The kind of the key.</param>
    public static Expression? Of(Provider provider, IProperty property, Expression value, KeyKind kind)
    {
        RelationalTypeMapping? mapping = property.FindRelationalTypeMapping();
        if (mapping is null)
            return null;
        Type stored = mapping.Converter?.ProviderClrType ?? property.ClrType;
        stored = Nullable.GetUnderlyingType(stored) ?? stored;
        return kind switch
        {
            KeyKind.Integer => ValueAppend.IsInteger(stored) ? value : null,
            KeyKind.Guid when stored == typeof(Guid) => IsTextOrderOfGuids(provider, mapping.StoreType) ? value : null,
            KeyKind.Guid when mapping.Converter is Microsoft.EntityFrameworkCore.Storage.ValueConversion.GuidToStringConverter => ByCodePoints(provider, mapping.StoreType, value),
            KeyKind.Text when stored == typeof(string) => ByCodePoints(provider, mapping.StoreType, value),
            _ => null,
        };
    }

    private static bool IsTextOrderOfGuids(Provider provider, string storeType) => provider switch
    {
        Provider.PostgreSql => storeType == "uuid",
        Provider.Sqlite => storeType == "TEXT",
        _ => false,
    };

    private static MethodCallExpression? ByCodePoints(Provider provider, string storeType, Expression value) =>
        Providers.CodePointCollation(provider) is { } collation && IsPlainText(provider, storeType) ? Collated(value, collation) : null;

    // A type such as citext compares in its own way, whatever the collation.
    private static bool IsPlainText(Provider provider, string storeType) => provider != Provider.PostgreSql
        || storeType == "text" || storeType.StartsWith("character varying", StringComparison.Ordinal) || storeType.StartsWith("varchar", StringComparison.Ordinal);

    public static MethodCallExpression Collated(Expression value, string collation) => Expression.Call(
        typeof(RelationalDbFunctionsExtensions), nameof(RelationalDbFunctionsExtensions.Collate), [value.Type],
        Expression.Property(null, typeof(EF), nameof(EF.Functions)), value, Expression.Constant(collation));
}
