using System.Data;

namespace Segmentation.Sql;

/// <summary>How a database that has no dialect of its own is spoken to. Immutable.</summary>
public sealed record StandardSqlOptions
{
    /// <summary>What stands before an identifier; <c>"</c> by default, <c>[</c> or <c>`</c> elsewhere.</summary>
    public string QuoteStart { get; init; } = "\"";

    /// <summary>What stands behind an identifier, and is doubled inside of one; <c>"</c> by default.</summary>
    public string QuoteEnd { get; init; } = "\"";

    /// <summary>
    /// How a statement names parameters: <c>@p{0}</c> by default, <c>:p{0}</c> or <c>?</c> elsewhere; {0} is the parameter's
    /// place from 0.
    /// </summary>
    public string Parameter { get; init; } = "@p{0}";

    /// <summary>
    /// An expression by which texts compare and order by code points; {0} is the column: <c>{0} COLLATE BINARY</c>. By default
    /// the column itself, which is right only where the database compares so; rows that come in another order are an error.
    /// </summary>
    public string TextKey { get; init; } = "{0}";

    /// <summary>The isolation level of the transaction that all statements share. Serializable by default.</summary>
    public IsolationLevel IsolationLevel { get; init; } = IsolationLevel.Serializable;

    /// <summary>
    /// Whether every statement has a connection of its own, for drivers that read one statement at a time. Then tables are
    /// read at slightly different times, and agree only while nobody writes. False by default: all statements share one
    /// connection and one transaction.
    /// </summary>
    public bool ConnectionPerStatement { get; init; }

    internal void Validate()
    {
        if (string.IsNullOrEmpty(QuoteStart) || string.IsNullOrEmpty(QuoteEnd))
            throw new ArgumentException($"{nameof(QuoteStart)} and {nameof(QuoteEnd)} must not be empty: names would not be quoted.");
        if (string.IsNullOrEmpty(Parameter))
            throw new ArgumentException($"{nameof(Parameter)} must not be empty; write it as @p{{0}}.");
        if (!TextKey.Contains("{0}", StringComparison.Ordinal))
            throw new ArgumentException($"{nameof(TextKey)} must have {{0}} where the column stands, but is '{TextKey}'.");
    }
}
