using System.Text;
using Segmentation.Sql.Store;

namespace Segmentation.Sql;

/// <summary>How the SDK's own state is kept in a database: definitions, members, history, groups, tags, events. Validated when a store is made from them, and copied.</summary>
public sealed class SqlStoreOptions
{
    /// <summary>
    /// The database's schema of the tables: <c>segmentation</c> on PostgreSQL, which is made where it is missing; empty for
    /// the one that connections look in first. SQLite has none. Null for the default. Case counts.
    /// </summary>
    public string? Schema { get; set; }

    /// <summary>What the names of tables and indexes begin with: <c>segmentation_</c> on SQLite, nothing on PostgreSQL. Null for the default.</summary>
    public string? Prefix { get; set; }

    /// <summary>Whether the store makes its tables and brings them up to date; else the host's own migrations do. True by default.</summary>
    public bool MakesTables { get; set; } = true;

    /// <summary>
    /// How long one statement may take, waiting for others included: a second or more. Null for what the connection says,
    /// which is mostly 30 seconds. A commit of a million members has no statement of more than some seconds.
    /// </summary>
    public TimeSpan? CommandTimeout { get; set; }

    /// <exception cref="ArgumentException">An option breaks a rule; the message names it, the rule and the value.</exception>
    internal StoreSettings ToSettings(StoreDialect dialect)
    {
        string schema = Schema ?? dialect.DefaultSchema, prefix = Prefix ?? dialect.DefaultPrefix;
        if (schema.Length > 0 && !dialect.HasSchemas)
            throw Broken(nameof(Schema), $"must be null or empty for {dialect.Name}, which has no schemas", schema);
        if (dialect.HasReservedPrefix(prefix))
            throw Broken(nameof(Prefix), $"must not begin as {dialect.Name}'s own tables do", prefix);
        int limit = dialect.IdentifierLimit;
        foreach ((string option, string value, int added) in new[] { (nameof(Schema), schema, 0), (nameof(Prefix), prefix, StoreNames.LongestName) })
        {
            if (value.Contains('\0', StringComparison.Ordinal) || StoredText.ForPeople(value) != value)
                throw Broken(option, "must have no U+0000 and no half of a surrogate pair", StoredText.ForPeople(value));
            if (limit > 0 && Encoding.UTF8.GetByteCount(value) + added > limit)
                throw Broken(option, $"must have at most {limit - added} bytes in UTF-8 for {dialect.Name}", value);
        }

        if (CommandTimeout is { } timeout && (timeout < TimeSpan.FromSeconds(1) || timeout.TotalSeconds > int.MaxValue))
            throw Broken(nameof(CommandTimeout), "must be null or a second or more", timeout.ToString());
        return new StoreSettings
        {
            Names = new StoreNames(schema, prefix),
            MakesTables = MakesTables,
            CommandTimeout = CommandTimeout is { } seconds ? (int)Math.Ceiling(seconds.TotalSeconds) : null,
        };
    }

    private static ArgumentException Broken(string option, string rule, string value) => new($"{nameof(SqlStoreOptions)}.{option} {rule}; it is '{value}'.");
}
