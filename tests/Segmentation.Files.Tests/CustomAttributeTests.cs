namespace Segmentation.Files.Tests;

public sealed class CustomAttributeTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(AttributeType.Text)]
    [InlineData(AttributeType.Text, "", "")]
    [InlineData(AttributeType.Boolean, "true", "", "false")]
    [InlineData(AttributeType.Text, "true", "yes")]
    [InlineData(AttributeType.Text, "True")]
    [InlineData(AttributeType.Integer, "0", "-1", "", "9223372036854775807")]
    [InlineData(AttributeType.Text, "0", "01")]
    [InlineData(AttributeType.Text, "+1")]
    [InlineData(AttributeType.Decimal, "1", "2.50", "-0.5")]
    [InlineData(AttributeType.Decimal, "123456789012345678.5")]
    [InlineData(AttributeType.Text, "01.5")]
    [InlineData(AttributeType.Text, "1.5", "1234567890123456789.5")]
    [InlineData(AttributeType.Text, "0.1234567891")]
    [InlineData(AttributeType.Date, "2011-01-18", "", "2011-12-31")]
    [InlineData(AttributeType.Instant, "2011-01-18T10:00:00Z", "2011-01-18T10:00")]
    [InlineData(AttributeType.Text, "2011-01-18", "2011-01-18T10:00:00Z")]
    [InlineData(AttributeType.Text, "2011-01-32")]
    [InlineData(AttributeType.Text, "a|b")]
    public async Task Type_NotDeclared_IsInferredFromAllValues(AttributeType expected, params string[] values)
    {
        _directory.Write("customers.csv", ["id,extra", .. values.Select((v, i) => $"{i + 1},{v}")]);

        DataDirectory loaded = await _directory.LoadAsync();

        Assert.Equal(expected, loaded.Schema.Subject.FindAttribute("extra")!.Type);
    }

    [Fact]
    public async Task Values_OfInferredTypes_AreRead()
    {
        _directory.Write("customers.csv", "id,flag,size,weight,day,at,word",
            "1,true,12,1.25,2011-01-18,2011-01-18T10:00:00+01:00,x", "2,,,,,,", "3,false,-3,10,2012-02-29,2012-01-01T00:00:00Z,X");
        DataDirectory loaded = await _directory.LoadAsync();

        List<ReadRow> rows = await loaded.RowsAsync("customer", "", ["flag", "size", "weight", "day", "at", "word"]);

        Assert.Equal([true, 12L, 1.25m, new DateOnly(2011, 1, 18), new DateTimeOffset(2011, 1, 18, 9, 0, 0, default), "x"], rows[0].Values);
        Assert.All(rows[1].Values, Assert.Null);
        Assert.Equal([false, -3L, 10m, new DateOnly(2012, 2, 29), new DateTimeOffset(2012, 1, 1, 0, 0, 0, default), "X"], rows[2].Values);
    }

    [Theory]
    [InlineData("text", AttributeType.Text, "12", "12")]
    [InlineData("integer", AttributeType.Integer, "12", 12L)]
    [InlineData("boolean", AttributeType.Boolean, "true", true)]
    [InlineData("set", AttributeType.Set, "a|b", "a+b")]
    public async Task Type_Declared_IsTaken(string type, AttributeType expected, string value, object read)
    {
        _directory.Write("customers.csv", $"id,extra:{type}", $"1,{value}");
        DataDirectory loaded = await _directory.LoadAsync();

        Assert.Equal(expected, loaded.Schema.Subject.FindAttribute("extra")!.Type);
        Assert.Equal([read], await loaded.CustomerValuesAsync("extra"));
    }

    [Theory]
    [InlineData("decimal", "x")]
    [InlineData("date", "2011")]
    [InlineData("instant", "2011-01-18")]
    public async Task Value_NotOfTheDeclaredType_IsRefused(string type, string value)
    {
        _directory.Write("customers.csv", $"id,extra:{type}", $"1,{value}");

        Assert.Equal((2, "extra", value), ((await _directory.ProblemAsync()) is var p ? (p.Line, p.Column, p.Value) : default));
    }

    [Fact]
    public async Task Attribute_OfAnyEntity_ExtendsTheSchemaOnly()
    {
        SegmentSchema given = CommerceSchema.Create();
        _directory.Write("customers.csv", "id,email:text", "1,x").Write("products.csv", "id,format,recommended", "1,CD,true");

        DataDirectory loaded = await _directory.LoadAsync(schema: given);

        Assert.Equal(AttributeType.Text, loaded.Schema.FindEntity("product")!.FindAttribute("format")!.Type);
        Assert.Equal(AttributeType.Boolean, loaded.Schema.FindEntity("product")!.FindAttribute("recommended")!.Type);
        Assert.Null(given.FindEntity("product")!.FindAttribute("format"));
        Assert.Equal(given.Subject.Attributes.Count, loaded.Schema.Subject.Attributes.Count);
    }

    [Fact]
    public async Task Attribute_OfNoHeader_LeavesTheSchemaAsItIs()
    {
        SegmentSchema given = CommerceSchema.Create();
        _directory.Write("customers.csv", "id", "1");

        Assert.Same(given, (await _directory.LoadAsync(schema: given)).Schema);
    }
}
