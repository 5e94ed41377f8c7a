using System.Text.RegularExpressions;

namespace Segmentation.Cli.Tests.Readme;

/// <summary>What the README shows is code that compiles and commands that are there.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = Read("README.md");

    [Fact]
    public void Readme_CodeBlocks_AreTheRegionsOfTheCompiledExample()
    {
        string example = Read("tests", "Segmentation.Cli.Tests", "Readme", "ReadmeExample.cs");

        string[] regions = [.. Region().Matches(example).Select(m => Unindented(m.Groups["code"].Value))];
        string[] blocks = [.. CodeBlock().Matches(Readme).Select(m => m.Groups["code"].Value)];

        Assert.NotEmpty(blocks);
        Assert.Equal(regions, blocks);
    }

    [Fact]
    public void Readme_JsonBlocks_AreSegmentFilesThatRead()
    {
        string[] blocks = [.. JsonBlock().Matches(Readme).Select(m => m.Groups["code"].Value)];

        Assert.NotEmpty(blocks);
        Assert.All(blocks, block => Assert.NotEmpty(SegmentSet.Bind(CommerceSchema.Create(), SegmentFile.Parse(block)).Segments));
    }

    [Fact]
    public void Readme_Paths_AreThere()
    {
        string[] paths = [.. LinkedPath().Matches(Readme).Select(m => m.Groups["path"].Value)];

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.True(Path.Exists(Path.Combine(Repository.Root, path)), path));
    }

    private static string Read(params string[] path) =>
        File.ReadAllText(Path.Combine([Repository.Root, .. path])).ReplaceLineEndings("\n");

    private static string Unindented(string code)
    {
        string[] lines = code.Split('\n');
        int indent = lines.Where(l => l.Length > 0).Min(l => l.Length - l.TrimStart(' ').Length);
        return string.Join('\n', lines.Select(l => l.Length == 0 ? l : l[indent..]));
    }

    [GeneratedRegex(@"^ *#region readme-.*\n(?<code>(.*\n)*?) *#endregion", RegexOptions.Multiline)]
    private static partial Regex Region();

    [GeneratedRegex(@"^```csharp\n(?<code>(.*\n)*?)```", RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^```json\n(?<code>(.*\n)*?)```", RegexOptions.Multiline)]
    private static partial Regex JsonBlock();

    [GeneratedRegex(@"\]\((?!https?:)(?<path>[^)#]+)\)")]
    private static partial Regex LinkedPath();
}
