using System.Text.Json;

namespace Segmentation.Testing.Tests;

/// <summary>Every row of the semantics and every name of the vocabulary has a case that shows members and others, or a refusal.</summary>
public sealed class CoverageTests
{
    private static readonly HashSet<string> Proven =
        [.. ConformanceCases.All.Where(Shows).SelectMany(c => c.Requirements)];

    [Fact]
    public void Semantics_EveryRow_HasACase()
    {
        string[] rows = Read<string[]>("semantics.json");
        Assert.NotEmpty(rows);
        Assert.Equal(rows.Length, rows.Distinct().Count());
        Assert.Empty(rows.Except(Proven));
    }

    [Fact]
    public void Vocabulary_EveryName_HasACase()
    {
        string[] names = [.. Table().SelectMany(e => e.Value.Attributes.Select(a => a.Name).Concat(e.Value.Relations.Select(r => r.Name)), (e, name) => $"VOCABULARY {e.Key}.{name}")];
        Assert.NotEmpty(names);
        Assert.Empty(names.Except(Proven));
    }

    [Fact]
    public void Vocabulary_AndTheSchema_HaveTheSameNamesAndTypes()
    {
        IEnumerable<string> table = Table().SelectMany(e => e.Value.Attributes.Select(a => $"{e.Key}.{a.Name}: {TypeOf(a)}")
            .Concat(e.Value.Relations.Select(r => $"{e.Key}.{r.Name} -> {r.Target}")).Append($"{e.Key} in the plural {e.Value.Plural}"));
        IEnumerable<string> schema = CommerceSchema.Create().Entities.SelectMany(e => e.Attributes.Select(a => $"{e.Name}.{a.Name}: {a.Type}{(a.Computation is null ? "" : " computed")}")
            .Concat(e.Relations.Select(r => $"{e.Name}.{r.Name} -> {r.Target}")).Append($"{e.Name} in the plural {e.PluralName}"));
        Assert.Equal(table.Order(StringComparer.Ordinal), schema.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Cases_OfAProblem_AreRefusedWithIt()
    {
        // A refusal shows nothing unless it is the one that the case claims.
        IEnumerable<string> wrong =
            from @case in ConformanceCases.All
            from requirement in @case.Requirements
            where requirement.StartsWith("PROBLEM ", StringComparison.Ordinal)
            where @case.Errors is null || !@case.Errors.Any(e => requirement == $"PROBLEM {e.Code}")
            select $"{@case.Name}: {requirement}";
        Assert.Empty(wrong);
    }

    private static bool Shows(ConformanceCase @case)
    {
        if (@case.Errors is not null)
            return @case.Errors.Count > 0;
        int customers = @case.ReadData().Subjects.Count;
        return @case.Expected!.Values.Any(members => members.Count > 0 && members.Count < customers);
    }

    private static string TypeOf(Attribute attribute) => attribute.Type switch
    {
        "t" => "Text",
        "i" => "Integer",
        "d" => "Decimal",
        "b" => "Boolean",
        "D" => "Date",
        "T" => "Instant",
        "c" => "Choice",
        "S" => "Set",
        _ => "Elapsed",
    } + (attribute.Computed ? " computed" : "");

    private static Dictionary<string, Entity> Table() => Read<Dictionary<string, Entity>>("vocabulary.json");

    private static T Read<T>(string name)
    {
        using Stream stream = typeof(ConformanceCases).Assembly.GetManifestResourceStream($"Coverage/{name}")!;
        return JsonSerializer.Deserialize<T>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Entity(string Plural, IReadOnlyList<Attribute> Attributes, IReadOnlyList<Relation> Relations);

    private sealed record Attribute(string Name, string Type, bool Computed = false);

    private sealed record Relation(string Name, string Target);
}
