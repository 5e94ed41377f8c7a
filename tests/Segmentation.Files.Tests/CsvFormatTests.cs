using System.IO.Compression;
using System.Text;

namespace Segmentation.Files.Tests;

public sealed class CsvFormatTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Field_QuotedWithBreaksCommasAndQuotes_IsReadAsWritten()
    {
        _directory.Write("customers.csv", "id,first_name", "1,\"a\r\nb, \"\"c\"\"\"", "2, d ");

        Assert.Equal(["a\r\nb, \"c\"", " d "], await (await _directory.LoadAsync()).CustomerValuesAsync("first_name"));
    }

    [Fact]
    public async Task Line_AfterBreaksInQuotes_IsThePhysicalOne()
    {
        _directory.Write("customers.csv", "id,first_name,store_credit", "1,\"a\nb\nc\",1", "2,d,x", "3,\"e\nf\",y", "4,g,z");

        Assert.Equal([5L, 6L, 8L], (await _directory.ProblemsAsync()).Select(p => p.Line!.Value));
    }

    [Fact]
    public async Task Line_OfAKeyFoundWrongLater_IsThePhysicalOne()
    {
        _directory.Write("customers.csv", "id,first_name", "1,\"a\nb\"", "2,c", "3,\"d\ne\"", "2,f")
            .Write("orders.csv", "customer_id,number", "1,\"x\ny\"", "9,z");

        IReadOnlyList<DataProblem> problems = await _directory.ProblemsAsync();

        Assert.Equal("customers.csv:7, column id: '2' is the key of line 4 too; a key may stand only once", problems[0].ToString());
    }

    [Fact]
    public async Task Text_WithByteOrderMarkAndCrLf_IsRead()
    {
        _directory.WriteBytes("customers.csv", [0xEF, 0xBB, 0xBF, .. "id,email\r\n1,a@b\r\n2,c@d"u8]);

        Assert.Equal(["a@b", "c@d"], await (await _directory.LoadAsync()).CustomerValuesAsync("email"));
    }

    [Fact]
    public async Task Field_Empty_IsMissingQuotedOrNot()
    {
        _directory.Write("customers.csv", "id,email,store_credit,date_of_birth,is_active,created_at,failures_number,tags",
            "1,,,,,,,", "2,\"\",\"\",\"\",\"\",\"\",\"\",\"\"");
        DataDirectory loaded = await _directory.LoadAsync();

        foreach (ReadRow row in await loaded.RowsAsync("customer", "", ["email", "store_credit", "date_of_birth", "is_active", "created_at", "failures_number"]))
            Assert.All(row.Values, Assert.Null);
        Assert.Equal(["", ""], await loaded.CustomerValuesAsync("tags"));
    }

    [Theory]
    [InlineData("2,\"x\"y", "text follows the closing quote of a field")]
    [InlineData("2,x\"y", "a quote stands inside a field without quotes")]
    [InlineData("2, \"x\"", "a quote stands inside a field without quotes")]
    [InlineData("2,\"x", "a quoted field is not closed before the end of the file")]
    [InlineData("2,x,y", "the row has 3 fields where the header has 2")]
    [InlineData("2", "the row has 1 field where the header has 2")]
    [InlineData("", "the line is empty")]
    public async Task Row_Malformed_IsRefusedWithItsLine(string row, string expected)
    {
        _directory.Write("customers.csv", "id,email", "1,a", row);

        DataProblem problem = await _directory.ProblemAsync();

        Assert.Equal(3, problem.Line);
        Assert.Null(problem.Column);
        Assert.StartsWith(expected, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Row_DroppedAsMalformed_GivesNoFurtherProblems()
    {
        _directory.Write("customers.csv", "id,email,store_credit", "1,a\"b,x", "2,a,1").Write("orders.csv", "customer_id", "1");

        Assert.Equal("customers.csv", (await _directory.ProblemAsync()).File);
    }

    [Fact]
    public async Task Record_NeverClosedInALargeFile_IsRefused()
    {
        _directory.WriteBytes("customers.csv", [.. "id,email\n1,a\n2,\""u8, .. Enumerable.Repeat((byte)'x', 40 << 20)]);

        DataProblem problem = await _directory.ProblemAsync();

        Assert.Equal(3, problem.Line);
        Assert.Contains("a quote is not closed", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,,email", "column 2 has no name")]
    [InlineData("id,email,email", "the name 'email' stands in columns 2 and 3")]
    [InlineData("id,size,size:text", "the name 'size' stands in columns 2 and 3")]
    [InlineData("id,id", "the name 'id' stands in columns 1 and 2")]
    [InlineData("id,:text", "column 2 has no name")]
    [InlineData("id,size:number", "'number' is no type; write size:text or another of text, integer, decimal, boolean, date, instant or set, or size alone")]
    [InlineData("id,size:", "'' is no type")]
    [InlineData("id:text", "a column of keys takes no type")]
    [InlineData("id,store_credit:integer", "'store_credit' of customer is of type Decimal")]
    [InlineData("id,sales_amount", "'sales_amount' is computed and cannot be given")]
    [InlineData("id,orders", "'orders' is a relation of customer")]
    [InlineData("id,2nd", "'2nd' is no name of an attribute")]
    [InlineData("id,Shoe size", "'Shoe size' is no name of an attribute")]
    [InlineData("id,em\"ail", "a quote stands inside a field without quotes")]
    public async Task Header_Wrong_IsRefused(string header, string expected)
    {
        _directory.Write("customers.csv", header);

        DataProblem problem = await _directory.ProblemAsync();

        Assert.Equal(1, problem.Line);
        Assert.StartsWith(expected, problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("orders.csv", "id", "the column customer_id is missing, so that nobody's orders are known; add it")]
    [InlineData("order_items.csv", "id,sku", "the column order_id is missing, so that nobody's order_items are known; add it")]
    public async Task Header_WithoutTheOwner_IsRefused(string file, string header, string expected)
    {
        _directory.Write("customers.csv", "id").Write(file, header);

        DataProblem problem = await _directory.ProblemAsync();

        Assert.Equal((file, 1, expected), (problem.File, problem.Line, problem.Message));
    }

    [Fact]
    public async Task File_Empty_IsRefused()
    {
        _directory.WriteBytes("customers.csv", []);

        Assert.Equal("customers.csv: the file is empty; its first line must name the columns", (await _directory.ProblemAsync()).ToString());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf-32BE")]
    public async Task File_InAnotherEncoding_IsRefused(string name)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        _directory.WriteBytes("customers.csv", [.. encoding.GetPreamble(), .. encoding.GetBytes("id\n1\n")]);

        Assert.Equal("customers.csv: the file is UTF-16 or UTF-32; save it as UTF-8", (await _directory.ProblemAsync()).ToString());
    }

    [Theory]
    [InlineData("email")]
    [InlineData("tags")]
    [InlineData("nickname")]
    [InlineData("nickname:text")]
    public async Task Text_NotUtf8OrWithNul_IsRefused(string column)
    {
        _directory.WriteBytes("customers.csv", [.. Encoding.UTF8.GetBytes($"id,{column}\n1,ok\n2,a"), 0xE9, .. "\n3,a\0b\n"u8]);

        IReadOnlyList<DataProblem> problems = await _directory.ProblemsAsync();

        Assert.Equal([$"customers.csv:3, column {column.Split(':')[0]}: 'a\uFFFD' is not UTF-8; save the file as UTF-8",
            $"customers.csv:4, column {column.Split(':')[0]}: 'a␀b' has U+0000; remove it"], problems.Select(p => p.ToString()));
        Assert.Equal("a\0b", problems[1].Value);
    }

    [Fact]
    public async Task Key_NotUtf8_IsRefusedOnce()
    {
        _directory.WriteBytes("customers.csv", [.. "id\na\nb"u8, 0xFF, .. "\n"u8]);

        Assert.Equal("customers.csv:3, column id: 'b\uFFFD' is not UTF-8; save the file as UTF-8", (await _directory.ProblemAsync()).ToString());
    }

    [Fact]
    public async Task Gzip_Damaged_IsRefused()
    {
        _directory.WriteBytes("customers.csv.gz", "id\n1\n"u8.ToArray());

        DataProblem problem = await _directory.ProblemAsync();

        Assert.Equal("customers.csv.gz", problem.File);
        Assert.StartsWith("the gzip data is damaged", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public async Task Gzip_CutShort_IsRefused(double share)
    {
        byte[] whole = Compress([.. Enumerable.Range(1, 5000).Select(i => $"{i},{i * 7919}@x")]);
        // A share of 1 leaves out the last bytes of the check sums alone.
        _directory.WriteBytes("customers.csv.gz", whole[..Math.Min((int)(whole.Length * share), whole.Length - 3)]);

        Assert.Contains(await _directory.ProblemsAsync(), p => p.Message.StartsWith("the gzip data is damaged", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gzip_OfSeveralMembers_IsReadWhole()
    {
        _directory.WriteBytes("customers.csv.gz", [.. Compress("1,a"), .. CompressText("2,b\n")]);

        Assert.Equal(["a", "b"], await (await _directory.LoadAsync()).CustomerValuesAsync("email"));
    }

    private static byte[] Compress(params string[] rows) => CompressText("id,email\n" + string.Join('\n', rows) + "\n");

    private static byte[] CompressText(string text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return compressed.ToArray();
    }
}
