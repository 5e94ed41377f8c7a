using Segmentation.Sql;

namespace Segmentation.Cli.Databases;

/// <summary>The database that a verb works on.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Connection">The connection string.</param>
/// <param name="Schema">The schema of everything; null for each one's default.</param>
internal sealed record DatabaseSettings(DatabaseKind Kind, string Connection, string? Schema)
{
    /// <summary>The name of a table of customers and what belongs to them.</summary>
    public SqlName Table(string name) => Schema is null ? SqlName.Of(name) : SqlName.Of(Schema, name);

    /// <summary>Puts what the SDK itself keeps beside the customers' tables where a schema was named.</summary>
    public void Place(SqlStoreOptions options)
    {
        if (Schema is null)
            return;
        options.Schema = Schema;
        options.Prefix = "segmentation_";
    }
}
