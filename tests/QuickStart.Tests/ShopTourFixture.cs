using Microsoft.Data.Sqlite;

[assembly: AssemblyFixture(typeof(QuickStart.Tests.ShopTourFixture))]

namespace QuickStart.Tests;

/// <summary>The tour of a small shop, twice into the same directory; gone when disposed.</summary>
public sealed class ShopTourFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("segmentation-quickstart-");

    internal BuiltQuickStart.Run First { get; private set; } = null!;

    internal BuiltQuickStart.Run Second { get; private set; } = null!;

    public string Output => Path.Combine(_directory.FullName, "out");

    public async ValueTask InitializeAsync()
    {
        First = await BuiltQuickStart.RunAsync("--customers", "600", "--output", Output);
        Second = await BuiltQuickStart.RunAsync("--customers", "600", "--output", Output);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Asks the shop's own tables.</summary>
    internal async Task<long> CountAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(Output, "shop.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM ({sql})";
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
