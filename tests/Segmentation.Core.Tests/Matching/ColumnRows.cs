namespace Segmentation.Tests.Matching;

/// <summary>Members as columns, as a cache of features holds them: an array an attribute, and the visits of a member between two offsets.</summary>
internal sealed class MemberColumns
{
    public required long[] Ids { get; init; }

    public required string?[] Levels { get; init; }

    public required int?[] Points { get; init; }

    public required DateTimeOffset[] JoinedAt { get; init; }

    public required int[] VisitOffsets { get; init; }

    public required decimal[] Paid { get; init; }

    public required string[] Kinds { get; init; }

    public static MemberColumns Of(IReadOnlyList<Member> members)
    {
        Visit[][] visits = [.. members.Select(m => m.Visits?.ToArray() ?? [])];
        return new MemberColumns
        {
            Ids = [.. members.Select(m => m.Id)],
            Levels = [.. members.Select(m => m.Level)],
            Points = [.. members.Select(m => m.Points)],
            JoinedAt = [.. members.Select(m => m.JoinedAt!.Value)],
            VisitOffsets = [0, .. visits.Select((_, i) => visits.Take(i + 1).Sum(v => v.Length))],
            Paid = [.. visits.SelectMany(v => v).Select(v => v.Paid!.Value)],
            Kinds = [.. visits.SelectMany(v => v).Select(v => v.Kind!)],
        };
    }
}

/// <summary>A member's row in columns; the one object is moved from row to row.</summary>
internal sealed class MemberRow(MemberColumns columns)
{
    private readonly List<VisitRow> _visits = [];
    private readonly List<VisitRow> _spare = [];

    public MemberColumns Columns => columns;

    public int Index { get; private set; }

    public List<VisitRow> Visits => _visits;

    public void MoveTo(int index)
    {
        Index = index;
        _visits.Clear();
        for (int visit = columns.VisitOffsets[index]; visit < columns.VisitOffsets[index + 1]; visit++)
        {
            if (_spare.Count == _visits.Count)
                _spare.Add(new VisitRow(columns));
            _spare[_visits.Count].Index = visit;
            _visits.Add(_spare[_visits.Count]);
        }
    }
}

internal sealed class VisitRow(MemberColumns columns)
{
    public MemberColumns Columns => columns;

    public int Index { get; set; }
}

internal sealed class MemberRowMap : SubjectMap<MemberRow>
{
    public override void Configure(EntityMap<MemberRow> map) => map
        .Key(m => m.Columns.Ids[m.Index])
        .Attribute("level", m => m.Columns.Levels[m.Index])
        .Attribute("points", m => m.Columns.Points[m.Index])
        .Attribute("joined_at", m => m.Columns.JoinedAt[m.Index])
        .Many("visits", m => m.Visits, visit => visit
            .Key(v => v.Index)
            .Attribute("paid", v => v.Columns.Paid[v.Index])
            .Attribute("kind", v => v.Columns.Kinds[v.Index]));
}
