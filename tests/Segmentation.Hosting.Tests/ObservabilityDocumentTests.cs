using System.Diagnostics.Metrics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Segmentation.Refresh;

namespace Segmentation.Hosting.Tests;

/// <summary>docs/observability.md lists what there is, and only that.</summary>
public sealed partial class ObservabilityDocumentTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Root(), "docs", "observability.md"));

    [Fact]
    public void Document_OfLogs_HasEveryEventIdAndItsLevelOnce()
    {
        string[] declared =
        [
            .. from assembly in new[] { typeof(SegmentCatalog).Assembly, typeof(SegmentationHostingOptions).Assembly }
               from type in assembly.GetTypes()
               from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
               let message = method.GetCustomAttribute<LoggerMessageAttribute>()
               where message is not null
               orderby message.EventId
               select string.Create(CultureInfo.InvariantCulture, $"{message.EventId} {message.Level.ToString().ToLowerInvariant()}"),
        ];
        Assert.NotEmpty(declared);
        Assert.Equal(declared, LogRow().Matches(Document).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}"));
    }

    [Fact]
    public void Document_OfMetrics_HasEveryInstrumentWithItsUnit()
    {
        var instruments = new List<string>();
        using var listener = new MeterListener();
        using var telemetry = new SegmentationTelemetry(null);
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == telemetry.Meter)
                instruments.Add($"{instrument.Name} {instrument.Unit}");
        };
        _ = new EventDispatch(null!, new DeliverySettings(new DeliveryOptions()), telemetry.Meter, TimeProvider.System, null!);
        listener.Start();
        Assert.Equal(instruments.Order(StringComparer.Ordinal), MetricRow().Matches(Document).Select(m => $"{m.Groups[1].Value} {m.Groups[2].Value}").Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| (1\d{3}) \| (\w+) \|", RegexOptions.Multiline)]
    private static partial Regex LogRow();

    [GeneratedRegex(@"^\| `(segmentation\.[a-z_.]+)` \| \w+, (\S+) \|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    private static string Root()
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Segmentation.Sdk.sln")))
            root = Path.GetDirectoryName(root);
        return root!;
    }
}
