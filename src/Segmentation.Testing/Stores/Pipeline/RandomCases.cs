using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>
/// A shop's life in random steps: customers come, change and go, definitions and lists are edited, segments are deleted,
/// time passes. After each refresh members are what a plain reading of the definitions gives, the events so far add up to
/// the stored members, and groups are those of the winners.
/// </summary>
internal static class RandomCases
{
    private static readonly string[] Ids = ["a", "b", "c", "d", "e", "f"];

    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(s => LiveAsync(s, 20260301), "Life_OfTheFirstShop_AddsUp"),
        .. StoreCase.Once(s => LiveAsync(s, 20260302), "Life_OfTheSecondShop_AddsUp"),
        .. StoreCase.Of(KeyKind.Text, s => LiveAsync(s, 20260303), "Life_OfAShopWithTextKeys_AddsUp"),
    ];

    private static async Task LiveAsync(StoreScene store, int seed)
    {
        var life = new Life(store, new Random(seed));
        for (int step = 0; step < 200; step++)
            await life.StepAsync().ConfigureAwait(false);
        That(life.Refreshes > 10 && life.EventCount > 50, "much has happened");
    }

    private sealed class Life(StoreScene store, Random random)
    {
        private readonly RefreshScene _s = new(store);
        private readonly Dictionary<string, Segment> _segments = new(StringComparer.Ordinal);
        private readonly Dictionary<string, (HashSet<int> Include, HashSet<int> Exclude)> _lists = new(StringComparer.Ordinal);
        private readonly Dictionary<string, HashSet<SubjectKey>> _replayed = new(StringComparer.Ordinal);
        private int _customers;

        public int Refreshes { get; private set; }

        public int EventCount { get; private set; }

        public Task StepAsync() => random.Next(8) switch
        {
            0 or 1 => ChangeCustomers(),
            2 => SaveAsync(),
            3 => EditListAsync(),
            4 when random.Next(3) == 0 => DeleteAsync(),
            _ => RefreshAsync(),
        };

        private Task ChangeCustomers()
        {
            for (int i = random.Next(5); i >= 0; i--)
            {
                if (_s.Shop.Customers.Count < 5 || random.Next(4) == 0)
                    _s.Shop.With(++_customers, random.Next(100));
                int customer = _s.Shop.Customers.Keys.ElementAt(random.Next(_s.Shop.Customers.Count));
                if (random.Next(8) == 0)
                    _s.Shop.Customers.Remove(customer);
                else
                    _s.Shop.Customers[customer] = _s.Shop.Customers[customer] with { Points = random.Next(100) };
            }

            _s.Clock.Advance(TimeSpan.FromHours(random.Next(12)));
            return Task.CompletedTask;
        }

        /// <summary>A definition that may refer to one with a smaller id, so that there is never a circle.</summary>
        private async Task SaveAsync()
        {
            int index = random.Next(Ids.Length);
            string? other = Ids.Take(index).Where(_segments.ContainsKey).Cast<string?>().ElementAtOrDefault(random.Next(4));
            long least = random.Next(100);
            Segment segment = Segment.Define(Ids[index]).Where(c => other is null
                ? c.Attribute("points").AtLeast(least)
                : c.Any(c.Attribute("points").AtLeast(least), random.Next(2) == 0 ? c.InSegment(other) : c.NotInSegment(other)));
            if (random.Next(5) == 0)
                segment = segment.Inactive();
            if (random.Next(4) == 0)
                segment = segment.ExpiringAt(_s.Clock.GetUtcNow().AddHours(random.Next(40)));
            if (random.Next(2) == 0)
                segment = segment.MoveToGroup($"group {random.Next(3)}", priority: random.Next(3));
            await _s.SaveAsync(segment).ConfigureAwait(false);
            _segments[segment.Id] = segment;
            _lists.TryAdd(segment.Id, ([], []));
            _replayed.TryAdd(segment.Id, []);
        }

        private async Task EditListAsync()
        {
            if (_segments.Count == 0 || _customers == 0)
                return;
            string id = _segments.Keys.ElementAt(random.Next(_segments.Count));
            int customer = random.Next(1, _customers + 1);
            (HashSet<int> include, HashSet<int> exclude) = _lists[id];
            include.Remove(customer);
            exclude.Remove(customer);
            switch (random.Next(3))
            {
                case 0:
                    await _s.Host.Catalog.IncludeAsync(id, [_s.Key(customer)], _s.Ct).ConfigureAwait(false);
                    include.Add(customer);
                    break;
                case 1:
                    await _s.Host.Catalog.ExcludeAsync(id, [_s.Key(customer)], _s.Ct).ConfigureAwait(false);
                    exclude.Add(customer);
                    break;
                default:
                    await _s.Host.Catalog.UnlistAsync(id, [_s.Key(customer)], _s.Ct).ConfigureAwait(false);
                    break;
            }
        }

        private async Task DeleteAsync()
        {
            CatalogView view = await _s.Host.Catalog.GetViewAsync(_s.Ct).ConfigureAwait(false);
            string[] free = [.. _segments.Keys.Where(id => !_segments.Keys.Any(other => view.Set[other].References.Contains(id, StringComparer.Ordinal)))];
            if (free.Length == 0)
                return;
            string id = free[random.Next(free.Length)];
            That(await _s.Host.Catalog.DeleteAsync(id, null, _s.Ct).ConfigureAwait(false), "it is deleted");
            await ReplayAsync().ConfigureAwait(false);
            SameRows([], _replayed[id], $"those whom events leave in the deleted '{id}'");
            _segments.Remove(id);
            _lists.Remove(id);
            await CheckAsync([]).ConfigureAwait(false);
        }

        private async Task RefreshAsync()
        {
            string[]? some = random.Next(2) == 0 ? null : [.. _segments.Keys.Where(_ => random.Next(2) == 0)];
            RefreshReport report = await _s.Host.Refresher.RefreshAsync(new RefreshRequest { Segments = some }, null, _s.Ct).ConfigureAwait(false);
            Same(RunStatus.Completed, report.Status, "the run's status");
            Refreshes++;
            await ReplayAsync().ConfigureAwait(false);
            await CheckAsync(report.Segments).ConfigureAwait(false);
        }

        private async Task ReplayAsync()
        {
            IReadOnlyList<OutboxEvent> events = await _s.Store.GetReadyEventsAsync(DateTimeOffset.MaxValue, 10_000, _s.Ct).ConfigureAwait(false);
            foreach (SegmentEvent e in events.Select(e => e.Event))
            {
                That(
                    e.Kind == MemberChangeKind.Entered ? _replayed[e.SegmentId].Add(e.Customer) : _replayed[e.SegmentId].Remove(e.Customer),
                    $"'{e.SegmentId}' {e.Kind} {e.Customer} is a change");
            }

            EventCount += events.Count;
            await _s.TakeEventsAsync().ConfigureAwait(false);
        }

        private async Task CheckAsync(IReadOnlyList<SegmentRefresh> refreshed)
        {
            foreach (SegmentRefresh segment in refreshed)
            {
                int[] expected = [.. _s.Shop.Customers.Keys.Where(c => IsMember(segment.SegmentId, c))];
                await _s.MembersAreAsync(segment.SegmentId, expected).ConfigureAwait(false);
                Same(expected.Length, (int)segment.Size, $"the size of '{segment.SegmentId}'");
            }

            StoredDefinitions definitions = await _s.Store.GetDefinitionsAsync(_s.Ct).ConfigureAwait(false);
            foreach (StoredSegment segment in definitions.Segments)
            {
                IReadOnlyList<SubjectKey> members = await store.MembersAsync(segment.Id).ConfigureAwait(false);
                SameRows(_replayed[segment.Id].Order(), members, $"the members of '{segment.Id}' by events");
                Same(members.Count, (int)segment.State.Size, $"the stored size of '{segment.Id}'");
            }

            foreach ((int customer, Shopper shopper) in _s.Shop.Customers)
            {
                IReadOnlyList<StoredMembership> memberships = await _s.Store.GetSegmentsOfAsync(_s.Key(customer), _s.Ct).ConfigureAwait(false);
                SegmentEffects? winner = definitions.Segments
                    .Where(d => d.State.Effects.Group is not null && memberships.Any(m => m.SegmentId == d.Id))
                    .OrderBy(d => d.State.Effects.Priority).ThenBy(d => d.Id, StringComparer.Ordinal).FirstOrDefault()?.State.Effects;
                Same(winner?.Group ?? "general", shopper.Group, $"the group of {customer}");
            }
        }

        /// <summary>What the definitions say, read in the plainest way.</summary>
        private bool IsMember(string id, int customer)
        {
            Segment segment = _segments[id];
            if (!segment.IsActive || segment.ExpiresAt <= _s.Clock.GetUtcNow() || _lists[id].Exclude.Contains(customer))
                return false;
            return _lists[id].Include.Contains(customer) || Holds(segment.Conditions!, customer);
        }

        private bool Holds(Condition condition, int customer) => condition switch
        {
            CombinationCondition any => any.Conditions.Any(c => Holds(c, customer)),
            SegmentCondition other => IsMember(other.Segment, customer) == other.Member,
            AttributeCondition points => _s.Shop.Customers[customer].Points >= (long)((Operand.Number)points.Value!).Value,
            _ => throw new InvalidOperationException($"{condition} is never made."),
        };
    }
}
