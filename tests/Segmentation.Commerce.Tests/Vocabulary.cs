using System.Text.Json;

namespace Segmentation.Tests;

/// <summary>The table of the vocabulary, kept as data beside the conformance cases and written apart from the schema.</summary>
public sealed record Vocabulary(IReadOnlyDictionary<string, VocabularyEntity> Entities)
{
    public static Vocabulary Table { get; } = Read();

    private static Vocabulary Read()
    {
        using Stream stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("vocabulary.json")!;
        return new(JsonSerializer.Deserialize<Dictionary<string, VocabularyEntity>>(stream, JsonSerializerOptions.Web)!);
    }
}

public sealed record VocabularyEntity(
    string Plural, IReadOnlyList<VocabularyAttribute> Attributes, IReadOnlyList<VocabularyRelation> Relations);

public sealed record VocabularyAttribute(
    string Name, string Type, bool Computed = false, IReadOnlyList<string>? Choices = null, string? Hierarchy = null, string? Unit = null);

public sealed record VocabularyRelation(string Name, string Kind, string Target, string? Path = null);
