using System.Text;

namespace Segmentation.Files.Tests;

public sealed class GuestTests : IDisposable
{
    private static readonly DataDirectoryOptions Derived = new() { DeriveGuests = true };

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private TempDirectory WriteShop() => _directory
        .Write("customers.csv", "id,email,created_at", "10,ann@x.org,2011-01-01T00:00:00Z", "9,bob@x.org,")
        .Write("orders.csv", "id,customer_id,customer_email,created_at",
            "1,9,,2011-01-01T00:00:00Z", "2,,GUEST@x.org,2011-03-01T00:00:00Z", "3,,Guest@X.org,2011-02-01T00:00:00Z", "4,,,2011-02-01T00:00:00Z",
            "5,,ANN@x.org,2011-02-01T00:00:00Z", "6,,élan@x.org,")
        .Write("carts.csv", "id,customer_id,customer_email,created_at", "1,,guest@x.org,2011-02-02T00:00:00Z", "2,,only-cart@x.org,2011-05-05T00:00:00Z");

    [Fact]
    public async Task Guests_NotAskedFor_LeaveTheirRowsOut()
    {
        DataDirectory shop = await WriteShop().LoadAsync();

        Assert.Equal(["9", "10"], (await shop.RowsAsync("customer", "", [])).Select(r => r.Root));
        Assert.Equal([("9", "1")], (await shop.RowsAsync("customer", "orders", [])).Select(r => (r.Root, r.Key!)));
        Assert.Empty(await shop.RowsAsync("customer", "carts", []));
    }

    [Fact]
    public async Task Guests_Derived_AreOneForEachAddressOfNobody()
    {
        DataDirectory shop = await WriteShop().LoadAsync(Derived);

        Assert.Equal(
            [
                ("10", "ann@x.org", null, At(1, 1)), ("9", "bob@x.org", null, null), ("guest:guest@x.org", "Guest@X.org", true, At(2, 1)),
                ("guest:only-cart@x.org", "only-cart@x.org", true, At(5, 5)), ("guest:élan@x.org", "élan@x.org", true, null),
            ],
            (await shop.RowsAsync("customer", "", ["email", "is_guest", "created_at"]))
                .Select(r => (r.Root, (string)r.Values[0]!, (bool?)r.Values[1], (DateTimeOffset?)r.Values[2])));
    }

    [Fact]
    public async Task Guests_Derived_HaveTheirRows()
    {
        DataDirectory shop = await WriteShop().LoadAsync(Derived);

        Assert.Equal([("10", "5"), ("9", "1"), ("guest:guest@x.org", "2"), ("guest:guest@x.org", "3"), ("guest:élan@x.org", "6")],
            (await shop.RowsAsync("customer", "orders", [])).Select(r => (r.Root, r.Key!)));
        Assert.Equal([("guest:guest@x.org", "1"), ("guest:only-cart@x.org", "2")],
            (await shop.RowsAsync("customer", "carts", [])).Select(r => (r.Root, r.Key!)));
    }

    [Fact]
    public async Task Guests_OfAnAddressThatSeveralHave_BecomeTheRegisteredOneOfTheSmallestKey()
    {
        _directory.Write("customers.csv", "id,email,is_guest", "1,a@x,true", "10,a@x,", "9,A@X,false", "2,b@x,true")
            .Write("orders.csv", "id,customer_id,customer_email", "1,,a@X", "2,,B@x");
        DataDirectory shop = await _directory.LoadAsync(Derived);

        Assert.Equal([("2", "2"), ("9", "1")], (await shop.RowsAsync("customer", "orders", [])).Select(r => (r.Root, r.Key!)));
        Assert.Equal(4, (await shop.RowsAsync("customer", "", [])).Count);
    }

    [Fact]
    public async Task Guests_None_LeaveKeysAsTheyAre()
    {
        _directory.Write("customers.csv", "id", "10", "9").Write("orders.csv", "id,customer_id", "1,9");

        Assert.Equal(["9", "10"], (await (await _directory.LoadAsync(Derived)).RowsAsync("customer", "", [])).Select(r => r.Root));
    }

    [Fact]
    public async Task Guests_WithOtherColumnsOfTheCustomers_LackThem()
    {
        _directory.Write("customers.csv", "id,tags,store_credit,gender,date_of_birth,extra,failures_number", "1,a,1.5,male,2000-01-01,x,3")
            .Write("orders.csv", "id,customer_id,customer_email", "1,,a@x");
        DataDirectory shop = await _directory.LoadAsync(Derived);

        ReadRow guest = (await shop.RowsAsync("customer", "", ["tags", "store_credit", "gender", "date_of_birth", "extra", "failures_number"]))[1];

        Assert.Equal("guest:a@x", guest.Root);
        Assert.Equal(["", null, null, null, null, null], guest.Values);
    }

    [Fact]
    public async Task Guest_WithTheKeyOfAListedCustomer_IsRefused()
    {
        _directory.Write("customers.csv", "id,email", "guest:a@x,b@x").Write("orders.csv", "id,customer_id,customer_email", "1,,a@x");

        var refused = await Assert.ThrowsAsync<DataDirectoryException>(() => _directory.LoadAsync(Derived));

        Assert.StartsWith("customers.csv: 'guest:a@x' is the key of a listed customer", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guests_OfASchemaWithoutThem_AreRefused()
    {
        SegmentSchema schema = SegmentSchema.Create("crm", s => s.Subject("company", "companies", c => c.Text("name")));
        _directory.Write("companies.csv", "id", "1");

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _directory.LoadAsync(Derived, schema));

        Assert.Contains("SchemaRoles.Guest", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fold_LettersThatDiffer_StayDifferent()
    {
        var letters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string letter in Letters(0x10FFFF))
        {
            string folded = EmailFold.Fold(letter);
            if (!letters.TryAdd(folded, letter))
                Assert.True(letter.Equals(letters[folded], StringComparison.OrdinalIgnoreCase), $"'{letter}' and '{letters[folded]}' both fold to '{folded}'");
        }

        Assert.True(letters.Count > 100_000);
    }

    [Fact]
    public void Fold_LettersThatAreEqual_BecomeOne()
    {
        var folds = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (string letter in Letters(0xFFFF))
        {
            string folded = EmailFold.Fold(letter);
            if (!folds.TryAdd(letter, folded))
                Assert.Equal(folds[letter], folded);
        }
    }

    [Theory]
    [InlineData("ANN@X.org", "ann@x.org")]
    [InlineData("STRAßE-É@X", "straße-é@x")]
    [InlineData("\u212A\u017F\u0130@x", "\u212A\u017F\u0130@x")]
    public void Fold_Address_IsLowerCaseWhereThatIsItsOwn(string email, string expected) => Assert.Equal(expected, EmailFold.Fold(email));

    private static IEnumerable<string> Letters(int last) =>
        Enumerable.Range(1, last).Where(Rune.IsValid).Select(code => new Rune(code).ToString());

    private static DateTimeOffset? At(int month, int day) => new DateTimeOffset(2011, month, day, 0, 0, 0, TimeSpan.Zero);
}
