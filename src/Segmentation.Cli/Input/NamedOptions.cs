using NodaTime;

namespace Segmentation.Cli.Input;

/// <summary>What <c>--option NAME=VALUE</c> decides; the defaults are those of the libraries.</summary>
internal sealed class NamedOptions
{
    // Each option by name: what its value looks like, and what it does with one; it answers whether it could.
    private static readonly Dictionary<string, (string Shape, Func<NamedOptions, string, bool> Apply)> Known = new(StringComparer.Ordinal)
    {
        ["counted-orders"] = ("only:STATUS,… or not:STATUS,…", (o, value) => o.SetCountedOrders(value)),
        ["guests"] = ("derived", (o, value) => o.DeriveGuests = value == "derived"),
        ["leap-day"] = ("02-28 or 03-01", (o, value) => o.SetLeapDay(value)),
        ["time-zone"] = ("an IANA time zone, such as Europe/Kyiv", (o, value) => o.SetTimeZone(value)),
    };

    /// <summary>The decisions about the vocabulary.</summary>
    public CommerceOptions Commerce { get; } = new();

    /// <summary>Whether guest orders and carts become customers.</summary>
    public bool DeriveGuests { get; private set; }

    /// <summary>The zone of segments that name none.</summary>
    public string TimeZone { get; private set; } = "UTC";

    /// <summary>The names and the shapes of their values, as help and messages list them.</summary>
    public static string Describe() => string.Join("; ", Known.Select(k => $"{k.Key}={k.Value.Shape}"));

    /// <summary>Reads the options in the order they were given.</summary>
    /// <param name="pairs">Each <c>NAME=VALUE</c>.</param>
    /// <param name="problems">Takes what is wrong with them.</param>
    public static NamedOptions Parse(IReadOnlyList<string> pairs, List<InputProblem> problems)
    {
        var options = new NamedOptions();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string pair in pairs)
        {
            if (options.Take(pair, seen) is { } message)
                problems.Add(new InputProblem("--option", "", message));
        }

        return options;
    }

    private string? Take(string pair, HashSet<string> seen)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0)
            return $"'{pair}' is not NAME=VALUE; there are {Describe()}.";

        string name = pair[..equals];
        string value = pair[(equals + 1)..];
        if (!Known.TryGetValue(name, out var known))
            return $"'{name}' is unknown; there are {Describe()}.";
        if (!seen.Add(name))
            return $"'{name}' is given twice; give it once.";
        return known.Apply(this, value) ? null : $"'{name}' is {known.Shape}, not '{value}'.";
    }

    private bool SetCountedOrders(string value)
    {
        int colon = value.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
            return false;

        string[] statuses = value[(colon + 1)..].Split(',');
        if (Array.Exists(statuses, string.IsNullOrWhiteSpace))
            return false;

        switch (value[..colon])
        {
            case "only":
                Commerce.CountedOrders = OrderStatuses.Only(statuses);
                return true;
            case "not":
                Commerce.CountedOrders = OrderStatuses.Except(statuses);
                return true;
            default:
                return false;
        }
    }

    private bool SetLeapDay(string value)
    {
        if (value is not ("02-28" or "03-01"))
            return false;
        Commerce.LeapDay = value == "03-01" ? LeapDayRule.March1 : LeapDayRule.February28;
        return true;
    }

    private bool SetTimeZone(string value)
    {
        TimeZone = value;
        return DateTimeZoneProviders.Tzdb.GetZoneOrNull(value) is not null;
    }
}
