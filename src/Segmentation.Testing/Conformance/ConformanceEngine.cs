namespace Segmentation.Testing;

/// <summary>
/// Runs conformance cases on one way of evaluating segments. An adapter derives it, gives the members that its engine
/// finds, and calls <see cref="RunAsync"/> from its own tests, case by case.
/// </summary>
public abstract class ConformanceEngine
{
    /// <summary>The engine's name in messages.</summary>
    public abstract string Name { get; }

    /// <summary>What the cases use beyond the model and the commerce vocabulary; nothing by default.</summary>
    public ConformancePlugins Plugins { get; init; } = ConformancePlugins.None;

    /// <summary>Evaluates segments over data.</summary>
    /// <param name="data">The rows; its schema is the one that the segments are bound to.</param>
    /// <param name="set">The segments with their sticky lists.</param>
    /// <param name="asOf">The instant.</param>
    /// <param name="ct">Cancels the evaluation.</param>
    /// <returns>By segment id, the keys of its members as they were read, in key order.</returns>
    public abstract Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, DateTimeOffset asOf, CancellationToken ct);

    /// <summary>Runs a case: definitions are read and bound as a host would, then evaluated.</summary>
    /// <param name="case">The case.</param>
    /// <param name="ct">Cancels the run.</param>
    /// <exception cref="ConformanceException">The members or the problems are not exactly those expected.</exception>
    /// <exception cref="SegmentDataException">The data of the case breaks a rule.</exception>
    public async Task RunAsync(ConformanceCase @case, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(@case);
        Dataset data = @case.ReadData(Plugins.Extend);
        List<string> differences;
        try
        {
            SegmentLists lists = @case.Lists is null ? SegmentLists.Empty : SegmentListsFile.Read(@case.Lists);
            string zone = @case.TimeZone ?? @case.Options.TimeZone ?? "UTC";
            SegmentDocument document = SegmentFile.Parse($$"""{"version":1,"segments":{{@case.Segments}}}""", Plugins.Language);
            SegmentSet set = SegmentSet.Bind(data.Schema, document, lists, new BindOptions { TimeZone = zone, Language = Plugins.Language });
            differences = @case.Expected is null
                ? [$"refused with {@case.Errors![0].Code} at {@case.Errors[0].Path} and others was expected, but the definitions were taken"]
                : Compare(@case.Expected, await EvaluateAsync(data, set, lists, zone, @case.AsOf, ct).ConfigureAwait(false));
        }
        catch (SegmentDefinitionException refusal)
        {
            differences = Compare(@case.Errors ?? [], refusal.Problems);
        }

        if (differences.Count > 0)
            throw new ConformanceException(@case, Name, differences);
    }

    /// <summary>The oracle alone evaluates definitions instead of what was bound, and so needs what is part of the set already.</summary>
    private protected virtual Task<IReadOnlyDictionary<string, IReadOnlyList<string>>> EvaluateAsync(
        Dataset data, SegmentSet set, SegmentLists lists, string zone, DateTimeOffset asOf, CancellationToken ct) =>
        EvaluateAsync(data, set, asOf, ct);

    private static List<string> Compare(
        IReadOnlyDictionary<string, IReadOnlyList<string>> expected, IReadOnlyDictionary<string, IReadOnlyList<string>> actual)
    {
        List<string> differences = [];
        foreach (string id in expected.Keys.Union(actual.Keys, StringComparer.Ordinal))
        {
            if (!expected.TryGetValue(id, out IReadOnlyList<string>? wanted))
                differences.Add($"segment '{id}': the case expects nothing of it");
            else if (!actual.TryGetValue(id, out IReadOnlyList<string>? found))
                differences.Add($"segment '{id}': no answer was given");
            else if (!wanted.SequenceEqual(found, StringComparer.Ordinal))
                differences.Add($"segment '{id}': expected [{string.Join(", ", wanted)}], found [{string.Join(", ", found)}]{Detail(wanted, found)}");
        }

        return differences;
    }

    private static string Detail(IReadOnlyList<string> wanted, IReadOnlyList<string> found)
    {
        string[] missing = [.. wanted.Except(found, StringComparer.Ordinal)], extra = [.. found.Except(wanted, StringComparer.Ordinal)];
        if (missing.Length + extra.Length == 0)
            return "; the same keys, but not in key order or not once each";
        return (missing.Length > 0 ? $"; missing {string.Join(", ", missing)}" : "") + (extra.Length > 0 ? $"; too many {string.Join(", ", extra)}" : "");
    }

    private static List<string> Compare(IReadOnlyList<ExpectedProblem> expected, IReadOnlyList<Problem> actual)
    {
        ExpectedProblem[] found = [.. actual.Select(p => new ExpectedProblem(p.Path, p.Code))];
        return
        [
            .. expected.Except(found).Select(p => $"expected the problem {p.Code} at {p.Path}"),
            .. actual.Where(p => !expected.Contains(new ExpectedProblem(p.Path, p.Code))).Select(p => $"refused with {p.Code} at {p.Path}: {p.Message}"),
        ];
    }
}
