namespace Segmentation.Testing;

/// <summary>
/// One case of the conformance suite: data, segments over the commerce vocabulary, and either the exact members of each
/// segment or the exact problems that the definitions are refused with. Immutable.
/// </summary>
public sealed record ConformanceCase
{
    /// <summary>What the case shows; unique in the suite.</summary>
    public required string Name { get; init; }

    /// <summary>The requirements it proves, such as <c>SEMANTICS 4 none</c>; at least one.</summary>
    public required IReadOnlyList<string> Requirements { get; init; }

    /// <summary>The instant of the evaluation.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The default time zone; null for UTC.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The options by name, as the command-line tool takes them; empty for the defaults.</summary>
    public required ConformanceOptions Options { get; init; }

    /// <summary>The rows, as JSON that <see cref="Dataset.Parse"/> reads.</summary>
    public required string Data { get; init; }

    /// <summary>The segments, as the JSON array that a segment file has.</summary>
    public required string Segments { get; init; }

    /// <summary>The sticky lists, as the JSON of a lists file; null for none.</summary>
    public string? Lists { get; init; }

    /// <summary>The keys of each segment's members in key order; null when the definitions are refused.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Expected { get; init; }

    /// <summary>The problems that the definitions are refused with; null when they are not.</summary>
    public IReadOnlyList<ExpectedProblem>? Errors { get; init; }

    /// <summary>The composers that must refuse a segment of the case; empty for none.</summary>
    public IReadOnlyList<string> RefusedBy { get; init; } = [];

    /// <summary>The data of the case under the vocabulary that its options make.</summary>
    /// <param name="extend">Adds to the vocabulary; null for nothing.</param>
    /// <exception cref="SegmentDataException">The data breaks a rule.</exception>
    public Dataset ReadData(Func<SegmentSchema, SegmentSchema>? extend = null)
    {
        SegmentSchema commerce = CommerceSchema.Create(Options.Commerce);
        Dataset data = Dataset.Parse(extend is null ? commerce : extend(commerce), Data);
        return Options.DeriveGuests ? data.WithDerivedGuests() : data;
    }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A problem that definitions must be refused with.</summary>
/// <param name="Path">Its path from the root of the segment file.</param>
/// <param name="Code">Its code.</param>
public sealed record ExpectedProblem(string Path, string Code);

/// <summary>The options of a case. Immutable.</summary>
/// <param name="Commerce">The shop's decisions about the vocabulary.</param>
/// <param name="DeriveGuests">Whether guests are derived from rows without a customer.</param>
/// <param name="TimeZone">The default time zone; null for UTC.</param>
public sealed record ConformanceOptions(CommerceOptions Commerce, bool DeriveGuests, string? TimeZone)
{
    /// <summary>Reads options as the command-line tool writes them.</summary>
    /// <param name="options">Values by name: <c>counted-orders</c>, <c>leap-day</c>, <c>guests</c>, <c>time-zone</c>.</param>
    /// <exception cref="FormatException">A name or a value is unknown.</exception>
    public static ConformanceOptions Parse(IReadOnlyDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var commerce = new CommerceOptions();
        bool guests = false;
        string? zone = null;
        foreach ((string name, string value) in options)
        {
            switch (name, value.Split(':', 2))
            {
                case ("counted-orders", ["only", string statuses]):
                    commerce.CountedOrders = OrderStatuses.Only(statuses.Split(','));
                    break;
                case ("counted-orders", ["not", string statuses]):
                    commerce.CountedOrders = OrderStatuses.Except(statuses.Split(',', StringSplitOptions.RemoveEmptyEntries));
                    break;
                case ("leap-day", ["02-28"]):
                    commerce.LeapDay = LeapDayRule.February28;
                    break;
                case ("leap-day", ["03-01"]):
                    commerce.LeapDay = LeapDayRule.March1;
                    break;
                case ("guests", ["derived"]):
                    guests = true;
                    break;
                case ("time-zone", [_]):
                    zone = value;
                    break;
                default:
                    throw new FormatException($"There is no option {name}={value}.");
            }
        }

        return new ConformanceOptions(commerce, guests, zone);
    }
}
