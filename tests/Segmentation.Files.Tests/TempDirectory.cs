using System.IO.Compression;
using System.Text;

namespace Segmentation.Files.Tests;

/// <summary>A directory of a test's own, which goes with the test.</summary>
internal sealed class TempDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("segmentation-files-").FullName;

    public TempDirectory Write(string name, params string[] lines) => WriteBytes(name, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));

    public TempDirectory WriteBytes(string name, byte[] bytes)
    {
        File.WriteAllBytes(System.IO.Path.Combine(Path, name), bytes);
        return this;
    }

    public TempDirectory WriteCompressed(string name, params string[] lines)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        return WriteBytes(name, compressed.ToArray());
    }

    public Task<DataDirectory> LoadAsync(DataDirectoryOptions? options = null, SegmentSchema? schema = null) =>
        DataDirectory.LoadAsync(Path, schema ?? CommerceSchema.Create(), options, ct: TestContext.Current.CancellationToken);

    /// <summary>The problems for which the directory is refused.</summary>
    public async Task<IReadOnlyList<DataProblem>> ProblemsAsync(SegmentSchema? schema = null) =>
        (await Assert.ThrowsAsync<DataDirectoryException>(() => LoadAsync(schema: schema))).Problems;

    /// <summary>The only problem for which the directory is refused.</summary>
    public async Task<DataProblem> ProblemAsync(SegmentSchema? schema = null) => Assert.Single(await ProblemsAsync(schema));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
