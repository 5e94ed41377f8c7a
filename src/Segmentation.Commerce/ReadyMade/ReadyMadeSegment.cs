namespace Segmentation;

/// <summary>
/// A segment to start from: listed in <see cref="CommerceSegments.All"/>, made with the host's own values for its
/// parameters, and then changed like any other definition. Immutable and safe for concurrent use.
/// </summary>
public sealed class ReadyMadeSegment
{
    private readonly Func<ReadyMadeValues, Segment> _make;

    internal ReadyMadeSegment(string origin, Func<ReadyMadeValues, Segment> make, params IReadOnlyList<ReadyMadeParameter> parameters)
    {
        _make = make;
        Origin = origin;
        Parameters = parameters;
        // What the definition says of itself does not depend on the values.
        Segment sample = make(ReadyMadeValues.Of("", parameters, null));
        Id = sample.Id;
        Name = sample.Name;
        Description = sample.Description;
    }

    /// <summary>The id, which the made segment has, too.</summary>
    public string Id { get; }

    /// <summary>The name for people.</summary>
    public string Name { get; }

    /// <summary>Who is in it, in a sentence.</summary>
    public string Description { get; }

    /// <summary>The system whose manual has it as an example.</summary>
    public string Origin { get; }

    /// <summary>What can be set, in the order to ask for it; empty when there is nothing to set.</summary>
    public IReadOnlyList<ReadyMadeParameter> Parameters { get; }

    /// <summary>Makes the definition.</summary>
    /// <param name="values">Values by the name of the parameter; those left out have their defaults. Null for all defaults.</param>
    /// <returns>A definition to keep as it is or to change, as with <c>segment with { Id = "big-spenders" }</c>.</returns>
    /// <exception cref="ArgumentException">A name is none of <see cref="Parameters"/>, or a value is not of its type; everything wrong is listed.</exception>
    public Segment Create(IReadOnlyDictionary<string, object>? values = null) => _make(ReadyMadeValues.Of(Id, Parameters, values));

    /// <summary>The custom attributes that the definition made with these values reads; empty when the vocabulary is enough.</summary>
    /// <param name="values">As for <see cref="Create"/>.</param>
    /// <exception cref="ArgumentException">A name is none of <see cref="Parameters"/>, or a value is not of its type.</exception>
    public IReadOnlyList<RequiredAttribute> RequiredAttributes(IReadOnlyDictionary<string, object>? values = null)
    {
        var read = ReadyMadeValues.Of(Id, Parameters, values);
        return [.. Parameters.Where(p => p.Attribute is not null).Select(p => p.Attribute! with { Name = read.Text(p.Name) })];
    }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
