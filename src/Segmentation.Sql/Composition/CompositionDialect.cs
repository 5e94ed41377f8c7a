using Segmentation.Predicates;

namespace Segmentation.Sql;

/// <summary>
/// How a database compares values exactly as the semantics say, or that it does not. Immutable and safe for concurrent use.
/// </summary>
internal abstract class CompositionDialect
{
    /// <summary>The name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>Whether databases of this dialect may be distributed over several computers, which understand less of it.</summary>
    public virtual bool IsDistributed => false;

    /// <summary>Whether a value is one of a list, which is one parameter however long it is.</summary>
    /// <param name="sql">The value.</param>
    /// <param name="values">An array of texts or of integers.</param>
    /// <param name="parameters">Takes the list.</param>
    public abstract string IsAmong(string sql, Array values, StatementParameters parameters);

    /// <summary>A list of texts as rows, to stand behind FROM, and what a row's text is.</summary>
    public abstract (string From, string Text) Rows(IReadOnlyList<string> texts, string alias, StatementParameters parameters);

    /// <summary>How a column of an ordered type compares.</summary>
    /// <param name="attribute">The attribute.</param>
    /// <param name="column">The column.</param>
    /// <param name="form">How its values become the attribute's.</param>
    /// <param name="sql">The column in the statement.</param>
    /// <exception cref="Refusal">The database compares what is stored in another way.</exception>
    public abstract Comparand Ordered(SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql);

    /// <summary>A text that compares by code points whatever the column's collation.</summary>
    /// <exception cref="Refusal">The database compares what is stored in another way.</exception>
    public abstract string CodePoints(SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql);

    /// <summary>A text with some characters replaced by others, after A to Z were folded.</summary>
    public abstract string Fold(string text, IReadOnlyList<(string Variant, string Folded)> replacements, StatementParameters parameters);

    /// <summary>A text with every character folded that has variants.</summary>
    public abstract string FoldAll(string text, StatementParameters parameters);

    /// <summary>The place of one text in another from 1; 0 when it is not there.</summary>
    public abstract string PlaceOf(string part, string text);

    /// <summary>The last characters of a text, as many as another text has.</summary>
    public abstract string EndOf(string text, string part);

    /// <summary>The values of a set that is in a column, as rows behind FROM; null members are left out by the condition.</summary>
    /// <exception cref="Refusal">The database cannot look into what is stored.</exception>
    public abstract (string From, string Text, string Condition) Elements(
        SchemaAttribute attribute, LiveColumn column, ValueForm form, string sql, string alias, StatementParameters parameters);

    /// <summary>The day of the year of a date, as month × 100 + day.</summary>
    public abstract string DayOfYear(Comparand date);

    /// <summary>The year of a date.</summary>
    public abstract string Year(Comparand date);

    /// <summary>The sum of values, 0 over nothing, and how many they are.</summary>
    /// <param name="of">A value, which stands as <c>v</c> in the rows.</param>
    /// <param name="rows">A SELECT of the values as <c>v</c>.</param>
    /// <param name="alias">An alias that nothing else has.</param>
    public abstract Total Sum(Comparand of, string rows, string alias);

    /// <summary>A sum, difference or product of two numbers.</summary>
    public abstract Comparand Calculate(Arithmetic operation, Comparand left, Comparand right, Func<string> newAlias);

    /// <summary>How a number compares with another one, scaled.</summary>
    public abstract string Compare(Comparand value, Comparison comparison, Comparand other, Rational times, Func<string> newAlias, StatementParameters parameters);

    /// <summary>Numbers with one form for all.</summary>
    /// <exception cref="Refusal">They have none.</exception>
    public abstract Comparand[] Common(Comparand[] values);

    /// <summary>A list of keys of a kind, as <see cref="SqlDialect.KeyExpression"/> compares them.</summary>
    public string IsKeyAmong(string expression, KeyKind kind, SqlType type, IReadOnlyList<SubjectKey> keys, StatementParameters parameters) => kind switch
    {
        KeyKind.Integer => IsAmong(expression, (long[])[.. keys.Select(k => k.Integer)], parameters),
        KeyKind.Guid when type == SqlType.Guid && HasGuids => IsAmong(expression, (Guid[])[.. keys.Select(k => k.Guid)], parameters),
        KeyKind.Guid => IsAmong(expression, (string[])[.. keys.Select(k => k.Guid.ToString("D"))], parameters),
        _ => IsAmong(expression, (string[])[.. keys.Select(k => k.ToString())], parameters),
    };

    /// <summary>A column of keys in the form that the store of segments has them in.</summary>
    public abstract string StoredKey(string column, KeyKind kind);

    /// <summary>Whether GUIDs are values of their own.</summary>
    protected abstract bool HasGuids { get; }

    protected static string Operator(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "=",
        Comparison.Less => "<",
        Comparison.AtMost => "<=",
        Comparison.Greater => ">",
        _ => ">=",
    };

    protected static Refusal Binary(SchemaAttribute attribute, LiveColumn column, string instead) => new("compose.binary",
        $"'{attribute.Name}' is in '{column.Name}', which holds binary floating-point numbers, and these are neither rounded nor added up exactly by the database; store it as {instead}");

    protected static Refusal Unsupported(SchemaAttribute attribute, LiveColumn column) => new("compose.type",
        $"'{attribute.Name}' is in '{column.Name}' of type {column.TypeName}, whose values are converted in process only");
}

/// <summary>A sum of values that is 0 over nothing, and the average of the same values.</summary>
internal abstract class Total
{
    /// <summary>The sum.</summary>
    public abstract Comparand Sum { get; }

    /// <summary>Whether there are any values, and their average compares so with a number; the average is never made.</summary>
    /// <exception cref="Refusal">The database has fewer digits than the product needs.</exception>
    public abstract string Average(Comparison comparison, Rational bound, StatementParameters parameters);

    /// <summary>Whether there are any values.</summary>
    public abstract string IsThere { get; }
}
