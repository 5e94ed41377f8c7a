namespace Segmentation;

public static partial class CommerceSegments
{
    /// <summary>Customers whose gender is male.</summary>
    public static Segment MaleCustomers() => Segment.Define("male-customers", "Male customers")
        .Describe("Customers whose gender is male.")
        .Where(c => c.All(c.Attribute(Commerce.Customer.Gender).Equal("male")));

    /// <summary>Customers whose gender is female.</summary>
    public static Segment FemaleCustomers() => Segment.Define("female-customers", "Female customers")
        .Describe("Customers whose gender is female.")
        .Where(c => c.All(c.Attribute(Commerce.Customer.Gender).Equal("female")));

    /// <summary>Female customers who have not reached an age, by their date of birth.</summary>
    /// <param name="age">The age in years that they have not reached; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The age is negative.</exception>
    public static Segment Girls(int age = 18)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(age);
        return Segment.Define("girls", "Girls")
            .Describe("Female customers born so lately that they have not reached an age.")
            .Where(c => c.All(
                c.Attribute(Commerce.Customer.Gender).Equal("female"),
                c.Attribute(Commerce.Customer.DateOfBirth).GreaterThan(When.Today(-age, DateUnit.Years))));
    }

    /// <summary>Customers whose orders of some statuses add up to an amount.</summary>
    /// <param name="sales">The least sum of grand totals.</param>
    /// <param name="statuses">The statuses of the orders that count; null for <c>complete</c>.</param>
    public static Segment VipCustomers(decimal sales = 2000m, IReadOnlyList<string>? statuses = null) =>
        Segment.Define("vip-customers", "VIP customers")
            .Describe("Customers whose completed orders add up to an amount.")
            .Where(c => c.All(
                c.Sum(Commerce.Customer.Orders, Commerce.Order.GrandTotal, OfStatus(statuses)).AtLeast(sales)));

    /// <summary>Customers whose orders of some statuses are large on average.</summary>
    /// <param name="average">The least average of grand totals.</param>
    /// <param name="statuses">The statuses of the orders that count; null for <c>complete</c>.</param>
    public static Segment RichCustomers(decimal average = 500m, IReadOnlyList<string>? statuses = null) =>
        Segment.Define("rich-customers", "Rich customers")
            .Describe("Customers whose completed orders are large on average.")
            .Where(c => c.All(
                c.Average(Commerce.Customer.Orders, Commerce.Order.GrandTotal, OfStatus(statuses)).AtLeast(average)));

    /// <summary>Customers whose last order, of those that the shop counts, is some days old.</summary>
    /// <param name="days">How many days of 24 hours at least; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of days is negative.</exception>
    public static Segment DepartedCustomers(int days = 30) => Segment.Define("departed-customers", "Departed customers")
        .Describe("Customers who have ordered, but not for some days.")
        .Where(c => c.All(c.Attribute(Commerce.Customer.LastOrderAt).AtMost(DaysAgo(days, nameof(days)))));

    /// <summary>Customers whose shipping address is in another country than the shop's; those without one are left out.</summary>
    /// <param name="homeCountry">The country that is not foreign, as addresses have it.</param>
    public static Segment ForeignCustomers(string homeCountry = "US") => Segment.Define("foreign-customers", "Foreign customers")
        .Describe("Customers with a shipping address outside the home country.")
        .Where(c => c.All(
            c.Some(Commerce.Customer.ShippingAddress, a => a.Attribute(Commerce.Address.Country).NotEqual(homeCountry))));

    /// <summary>Customers who came from Amazon, by the e-mail addresses that its marketplaces give buyers.</summary>
    /// <param name="emailPart">What their e-mail addresses contain.</param>
    public static Segment AmazonCustomers(string emailPart = "@marketplace.amazon.") => Segment.Define("amazon-customers", "Amazon customers")
        .Describe("Customers whose e-mail address is one that an Amazon marketplace gave them.")
        .Where(c => c.All(c.Attribute(Commerce.Customer.Email).Contains(emailPart)));

    private static Func<ConditionBuilder, Condition> OfStatus(IReadOnlyList<string>? statuses) =>
        o => o.Attribute(Commerce.Order.Status).In(Operands(statuses ?? Completed));

    private static IEnumerable<ReadyMadeSegment> OfPersons() =>
    [
        new(Mirasvit, _ => MaleCustomers()),
        new(Mirasvit, v => VipCustomers(v.Decimal("sales"), v.Texts("statuses")),
            ReadyMadeParameter.Decimal("sales", "Least sum of orders", 2000m),
            ReadyMadeParameter.Texts("statuses", "Statuses of orders that count", Completed)),
        new(Mirasvit, v => DepartedCustomers(v.Integer("days")),
            ReadyMadeParameter.Integer("days", "Days since the last order", 30)),
        new(Mirasvit, v => Girls(v.Integer("age")),
            ReadyMadeParameter.Integer("age", "Age not yet reached", 18)),
        new(Mirasvit, _ => FemaleCustomers()),
        new(Mirasvit, v => ForeignCustomers(v.Text("homeCountry")),
            ReadyMadeParameter.Text("homeCountry", "Home country", "US")),
        new(Mirasvit, v => RichCustomers(v.Decimal("average"), v.Texts("statuses")),
            ReadyMadeParameter.Decimal("average", "Least average of orders", 500m),
            ReadyMadeParameter.Texts("statuses", "Statuses of orders that count", Completed)),
        new(Mirasvit, v => AmazonCustomers(v.Text("emailPart")),
            ReadyMadeParameter.Text("emailPart", "Part of the e-mail address", "@marketplace.amazon.")),
    ];
}
