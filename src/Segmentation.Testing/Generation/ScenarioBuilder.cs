using System.Collections.Immutable;
using Segmentation.Testing.Oracles;

namespace Segmentation.Testing.Generation;

/// <summary>Draws a scenario step by step: time, stored schema, rows, computed schema, segments, lists.</summary>
internal sealed class ScenarioBuilder(int seed)
{
    private readonly Dice _dice = new(seed);

    public RandomScenario Build()
    {
        var time = new TimeLine(_dice);
        var pool = new ValuePool(_dice, time);
        SegmentSchema schema = SchemaGenerator.Create(_dice);
        IReadOnlyList<DatasetRow> rows = new DataGenerator(_dice, pool, schema).Create();
        // Computations may use the computed attributes of the round before, and so never themselves.
        for (int round = 0; round < 2; round++)
            schema = Extend(schema, new Dataset(schema, rows), pool, round);
        var data = new Dataset(schema, rows);
        SegmentLists lists = Lists(data);
        return new RandomScenario
        {
            Seed = seed,
            Data = data,
            AsOf = time.AsOf,
            TimeZone = time.ZoneId,
            Segments = Segments(data, pool),
            Lists = lists,
        };
    }

    private SegmentSchema Extend(SegmentSchema schema, Dataset data, ValuePool pool, int round)
    {
        var judge = new Judge(data, new Moment(pool.Time.AsOf, pool.Time.ZoneId), _ => false, Plugins.None);
        var walks = new Walks(_dice, data, judge);
        var conditions = new Conditions(_dice, pool, walks, judge);
        var computations = new Computations(_dice, walks, conditions);
        return schema.Extend(builder =>
        {
            foreach (SchemaEntity entity in schema.Entities.Where(e => e.Name != "category"))
            {
                IEnumerable<DatasetRow> rows = entity.Name == "address" ? data.Schema.Entities.SelectMany(e => data.Rows(e.Name)).SelectMany(r => r.Parts.Values) : data.Rows(entity.Name);
                Spot spot = Walks.Top(entity, rows);
                bool isSubject = entity == schema.Subject;
                builder.Entity(entity.Name, b =>
                {
                    computations.Declare(b, spot, $"c{round}_", isSubject ? 5 : _dice.Between(0, 2));
                    if (round == 0)
                        Relations(b, spot, computations, judge, schema);
                });
            }
        });
    }

    private void Relations(EntityBuilder builder, Spot spot, Computations computations, Judge judge, SegmentSchema schema)
    {
        foreach (ManyRelation relation in spot.Entity.Relations.OfType<ManyRelation>().Where(_ => _dice.Percent(60)))
        {
            SchemaEntity target = schema.FindEntity(relation.Target)!;
            var rows = new Spot(target, [.. spot.Places.SelectMany(p => judge.Reach(p, relation.Name)).Take(10)], spot);
            if (computations.Selection(spot, relation, rows) is { } selection)
                builder.Selected($"chosen_{target.Name}", target.Name, selection);
            foreach (SchemaRelation next in target.Relations.Where(r => r is not ParentRelation && _dice.Percent(30)))
                builder.Through($"{relation.Name}_{next.Name}", next.Target, $"{relation.Name}.{next.Name}");
        }
    }

    private Segment[] Segments(Dataset data, ValuePool pool)
    {
        var draws = new SegmentDraws(_dice, pool, data);
        List<Segment> segments = [];
        int count = _dice.Between(2, 4);
        for (int i = 0; i < count; i++)
            segments.Add(draws.Draw($"s{i}", data.Subjects, [.. segments.Select(s => s.Id)]));
        return _dice.Shuffled(segments);
    }

    private SegmentLists Lists(Dataset data)
    {
        if (!_dice.Percent(25))
            return SegmentLists.Empty;
        string[] keys = [.. data.Subjects.Select(s => s.Key!), "unknown"];
        return new SegmentLists(ImmutableDictionary<string, SegmentList>.Empty.Add(
            "s0", new SegmentList([.. _dice.Shuffled(keys).Take(2)], [.. _dice.Shuffled(keys).Take(1)])));
    }
}
