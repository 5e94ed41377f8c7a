namespace Segmentation.EntityFrameworkCore;

/// <summary>The providers whose ways are known; all others are treated with the most care.</summary>
internal enum Provider
{
    Other,
    Sqlite,
    PostgreSql,
    SqlServer,
}

internal static class Providers
{
    public static Provider Of(string? name) => name switch
    {
        "Microsoft.EntityFrameworkCore.Sqlite" => Provider.Sqlite,
        "Npgsql.EntityFrameworkCore.PostgreSQL" => Provider.PostgreSql,
        "Microsoft.EntityFrameworkCore.SqlServer" => Provider.SqlServer,
        _ => Provider.Other,
    };

    /// <summary>The collation that orders and compares texts by code points; null where none is known to.</summary>
    public static string? CodePointCollation(Provider provider) => provider switch
    {
        Provider.Sqlite => "BINARY",
        Provider.PostgreSql => "C",
        _ => null,
    };
}
