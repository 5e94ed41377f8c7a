using Segmentation.Testing.Oracles;

namespace Segmentation.Testing.Generation;

/// <summary>Draws segments over rows that there are.</summary>
internal sealed class SegmentDraws(Dice dice, ValuePool pool, Dataset data)
{
    /// <summary>A valid segment.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="subjects">The customers whom its conditions are tried on; the first few are.</param>
    /// <param name="earlier">The segments that it may refer to.</param>
    public Segment Draw(string id, IReadOnlyList<DatasetRow> subjects, IReadOnlyList<string> earlier)
    {
        string? zone = dice.Percent(20) ? pool.Time.AnyZone() : null;
        var judge = new Judge(data, new Moment(pool.Time.AsOf, zone ?? pool.Time.ZoneId), _ => false, Plugins.None);
        var conditions = new Conditions(dice, pool, new Walks(dice, data, judge), judge);
        bool isEveryone = dice.Percent(3), hasRoles = data.Schema.Roles.Guest is not null;
        DateTimeOffset asOf = pool.Time.AsOf;
        return new Segment
        {
            Id = id,
            TimeZone = zone,
            IsActive = dice.Percent(97),
            IsEveryone = isEveryone,
            Conditions = isEveryone ? null : conditions.Create(Walks.Top(data.Schema.Subject, subjects), earlier),
            Scope = hasRoles ? dice.Pick([CustomerScope.All, CustomerScope.All, CustomerScope.All, CustomerScope.Registered, CustomerScope.Guest]) : CustomerScope.All,
            Websites = hasRoles && dice.Percent(8) ? [.. pool.Texts.Where(t => t.Length > 0).Take(3)] : [],
            Stores = hasRoles && dice.Percent(8) ? [.. pool.Texts.Where(t => t.Length > 0).Take(3)] : [],
            StartsAt = dice.Percent(5) ? asOf.AddTicks(dice.Between(-1, 1)) : null,
            ExpiresAt = dice.Percent(5) ? asOf.AddTicks(dice.Between(2, 3)) : dice.Percent(3) ? asOf.AddTicks(dice.Between(-9, 1) - 1).AddTicks(0) : null,
        } is var segment && segment.StartsAt >= segment.ExpiresAt ? segment with { StartsAt = null } : segment;
    }
}
