using System.Diagnostics;
using System.Text.Json;
using Segmentation.StoreProcess.Shops;

namespace Segmentation.Hosting.Tests.Shops;

/// <summary>A process of the shop, seen from outside.</summary>
internal sealed class ShopProcess : IDisposable
{
    public const int Killed = 128 + 9;

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ShopProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Starts a process that refreshes and then delivers.</summary>
    /// <param name="address">Where the shop is.</param>
    /// <param name="orders">What it is to do; null for the second refresh, undisturbed.</param>
    public static ShopProcess Start(ShopAddress address, ShopOrders? orders = null)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "StoreProcess.dll");
        return new ShopProcess(Process.Start(new ProcessStartInfo("dotnet", [program, "shop", address.Engine, address.ConnectionString, address.Directory, JsonSerializer.Serialize(orders ?? new ShopOrders())])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!);
    }

    /// <summary>What the process has said to its errors; complete when it has ended.</summary>
    public Task<string> ErrorsAsync() => _errors;

    /// <summary>Waits until the process says a word; what it said before.</summary>
    public async Task<IReadOnlyList<string>> ReachAsync(string word)
    {
        List<string> said = [];
        while (await _process.StandardOutput.ReadLineAsync(Ct) is { } line)
        {
            if (line == word)
                return said;
            said.Add(line);
        }

        Assert.Fail($"The process ended with {await ExitAsync()} before it said '{word}': {await _errors}");
        return said;
    }

    /// <summary>The words that the process still says until it ends.</summary>
    public async Task<IReadOnlyList<string>> RestAsync() =>
        (await _process.StandardOutput.ReadToEndAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Lets the process go on where it pauses.</summary>
    public void GoOn()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
    }

    /// <summary>Lets the process never pause again.</summary>
    public void GoOnToTheEnd() => _process.StandardInput.Close();

    public void Kill() => _process.Kill();

    /// <summary>Asks the process to end, as a service manager does.</summary>
    public void Terminate()
    {
        using Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(Ct);
        return _process.ExitCode;
    }

    public async Task EndsWellAsync() => Assert.Equal((0, ""), (await ExitAsync(), await _errors));

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
