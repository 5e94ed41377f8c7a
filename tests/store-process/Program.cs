using System.Diagnostics;
using System.Globalization;
using Npgsql;
using Segmentation;
using Segmentation.Sql;
using Segmentation.Sql.PostgreSql;
using Segmentation.Sql.Sqlite;
using Segmentation.Sql.Store;
using Segmentation.Testing;
using Segmentation.Tests.Shared;

// A process of its own that works on a store, and that kills itself, as a power failure would, at the step it is told to.
// Arguments: sqlite or postgresql, the connection string, the schema, what to do, and the number of the fatal step or -1.
string connection = args[1], action = args[3];
var options = new SqlStoreOptions { Schema = args[2] };
int fatal = int.Parse(args[4], CultureInfo.InvariantCulture), steps = 0;

await using NpgsqlDataSource? source = args[0] == "postgresql" ? NpgsqlDataSource.Create(connection) : null;
using SqlSegmentStore store = source is not null
    ? PostgreSqlSegmentStore.Create(source, KeyKind.Integer, options, Fatal)
    : SqliteSegmentStore.Create(connection, KeyKind.Integer, options, Fatal);
await StoreScript.RunAsync(action, store, CancellationToken.None);
return 0;

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
