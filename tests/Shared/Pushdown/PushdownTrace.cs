using Segmentation.Sql;
using Segmentation.Sql.Store;

namespace Segmentation.Tests.Shared.Pushdown;

/// <summary>The statements of the transactions that refresh segments inside the database.</summary>
internal sealed class PushdownTrace
{
    // Those that go through customers and members, and those that go through the store's few rows.
    private static readonly string[] Large =
        ["find changes", "count changes", "enter members", "leave members", "count members", "write events", "touch customers", "clear changes"];

    private static readonly string[] Small = ["lock leases", "check revisions", "complete segments", "record results", "take sequence", "append history"];

    private readonly List<(string Name, string Text)> _transaction = [];

    /// <summary>All of their statements, in order.</summary>
    public List<(string Name, string Text)> Statements { get; } = [];

    /// <summary>The steps of each transaction.</summary>
    public List<IReadOnlyList<string>> Transactions { get; } = [];

    public ValueTask Observe(StoreStep step)
    {
        if (step.Name != StoreStep.Commit)
        {
            // A transaction begins anew with what is looked up first.
            if (step.Name == "lock leases")
                _transaction.Clear();
            _transaction.Add((step.Name, step.Text));
            return ValueTask.CompletedTask;
        }

        if (_transaction.Any(s => s.Name == "find changes"))
        {
            Statements.AddRange(_transaction);
            Transactions.Add([.. _transaction.Select(s => s.Name)]);
        }

        _transaction.Clear();
        return ValueTask.CompletedTask;
    }

    /// <summary>How many segments the transactions have refreshed.</summary>
    public int Pushed => Statements.Where(s => s.Name == "find changes").Sum(s => s.Text.Split("\nUNION ALL\n").Length);

    /// <summary>The words of the statements that the lists have not, and the statements that are neither large nor small.</summary>
    public IEnumerable<string> OtherWords() => Statements.SelectMany(s =>
        Large.Contains(s.Name) ? PushdownConstructs.Others(s.Text)
        : Small.Contains(s.Name) ? PushdownConstructs.Others(s.Text).Except(PushdownConstructs.BookkeepingWords)
        : [s.Name]);
}
