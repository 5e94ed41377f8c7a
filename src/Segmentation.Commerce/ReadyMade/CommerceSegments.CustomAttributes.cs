namespace Segmentation;

public static partial class CommerceSegments
{
    private static readonly string[] BoatBuilder = ["boat builder"];
    private static readonly RequiredAttribute MaritalStatus = new(Commerce.Entities.Customer, "marital_status", AttributeType.Text);
    private static readonly RequiredAttribute Occupations = new(Commerce.Entities.Customer, "occupations", AttributeType.Set);

    /// <summary>Married boat builders, by two custom attributes of customers.</summary>
    /// <param name="maritalStatusAttribute">The custom attribute of customers, a text, that names the marital status.</param>
    /// <param name="maritalStatus">The marital status.</param>
    /// <param name="occupationsAttribute">The custom attribute of customers, a set, that has what they do.</param>
    /// <param name="occupations">What they do, one of it; null for boat builders.</param>
    public static Segment MarriedBoatBuilders(
        string maritalStatusAttribute = "marital_status",
        string maritalStatus = "married",
        string occupationsAttribute = "occupations",
        IReadOnlyList<string>? occupations = null) =>
        Segment.Define("married-boat-builders", "Married boat builders")
            .Describe("Customers who are married and build boats, by custom attributes.")
            .Where(c => c.All(
                c.Attribute(maritalStatusAttribute).Equal(maritalStatus),
                c.Attribute(occupationsAttribute).HasAny(Operands(occupations ?? BoatBuilder))));

    private static IEnumerable<ReadyMadeSegment> OfCustomAttributes() =>
    [
        new(Virto, v => MarriedBoatBuilders(
                v.Text("maritalStatusAttribute"), v.Text("maritalStatus"), v.Text("occupationsAttribute"), v.Texts("occupations")),
            ReadyMadeParameter.AttributeName("maritalStatusAttribute", "Attribute of the marital status", MaritalStatus),
            ReadyMadeParameter.Text("maritalStatus", "Marital status", "married"),
            ReadyMadeParameter.AttributeName("occupationsAttribute", "Attribute of the occupations", Occupations),
            ReadyMadeParameter.Texts("occupations", "Occupations", BoatBuilder)),
    ];
}
