using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Segmentation.Tests.Shared;

/// <summary>
/// A throw-away PostgreSQL server of the test process's own: a private data directory, a free port of loopback, durability
/// off. It is started by the first test that needs it and ends with the process, however that ends. An assembly fixture.
/// </summary>
/// <remarks>
/// A shell supervises the server and reads from a pipe that only the test process can write to. When the process is gone,
/// killed or not, the pipe ends, and the shell stops the server and removes its directory. PostgreSQL refuses to run as
/// root, so that root's tests run it as another user.
/// </remarks>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string Superuser = "segmentation";
    private const int Attempts = 5;

    // $1: bin directory, $2: port, $3: password. Prints the directory first, so that even a failure can be looked into.
    private const string Script = """
        set -eu
        umask 077
        root=$(mktemp -d "${TMPDIR:-/tmp}/segmentation-pg.XXXXXX")
        cd "$root"
        trap 'rm -rf "$root"' EXIT
        printf '%s' "$3" > password
        "$1/initdb" -D "$root/data" -U segmentation -A scram-sha-256 --pwfile=password -E UTF8 --locale=C --no-sync > log 2>&1 || { cat log >&2; exit 1; }
        rm password
        start() {
            "$1/postgres" -D "$root/data" -p "$2" -k "" -c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off \
                -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB -c autovacuum=off >> log 2>&1 < /dev/null &
            server=$!
            ( while kill -0 "$server" 2>/dev/null; do sleep 0.2; done; [ -e "stopped.$server" ] && exit; cat log >&2; kill "$$" ) 2>/dev/null < /dev/null &
        }
        stop() {
            touch "stopped.$server"
            kill "-$1" "$server" 2>/dev/null || true
            wait "$server" || true
        }
        start "$1" "$2"
        while read -r order; do
            case "$order" in
                stop) stop INT ;;
                start) start "$1" "$2" ;;
            esac
        done
        stop QUIT
        """;

    private readonly SemaphoreSlim _starting = new(1, 1);
    private Process? _supervisor;
    private NpgsqlDataSource? _administration;
    private string? _address;
    private int _named;

    /// <summary>
    /// A new database, or the running test is skipped where PostgreSQL is not installed; it fails instead when the
    /// environment has SEGMENTATION_REQUIRE_POSTGRESQL=1.
    /// </summary>
    /// <param name="options">What stands behind CREATE DATABASE … TEMPLATE template0, such as a locale; the default has the locale C.</param>
    /// <param name="ct">Cancels the creation.</param>
    public async Task<PostgresDatabase> CreateDatabaseAsync(string options = "", CancellationToken ct = default)
    {
        await StartAsync(ct);
        return await CreateDatabaseFromAsync("template0", options, ct);
    }

    /// <summary>A new database as a copy of another one to which nobody is connected, or an empty one where there is none to copy.</summary>
    public async Task<PostgresDatabase> CreateDatabaseAsync(PostgresDatabase? copied, CancellationToken ct)
    {
        if (copied is null)
            return await CreateDatabaseAsync("", ct);
        return await CreateDatabaseFromAsync(copied.Name, "", ct);
    }

    /// <summary>Stops the server, which breaks all connections off; returns when nobody can connect. For a cluster of a test's own.</summary>
    public async Task StopAsync(CancellationToken ct)
    {
        await _supervisor!.StandardInput.WriteLineAsync("stop".AsMemory(), ct);
        await _supervisor.StandardInput.FlushAsync(ct);
        while (await AnswersAsync(_administration!, ct))
            await Task.Delay(20, ct);
    }

    /// <summary>Starts the server again; returns when one can connect.</summary>
    public async Task StartAgainAsync(CancellationToken ct)
    {
        await _supervisor!.StandardInput.WriteLineAsync("start".AsMemory(), ct);
        await _supervisor.StandardInput.FlushAsync(ct);
        while (!await AnswersAsync(_administration!, ct))
            await Task.Delay(20, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_administration is not null)
            await _administration.DisposeAsync();
        _starting.Dispose();
        if (_supervisor is null)
            return;
        _supervisor.StandardInput.Close();
        await _supervisor.WaitForExitAsync();
        _supervisor.Dispose();
    }

    private async Task<PostgresDatabase> CreateDatabaseFromAsync(string template, string options, CancellationToken ct)
    {
        string name = $"test_{Interlocked.Increment(ref _named).ToString(CultureInfo.InvariantCulture)}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {template} {options}", ct);
        return new PostgresDatabase(name, $"{_address};Database={name}", () => ExecuteAsync($"DROP DATABASE IF EXISTS {name} WITH (FORCE)", CancellationToken.None));
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using NpgsqlCommand command = _administration!.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(ct);
    }

    private async Task StartAsync(CancellationToken ct)
    {
        await _starting.WaitAsync(ct);
        try
        {
            if (_administration is not null)
                return;
            string bin = BinDirectory() ?? "";
            if (bin.Length == 0 && Environment.GetEnvironmentVariable("SEGMENTATION_REQUIRE_POSTGRESQL") != "1")
                Assert.Skip("PostgreSQL is not installed: no /usr/lib/postgresql/*/bin/postgres.");
            if (bin.Length == 0)
                Assert.Fail("PostgreSQL is not installed, and SEGMENTATION_REQUIRE_POSTGRESQL=1 asks for it.");
            // Another process may take the port between our looking and the server's binding it.
            for (int attempt = 1; _administration is null; attempt++)
                await StartAsync(bin, isLast: attempt == Attempts, ct);
        }
        finally
        {
            _starting.Release();
        }
    }

    private async Task StartAsync(string bin, bool isLast, CancellationToken ct)
    {
        int port = FreePort();
        string password = RandomNumberGenerator.GetHexString(32);
        Process supervisor = Process.Start(Supervisor(bin, port, password))!;
        Task<string> errors = supervisor.StandardError.ReadToEndAsync(CancellationToken.None);
        string address = $"Host=127.0.0.1;Port={port.ToString(CultureInfo.InvariantCulture)};Username={Superuser};Password={password}";
        NpgsqlDataSource source = NpgsqlDataSource.Create($"{address};Database=postgres;Maximum Pool Size=5;Timeout=5");
        try
        {
            while (!await AnswersAsync(source, ct))
            {
                if (supervisor.HasExited)
                {
                    Assert.False(isLast, $"PostgreSQL did not start: {await errors}");
                    await source.DisposeAsync();
                    return;
                }

                await Task.Delay(50, ct);
            }
        }
        catch
        {
            supervisor.StandardInput.Close();
            await source.DisposeAsync();
            throw;
        }

        (_supervisor, _address, _administration) = (supervisor, address, source);
    }

    private static async Task<bool> AnswersAsync(NpgsqlDataSource source, CancellationToken ct)
    {
        try
        {
            await using NpgsqlCommand command = source.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(ct);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private static ProcessStartInfo Supervisor(string bin, int port, string password)
    {
        // A session of its own, so that what is sent to the tests' process group does not reach the shell.
        List<string> command = ["setsid"];
        if (Environment.UserName == "root")
        {
            string user = File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
            command.AddRange(["setpriv", $"--reuid={user}", $"--regid={(user == "nobody" ? "nogroup" : user)}", "--clear-groups", "--"]);
        }

        command.AddRange(["sh", "-c", Script, "segmentation-pg", bin, port.ToString(CultureInfo.InvariantCulture), password]);
        return new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = false,
            WorkingDirectory = "/",
        };
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string? BinDirectory() => !Directory.Exists("/usr/lib/postgresql") ? null : Directory
        .GetDirectories("/usr/lib/postgresql")
        .OrderByDescending(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out int version) ? version : 0)
        .Select(path => Path.Combine(path, "bin"))
        .FirstOrDefault(path => File.Exists(Path.Combine(path, "postgres")) && File.Exists(Path.Combine(path, "initdb")));
}
