using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

internal sealed partial class SqlSegmentStore
{
    /// <inheritdoc/>
    public ValueTask<LeaseAnswer> AcquireAsync(IReadOnlyList<string> resources, string holder, TimeSpan duration, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentException.ThrowIfNullOrEmpty(holder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        return WriteAsync(
            async work =>
            {
                RowSet asked = RowSet.Of(resources.Order(StringComparer.Ordinal));
                await work.ExecuteAsync(
                    "add leases",
                    $"""
                    INSERT INTO {Leases} (resource, holder, token, duration, given_at, is_released)
                    SELECT r.id, '', 0, 0, 0, 1 FROM {asked} WHERE true ORDER BY r.n ON CONFLICT DO NOTHING
                    """).ConfigureAwait(false);
                Dictionary<string, LeaseRow> known = (await LockLeasesAsync(work, asked).ConfigureAwait(false)).ToDictionary(l => l.Resource, StringComparer.Ordinal);
                // The time after waiting for the locks, not before.
                DateTimeOffset now = await NowAsync(work).ConfigureAwait(false);
                List<Lease> taken = [];
                List<BusyResource> busy = [];
                List<LeaseRow> changed = [];
                foreach (string resource in resources)
                {
                    LeaseRow lease = known[resource];
                    // A clock that stepped back must not make it last longer than its duration.
                    DateTimeOffset givenAt = lease.GivenAt < now ? lease.GivenAt : now;
                    TimeSpan remaining = lease.Duration - (now - givenAt);
                    if (lease.IsReleased || remaining <= TimeSpan.Zero)
                    {
                        taken.Add(new Lease(resource, holder, lease.Token + 1, duration));
                        changed.Add(new LeaseRow(resource, holder, lease.Token + 1, duration, now, IsReleased: false));
                    }
                    else
                    {
                        busy.Add(new BusyResource(resource, lease.Holder, remaining));
                        if (givenAt != lease.GivenAt)
                            changed.Add(lease with { GivenAt = givenAt });
                    }
                }

                await GiveAsync(work, changed).ConfigureAwait(false);
                return new LeaseAnswer(taken, busy);
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Lease>> RenewAsync(IReadOnlyList<Lease> leases, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return WriteAsync<IReadOnlyList<Lease>>(
            async work =>
            {
                Lease[] held = await CurrentAsync(work, leases).ConfigureAwait(false);
                DateTimeOffset now = await NowAsync(work).ConfigureAwait(false);
                await GiveAsync(work, [.. held.Select(l => new LeaseRow(l.Resource, l.Holder, l.Token, l.Duration, now, IsReleased: false))]).ConfigureAwait(false);
                return held;
            },
            ct);
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(IReadOnlyList<Lease> leases, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(leases);
        return WriteAsync(
            async work =>
            {
                RowSet held = RowSet.Of((await CurrentAsync(work, leases).ConfigureAwait(false)).Select(l => l.Resource));
                await work.ExecuteAsync(
                    "release leases", $"UPDATE {Leases} SET is_released = 1 WHERE resource IN (SELECT r.id FROM {held})").ConfigureAwait(false);
            },
            ct);
    }

    /// <summary>Whether a lease is the one given last for its resource, and was not released. Nobody takes it over before the transaction ends.</summary>
    private static async Task<bool> IsCurrentAsync(StoreWork work, Lease lease) => await work.FindNumberAsync(
        "check lease",
        $"SELECT token FROM {Leases} WHERE resource = {lease.Resource} AND token = {lease.Token} AND is_released = 0{work.Dialect.ForUpdate}").ConfigureAwait(false) is not null;

    /// <summary>Those of the leases that are current, as <see cref="IsCurrentAsync"/> says.</summary>
    private static async Task<Lease[]> CurrentAsync(StoreWork work, IReadOnlyList<Lease> leases)
    {
        if (leases.Count == 0)
            return [];
        RowSet resources = RowSet.Of(leases.Select(l => l.Resource).Distinct(StringComparer.Ordinal));
        Dictionary<string, LeaseRow> known = (await LockLeasesAsync(work, resources).ConfigureAwait(false)).ToDictionary(l => l.Resource, StringComparer.Ordinal);
        return [.. leases.Where(l => known.GetValueOrDefault(l.Resource) is { IsReleased: false } row && row.Token == l.Token)];
    }

    private static Task<List<LeaseRow>> LockLeasesAsync(StoreWork work, RowSet resources) => work.QueryAsync(
        "lock leases",
        $"""
        SELECT l.resource, l.holder, l.token, l.duration, l.given_at, l.is_released FROM {Leases} l
        WHERE l.resource IN (SELECT r.id FROM {resources}) ORDER BY l.resource{work.Dialect.ForUpdate}
        """,
        static row => new LeaseRow(
            row.GetString(0), row.GetString(1), row.GetInt64(2), TimeSpan.FromTicks(row.GetInt64(3)), row.GetInstant(4), row.GetFlag(5)));

    private static async Task GiveAsync(StoreWork work, IReadOnlyList<LeaseRow> leases)
    {
        if (leases.Count == 0)
            return;
        var rows = new RowSet(
            ("resource", StoreColumnType.Text),
            ("holder", StoreColumnType.Text),
            ("token", StoreColumnType.Integer),
            ("duration", StoreColumnType.Integer),
            ("given_at", StoreColumnType.Integer));
        foreach (LeaseRow lease in leases)
            rows.Add(lease.Resource, lease.Holder, lease.Token, lease.Duration.Ticks, lease.GivenAt.ToStored());
        await work.ExecuteAsync(
            "give leases",
            $"""
            UPDATE {Leases} AS l SET holder = r.holder, token = r.token, duration = r.duration, given_at = r.given_at, is_released = 0
            FROM {rows} WHERE l.resource = r.resource
            """).ConfigureAwait(false);
    }

    /// <summary>The time by which leases end.</summary>
    private async Task<DateTimeOffset> NowAsync(StoreWork work)
    {
        if (_settings.Clock is null && _dialect.ServerTime is { } serverTime)
        {
            long? microseconds = await work.FindNumberAsync("ask the time", $"SELECT {serverTime}").ConfigureAwait(false);
            return DateTimeOffset.UnixEpoch.AddTicks(microseconds!.Value * TimeSpan.TicksPerMicrosecond);
        }

        return (_settings.Clock ?? TimeProvider.System).GetUtcNow();
    }

    /// <summary>A lease as it is stored.</summary>
    private sealed record LeaseRow(string Resource, string Holder, long Token, TimeSpan Duration, DateTimeOffset GivenAt, bool IsReleased);
}
