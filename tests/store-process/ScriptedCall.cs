using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Segmentation.Sql;
using Segmentation.Sql.PostgreSql;
using Segmentation.Sql.Sqlite;
using Segmentation.Sql.Store;
using Segmentation.Testing;
using Segmentation.Tests.Shared;

namespace Segmentation.StoreProcess;

/// <summary>One call of a store.</summary>
internal static class ScriptedCall
{
    public static async Task RunAsync(string engine, string connection, string schema, string action, string fatalStep)
    {
        var options = new SqlStoreOptions { Schema = schema };
        int fatal = int.Parse(fatalStep, CultureInfo.InvariantCulture), steps = 0;
        await using NpgsqlDataSource? source = engine == "postgresql" ? NpgsqlDataSource.Create(connection) : null;
        using SqlSegmentStore store = source is not null
            ? PostgreSqlSegmentStore.Create(source, KeyKind.Integer, options, Fatal)
            : SqliteSegmentStore.Create(connection, KeyKind.Integer, options, Fatal);
        await StoreScript.RunAsync(action, store, CancellationToken.None);

        StoreSettings Fatal(StoreSettings settings) => settings with { Clock = new TestClock(StoreScript.Start), Observer = Observe };

        ValueTask Observe(StoreStep step)
        {
            if (steps++ == fatal)
            {
                Process.GetCurrentProcess().Kill();
                Thread.Sleep(Timeout.Infinite);
            }

            return ValueTask.CompletedTask;
        }
    }
}
