using System.Data.Common;
using Segmentation.Cli.Input;
using Segmentation.Sql;

namespace Segmentation.Cli.Databases;

/// <summary>A database that the tool works with.</summary>
/// <param name="database">The database.</param>
/// <param name="useStore">Keeps segments in it.</param>
/// <param name="owned">What goes with it; null for nothing.</param>
internal sealed class OpenDatabase(SqlDatabase database, OpenDatabase.StoreChoice useStore, IAsyncDisposable? owned = null) : IAsyncDisposable
{
    /// <summary>Declares that segments are kept in a database.</summary>
    public delegate void StoreChoice(SegmentationBuilder segments, KeyKind keys, Action<SqlStoreOptions> configure);

    public SqlDatabase Database { get; } = database;

    public StoreChoice UseStore { get; } = useStore;

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Does work whose failure in the database is about what the user named.</summary>
    /// <exception cref="BadInputException">The database refused.</exception>
    public static async Task AskAsync(DatabaseKind kind, Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DbException refused)
        {
            throw new BadInputException(kind.ProblemOf(refused));
        }
        catch (ArgumentException wrong)
        {
            throw new BadInputException(new InputProblem("--connection", "", wrong.Message));
        }
    }
}
