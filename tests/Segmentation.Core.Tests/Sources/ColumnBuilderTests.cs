using System.Globalization;
using Segmentation.Tests.Evaluation;

namespace Segmentation.Tests.Sources;

public sealed class ColumnBuilderTests
{
    private static TextColumn Texts(ColumnBuilder builder, int from, int count)
    {
        foreach (int number in Enumerable.Range(from, count))
            builder.Append(number.ToString(CultureInfo.InvariantCulture));
        return (TextColumn)builder.Take();
    }

    [Fact]
    public void Take_OfFewTexts_KeepsTheDictionary()
    {
        var builder = new ColumnBuilder(AttributeType.Text);
        Assert.Same(Texts(builder, 0, 1000).Dictionary, Texts(builder, 500, 1000).Dictionary);
    }

    [Fact]
    public void Take_OfVeryManyTexts_BeginsAnotherDictionary()
    {
        var builder = new ColumnBuilder(AttributeType.Text);
        TextColumn first = Texts(builder, 0, 40_000), second = Texts(builder, 0, 10);
        Assert.Equal((40_000, 10), (first.Dictionary.Count, second.Dictionary.Count));
        Assert.Equal("7", second.Dictionary[second.Codes[7]]);
    }

    [Fact]
    public async Task Evaluation_OverABlockOfTwoDictionaries_FindsTheTextsOfBoth()
    {
        const int rows = 60_000;
        var builder = new ColumnBuilder(AttributeType.Text);
        Column[] columns = [Texts(builder, 0, rows / 2), Texts(builder, rows / 2, rows / 4), Texts(builder, 0, rows / 4)];
        SegmentSchema schema = SegmentSchema.Create("texts", s => s.Subject("customer", "customers", c => c.Text("email")));
        var source = new ListSource(new()
        {
            ["customer"] = _ => columns.Select((column, i) => ListSource.Batch(
                [.. Enumerable.Range(columns.Take(i).Sum(c => c.Count), column.Count).Select(k => (long)k)], columns: column)),
        });
        SegmentSet set = SegmentSet.Bind(schema, [Segment.Define("s").Where(c => c.Attribute("email").In("5", "44999"))]);
        EvaluationResult result = await new SegmentEvaluator(source).EvaluateAsync(
            set, Subjects.Shop.AsOf, new EvaluationOptions { BlockSize = rows }, ct: Subjects.Shop.Ct);
        Assert.Equal([5L, 44999L, 45005L], result["s"].Select(k => k.Integer));
    }
}
