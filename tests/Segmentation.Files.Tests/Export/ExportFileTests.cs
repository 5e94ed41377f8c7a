using System.Text;
using Segmentation.Files.Export;

namespace Segmentation.Files.Tests.Export;

public sealed class ExportFileTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_AfterAProcessThatWasKilled_RemovesWhatItLeftAndNotWhatIsBeingWritten()
    {
        using var directory = new TempDirectory();
        string path = Path.Combine(directory.Path, "vip.csv");
        await WriteAsync(path, "slow", async () =>
        {
            string beingWritten = Assert.Single(Directory.GetFiles(directory.Path));
            string left = beingWritten.Replace(".tmp", "-left.tmp", StringComparison.Ordinal);
            await File.WriteAllTextAsync(left, "cut o", Ct);
            await WriteAsync(path, "fast", () => Task.CompletedTask);
            Assert.Equal("fast", await File.ReadAllTextAsync(path, Ct));
            Assert.Equal([beingWritten, path], Directory.GetFiles(directory.Path).Order(StringComparer.Ordinal));
        });
        Assert.Equal([path], Directory.GetFiles(directory.Path));
        Assert.Equal("slow", await File.ReadAllTextAsync(path, Ct));
    }

    private static Task WriteAsync(string path, string text, Func<Task> meanwhile) => ExportFile.WriteAsync(
        path,
        async stream =>
        {
            await meanwhile();
            await stream.WriteAsync(Encoding.UTF8.GetBytes(text), Ct);
        },
        Ct);
}
