using System.Globalization;
using QuickStart;
using Spectre.Console;

// A made-up shop through the whole pipeline, or the segments of a directory of CSV files in memory.
const string Usage = "usage: QuickStart [--customers N] [--output DIR]\n       QuickStart --data DIR [--as-of INSTANT]";

// Wide enough for the tables, also where there is no terminal to ask.
AnsiConsole.Profile.Width = Console.IsOutputRedirected ? 160 : Math.Max(AnsiConsole.Profile.Width, 100);

var options = new Dictionary<string, string>(StringComparer.Ordinal);
for (int i = 0; i < args.Length; i += 2)
{
    if (i + 1 == args.Length || args[i] is not ("--customers" or "--output" or "--data" or "--as-of") || !options.TryAdd(args[i], args[i + 1]))
        return Refuse(Usage);
}

if (options.TryGetValue("--data", out string? data))
{
    DateTimeOffset asOf = TimeProvider.System.GetUtcNow();
    bool isUsable = !options.ContainsKey("--customers") && !options.ContainsKey("--output")
        && (!options.TryGetValue("--as-of", out string? instant)
            || DateTimeOffset.TryParse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out asOf));
    return isUsable ? await DirectoryTour.RunAsync(data, asOf) : Refuse(Usage);
}

int customers = 20_000;
if (options.ContainsKey("--as-of")
    || (options.TryGetValue("--customers", out string? count) && (!int.TryParse(count, CultureInfo.InvariantCulture, out customers) || customers is < 100 or > 1_000_000)))
    return Refuse($"{Usage}\n--customers takes 100 to 1000000.");
string output = Path.GetFullPath(options.GetValueOrDefault("--output") ?? Path.Combine(AppContext.BaseDirectory, "quickstart"));
await new ShopTour(output, customers).RunAsync();
return 0;

static int Refuse(string message)
{
    Console.Error.WriteLine(message);
    return 2;
}
