using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>How rows are loaded into tables. Immutable.</summary>
public sealed record SqlLoaderOptions
{
    /// <summary>The database's schema that the tables are made in; null, the default, for the one that the connection uses.</summary>
    public string? Schema { get; init; }

    /// <summary>Whether the schema is made first, and must not be there. False by default.</summary>
    public bool CreateSchema { get; init; }

    /// <summary>Whether tables that are there under the same names are dropped. False by default: they are an error.</summary>
    public bool Replace { get; init; }

    /// <summary>Further work in the same transaction, when all rows are loaded: a record of the loading, for example. What it throws undoes everything. Null, the default, for nothing.</summary>
    public Func<DbConnection, DbTransaction, CancellationToken, Task>? BeforeCommit { get; init; }

    internal void Validate()
    {
        if (CreateSchema && Schema is null)
            throw new ArgumentException($"{nameof(CreateSchema)} needs the name of the schema in {nameof(Schema)}, which is null.");
    }
}
