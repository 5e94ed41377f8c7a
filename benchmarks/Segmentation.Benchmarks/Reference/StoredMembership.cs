using System.Numerics;
using BenchmarkDotNet.Attributes;
using Microsoft.Data.Sqlite;
using Segmentation.Benchmarks.Runs;
using Segmentation.Evaluation;
using Segmentation.Refresh;
using Segmentation.Sql.Sqlite;

namespace Segmentation.Benchmarks.Reference;

/// <summary>
/// (7) Stored members of one segment, a third of all customers, in SQLite: read, compared with the ones found now (a
/// hundredth of the customers enter or leave), and brought up to date; each beside statements written by hand.
/// </summary>
[MemoryDiagnoser]
[LargeRuns]
public class StoredMembership : IDisposable
{
    private const string Id = "third";

    private readonly string _file = Path.Combine(Path.GetTempPath(), "segmentation-store-" + Guid.NewGuid().ToString("N") + ".db");
    private ISegmentStore _store = null!;
    private SqliteConnection _connection = null!;
    private Lease _lease = null!;
    private EvaluationResult _before = null!;
    private EvaluationResult _after = null!;
    private long _stored;
    private bool _isAfter;

    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    [GlobalCleanup]
    public void Dispose()
    {
        _connection.Dispose();
        SqliteConnection.ClearAllPools();
        File.Delete(_file);
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public long ReadByHand()
    {
        long sum = 0;
        using SqliteCommand command = Command("SELECT customer, since FROM segmentation_members WHERE segment = 1 ORDER BY customer");
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            sum += reader.GetInt64(0) ^ reader.GetInt64(1);
        return sum;
    }

    [Benchmark]
    public long Read() => ReadAsync().GetAwaiter().GetResult();

    /// <summary>The new members are written beside the stored ones, and both are compared by the database.</summary>
    [Benchmark]
    public long DifferenceBySql()
    {
        Execute("CREATE TEMP TABLE found (customer INTEGER PRIMARY KEY)");
        using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            using SqliteCommand insert = Command("INSERT INTO found VALUES ($key)");
            SqliteParameter key = insert.Parameters.Add("$key", SqliteType.Integer);
            foreach (SubjectKey member in Other[Id])
            {
                key.Value = member.Integer;
                insert.ExecuteNonQuery();
            }

            transaction.Commit();
        }

        long changes = Scalar("SELECT count(*) FROM found f WHERE NOT EXISTS (SELECT 1 FROM segmentation_members m WHERE m.segment = 1 AND m.customer = f.customer)")
            + Scalar("SELECT count(*) FROM segmentation_members m WHERE m.segment = 1 AND NOT EXISTS (SELECT 1 FROM found f WHERE f.customer = m.customer)");
        Execute("DROP TABLE found");
        return changes;
    }

    /// <summary>The stored members are streamed beside the new ones.</summary>
    [Benchmark]
    public long Difference()
    {
        MemberDifference difference = DifferAsync().GetAwaiter().GetResult();
        return difference.Entered + difference.Left;
    }

    /// <summary>Both are in memory, as bits.</summary>
    [Benchmark]
    public long DifferenceInMemory()
    {
        ReadOnlySpan<ulong> before = _before[Id].Rows, after = _after[Id].Rows;
        long sum = 0;
        for (int word = 0; word < before.Length; word++)
        {
            for (ulong bits = before[word] ^ after[word]; bits != 0; bits &= bits - 1)
                sum += _before.KeyAt((word << 6) + BitOperations.TrailingZeroCount(bits)).Integer;
        }

        return sum;
    }

    /// <summary>The members alone, in one transaction: those who leave are deleted, those who enter inserted.</summary>
    [Benchmark]
    public long ApplyByHand()
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        using SqliteCommand insert = Command("INSERT INTO segmentation_members (segment, customer, since) VALUES (1, $key, 0)"), delete = Command("DELETE FROM segmentation_members WHERE segment = 1 AND customer = $key");
        SqliteParameter entered = insert.Parameters.Add("$key", SqliteType.Integer), left = delete.Parameters.Add("$key", SqliteType.Integer);
        MemberChange[] changes = Changes();
        foreach (MemberChange change in changes)
        {
            (change.Kind == MemberChangeKind.Entered ? entered : left).Value = change.Key.Integer;
            (change.Kind == MemberChangeKind.Entered ? insert : delete).ExecuteNonQuery();
        }

        transaction.Commit();
        _isAfter = !_isAfter;
        return changes.Length;
    }

    /// <summary>A commit: the members with the state and the run's result, refused when the lease or the definition is another.</summary>
    [Benchmark]
    public long Apply() => ApplyAsync(writesEvents: false).GetAwaiter().GetResult();

    /// <summary>A commit that puts an event for every change into the outbox as well.</summary>
    [Benchmark]
    public long ApplyWithEvents() => ApplyAsync(writesEvents: true).GetAwaiter().GetResult();

    // What the store does not have now.
    private EvaluationResult Other => _isAfter ? _before : _after;

    private async Task SetupAsync()
    {
        SegmentSchema schema = CommerceSchema.Create();
        _store = SqliteSegmentStore.Create($"Data Source={_file}", KeyKind.Integer);
        await _store.PrepareAsync(CancellationToken.None);
        await _store.ChangeDefinitionsAsync(
            new DefinitionChange { ExpectedVersion = await _store.GetVersionAsync(CancellationToken.None), At = ReferenceShop.AsOf, Saves = [new SavedDefinition(Id, $"{{\"id\":\"{Id}\"}}")] },
            CancellationToken.None);
        _lease = (await _store.AcquireAsync([Lease.SegmentResource(Id)], "benchmark", TimeSpan.FromHours(12), CancellationToken.None)).Taken[0];
        _connection = new SqliteConnection($"Data Source={_file}");
        _connection.Open();
        SegmentSet set = SegmentSet.Bind(schema, [Segment.Define(Id).Everyone()]);
        _before = Result(set, i => i % 3 == 0);
        _after = Result(set, i => (i % 3 == 0) != (i % 100 == 42));
        _isAfter = true;
        SubjectKey[] members = [.. _before[Id]];
        await CommitAsync([.. members.Select(m => new MemberChange(m, MemberChangeKind.Entered, MemberChangeCause.Initial))], members.Length, writesEvents: false);
        _isAfter = false;
        if (Difference() != DifferenceBySql() || Difference() != BenchmarkSize.Customers / 100)
            throw new InvalidOperationException("The ways to compare differ.");
    }

    private static EvaluationResult Result(SegmentSet set, Func<int, bool> isMember)
    {
        long[] keys = [.. Enumerable.Range(1, BenchmarkSize.Customers).Select(i => (long)i)];
        ulong[] bits = Bits.None(keys.Length);
        for (int i = 0; i < keys.Length; i++)
        {
            if (isMember(i))
                Bits.Set(bits, i);
        }

        return new EvaluationResult(set, ReferenceShop.AsOf, KeyList.Of("customer", KeyColumn.Integers(keys, keys.Length)), [bits], [], new EvaluationStatistics
        {
            Blocks = 1,
            RowsRead = new Dictionary<string, long>(),
            DistinctLeaves = 0,
            LeavesEvaluated = 0,
            LeafEvaluations = 0,
            RowsAggregated = 0,
        });
    }

    private async Task<long> ReadAsync()
    {
        long sum = 0;
        await foreach (StoredMember member in _store.GetMembersAsync(Id, null, CancellationToken.None))
            sum += member.Key.Integer ^ member.Since.Ticks;
        return sum;
    }

    private Task<MemberDifference> DifferAsync() =>
        MemberDifference.OfAsync(_store.GetMembersAsync(Id, null, CancellationToken.None), Other, Other[Id], CancellationToken.None);

    private MemberChange[] Changes()
    {
        EvaluationResult from = _isAfter ? _after : _before, to = Other;
        return [.. Enumerable.Range(0, to.SubjectCount).Where(row => from[Id].IsMember(row) != to[Id].IsMember(row)).Select(row =>
            new MemberChange(to.KeyAt(row), to[Id].IsMember(row) ? MemberChangeKind.Entered : MemberChangeKind.Left, MemberChangeCause.Data))];
    }

    private async Task<long> ApplyAsync(bool writesEvents)
    {
        MemberChange[] changes = Changes();
        await CommitAsync(changes, Other[Id].Count, writesEvents);
        _isAfter = !_isAfter;
        return changes.Length;
    }

    private async Task CommitAsync(MemberChange[] changes, int size, bool writesEvents)
    {
        StoredSegment segment = (await _store.FindSegmentAsync(Id, CancellationToken.None))!;
        CommitOutcome outcome = await _store.CommitAsync(
            new SegmentCommit
            {
                SegmentId = Id,
                RunId = "run-" + (++_stored).ToString(System.Globalization.CultureInfo.InvariantCulture),
                Lease = _lease,
                Revision = segment.Revision,
                At = ReferenceShop.AsOf,
                AsOf = ReferenceShop.AsOf,
                Size = size,
                Changes = changes,
                Entered = changes.Count(c => c.Kind == MemberChangeKind.Entered),
                Left = changes.Count(c => c.Kind == MemberChangeKind.Left),
                WritesEvents = writesEvents,
            },
            CancellationToken.None);
        if (outcome != CommitOutcome.Committed)
            throw new InvalidOperationException($"The commit ended with {outcome}.");
    }

    private SqliteCommand Command(string text)
    {
        SqliteCommand command = _connection.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private void Execute(string text)
    {
        using SqliteCommand command = Command(text);
        command.ExecuteNonQuery();
    }

    private long Scalar(string text)
    {
        using SqliteCommand command = Command(text);
        return (long)command.ExecuteScalar()!;
    }
}
