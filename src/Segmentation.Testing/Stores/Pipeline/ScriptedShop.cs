using System.Runtime.CompilerServices;

namespace Segmentation.Testing.Stores;

/// <summary>
/// A shop of a few customers with points, a group and an e-mail address, that a test changes between refreshes. It is the
/// source, and has the groups that segments move customers between.
/// </summary>
internal sealed class ScriptedShop(KeyKind keyKind) : ISegmentSource
{
    private readonly Lock _gate = new();

    public static SegmentSchema Schema { get; } = SegmentSchema.Create("scripted", schema => schema
        .Subject("customer", "customers", customer => customer.Integer("points").Text("email").Choice("group"))
        .Roles(new SchemaRoles { Group = "group" }));

    public SortedDictionary<int, Shopper> Customers { get; } = [];

    /// <summary>What the source throws when it is opened; null for nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What moving customers to groups throws; null for nothing.</summary>
    public Exception? GroupFailure { get; set; }

    /// <summary>How often the source was opened.</summary>
    public int Openings { get; private set; }

    /// <summary>What happens while an evaluation reads; null for nothing.</summary>
    public Func<Task>? WhileReading { get; set; }

    /// <summary>Every move that was made.</summary>
    public List<CustomerGroupMove> Moves { get; } = [];

    public ScriptedShop With(int customer, long? points, string? group = "general")
    {
        Customers[customer] = new Shopper(points, group, $"Customer{customer}@Example.com");
        return this;
    }

    public SubjectKey Key(int number) => StoreScene.KeyOf(keyKind, number);

    public ValueTask<ISourceSnapshot> OpenAsync(SourceRequest needs, CancellationToken ct)
    {
        lock (_gate)
            Openings++;
        return Failure is null ? ValueTask.FromResult<ISourceSnapshot>(new Snapshot(this)) : throw Failure;
    }

    public IReadOnlyDictionary<SubjectKey, string?> Groups(IEnumerable<SubjectKey> customers)
    {
        lock (_gate)
        {
            Dictionary<SubjectKey, string?> all = Customers.ToDictionary(c => Key(c.Key), c => c.Value.Group);
            return customers.Where(all.ContainsKey).ToDictionary(c => c, c => all[c]);
        }
    }

    public void Move(IReadOnlyList<CustomerGroupMove> moves)
    {
        if (GroupFailure is not null)
            throw GroupFailure;
        lock (_gate)
        {
            Moves.AddRange(moves);
            Dictionary<SubjectKey, int> numbers = Customers.Keys.ToDictionary(Key);
            foreach (CustomerGroupMove move in moves)
                Customers[numbers[move.Customer]] = Customers[numbers[move.Customer]] with { Group = move.To };
        }
    }

    private sealed class Snapshot(ScriptedShop shop) : ISourceSnapshot
    {
        private readonly (SubjectKey Key, Shopper Shopper)[] _customers = [.. shop.Customers.Select(c => (shop.Key(c.Key), c.Value))];

        public async IAsyncEnumerable<ColumnBatch> ReadAsync(EntityRead read, [EnumeratorCancellation] CancellationToken ct)
        {
            if (shop.WhileReading is { } happen)
                await happen().ConfigureAwait(false);
            ct.ThrowIfCancellationRequested();
            yield return new ColumnBatch
            {
                Count = _customers.Length,
                RootKeys = Keys(),
                Columns = [.. read.Attributes.Select(Column)],
            };
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private KeyColumn Keys()
        {
            int count = _customers.Length;
            return shop.Key(0).Kind switch
            {
                KeyKind.Integer => KeyColumn.Integers([.. _customers.Select(c => c.Key.Integer)], count),
                KeyKind.Guid => KeyColumn.Guids([.. _customers.Select(c => c.Key.Guid)], count),
                _ => KeyColumn.Texts([.. _customers.Select(c => c.Key.ToString())], count),
            };
        }

        private Column Column(SchemaAttribute attribute)
        {
            var builder = new ColumnBuilder(attribute.Type);
            foreach ((_, Shopper shopper) in _customers)
            {
                switch (attribute.Name)
                {
                    case "points" when shopper.Points is { } points:
                        builder.Append(points);
                        break;
                    case "email":
                        builder.Append(shopper.Email);
                        break;
                    case "group" when shopper.Group is { } group:
                        builder.Append(group);
                        break;
                    default:
                        builder.AppendMissing();
                        break;
                }
            }

            return builder.Take();
        }
    }
}

/// <summary>A customer of the scripted shop.</summary>
internal sealed record Shopper(long? Points, string? Group, string Email);
