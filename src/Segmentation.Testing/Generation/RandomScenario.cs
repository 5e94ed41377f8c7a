using System.Text;
using Segmentation.Testing.Generation;

namespace Segmentation.Testing;

/// <summary>
/// A random but valid schema with data, segments, lists, an instant and a zone: what engines are compared with the oracle
/// on. The same seed always gives the same scenario. Immutable.
/// </summary>
public sealed record RandomScenario
{
    internal RandomScenario()
    {
    }

    /// <summary>The seed that the scenario was drawn with.</summary>
    public int Seed { get; internal init; }

    /// <summary>The rows and their schema.</summary>
    public required Dataset Data { get; init; }

    /// <summary>The segments, which may refer to each other.</summary>
    public required IReadOnlyList<Segment> Segments { get; init; }

    /// <summary>The sticky lists.</summary>
    public required SegmentLists Lists { get; init; }

    /// <summary>The instant of the evaluation.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The IANA time zone of segments that have none of their own.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Draws a scenario. Takes a few milliseconds.</summary>
    /// <param name="seed">Any number.</param>
    public static RandomScenario Create(int seed) => new ScenarioBuilder(seed).Build();

    /// <summary>The segments bound to the schema.</summary>
    /// <exception cref="SegmentDefinitionException">A segment is not valid: the generator or binding is wrong.</exception>
    public SegmentSet Bind() => SegmentSet.Bind(Data.Schema, Segments, Lists, new BindOptions { TimeZone = TimeZone });

    /// <summary>The members that the oracle finds.</summary>
    /// <param name="observe">Hears of each leaf; see <see cref="Oracle"/>.</param>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Ask(Action<string, bool>? observe = null) =>
        new Oracle(Data, observe).Evaluate(Segments, Lists, AsOf, TimeZone);

    /// <summary>
    /// A smaller scenario that still fails: segments and rows are left out one after another as long as it does.
    /// </summary>
    /// <param name="fails">Whether a scenario fails.</param>
    /// <param name="ct">Cancels the search.</param>
    public async Task<RandomScenario> ShrinkAsync(Func<RandomScenario, Task<bool>> fails, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(fails);
        RandomScenario smallest = this;
        bool isSmaller = true;
        while (isSmaller)
        {
            isSmaller = false;
            foreach (RandomScenario candidate in Shrinking.Candidates(smallest))
            {
                ct.ThrowIfCancellationRequested();
                if (!await fails(candidate).ConfigureAwait(false))
                    continue;
                smallest = candidate;
                isSmaller = true;
                break;
            }
        }

        return smallest;
    }

    /// <summary>The scenario for people: seed, instant, zone, segments and rows.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"seed {Seed}, as of {AsOf:O}, {TimeZone}");
        text.AppendLine(SchemaText.Of(Data.Schema));
        text.AppendLine(SegmentFile.Write(Segments));
        if (Lists.Segments.Count > 0)
            text.AppendLine(SegmentListsFile.Write(Lists));
        return text.Append(Data.ToJson()).ToString();
    }
}
