using System.Data.Common;
using Segmentation.Cli.Input;
using Segmentation.Sql;

namespace Segmentation.Cli.Databases;

/// <summary>A database that the tool works with.</summary>
/// <param name="database">The database.</param>
/// <param name="owned">What goes with it; null for nothing.</param>
internal sealed class OpenDatabase(SqlDatabase database, IAsyncDisposable? owned = null) : IAsyncDisposable
{
    public SqlDatabase Database { get; } = database;

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Does work whose failure in the database is about what the user named.</summary>
    /// <exception cref="BadInputException">The database refused.</exception>
    public static async Task AskAsync(Func<Task> work)
    {
        try
        {
            await work().ConfigureAwait(false);
        }
        catch (DbException refused)
        {
            throw new BadInputException(new InputProblem("--connection", "", $"the database refused: {refused.Message}"));
        }
        catch (ArgumentException wrong)
        {
            throw new BadInputException(new InputProblem("--connection", "", wrong.Message));
        }
    }
}
