using System.Text;

namespace Segmentation.Tests.Serialization;

public sealed class SegmentFileStrictnessTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("   \n ", 2, 2)]
    [InlineData("{\"version\":1,\"segments\":[]", 1, 27)]
    [InlineData("{\"version\":1,\"segments\":[],}", 1, 28)]
    [InlineData("{\"version\":1,\"segments\":[{},]}", 1, 29)]
    [InlineData("{\"version\":1,\n\"segments\":[] // done\n}", 2, 15)]
    [InlineData("/* one */{\"version\":1,\"segments\":[]}", 1, 1)]
    [InlineData("{'version':1,\"segments\":[]}", 1, 2)]
    [InlineData("{version:1,\"segments\":[]}", 1, 2)]
    [InlineData("{\"version\":'1',\"segments\":[]}", 1, 12)]
    [InlineData("{\"version\":01,\"segments\":[]}", 1, 13)]
    [InlineData("{\"version\":+1,\"segments\":[]}", 1, 12)]
    [InlineData("{\"version\":0x1,\"segments\":[]}", 1, 13)]
    [InlineData("{\"version\":1.,\"segments\":[]}", 1, 14)]
    [InlineData("{\"version\":.1,\"segments\":[]}", 1, 12)]
    [InlineData("{\"version\":NaN,\"segments\":[]}", 1, 12)]
    [InlineData("{\"version\":Infinity,\"segments\":[]}", 1, 12)]
    [InlineData("{\"version\":-Infinity,\"segments\":[]}", 1, 13)]
    [InlineData("{\"version\":undefined,\"segments\":[]}", 1, 12)]
    [InlineData("{\"version\":True,\"segments\":[]}", 1, 12)]
    [InlineData("{\"version\":1,\"segments\":[]} {}", 1, 29)]
    [InlineData("{\"version\":1 \"segments\":[]}", 1, 14)]
    [InlineData("{\"version\":1,,\"segments\":[]}", 1, 14)]
    [InlineData("{\"version\":1,\"a\":\"x\ty\"}", 1, 20)]
    [InlineData("{\"version\":1,\"a\":\"\\x\"}", 1, 20)]
    [InlineData("{\"version\":1,\"a\":\"\\u12\"}", 1, 23)]
    [InlineData("{\"ä\":\"öü\", x}", 1, 12)]
    [InlineData("\uFEFF{\"version\":1,\"segments\":[]}", 1, 1)]
    public void Parse_NotJson_ReportsLineAndColumn(string json, int line, int column)
    {
        SegmentDocument document = SegmentFile.Parse(json);
        Problem problem = Assert.Single(document.Problems);
        Assert.Equal(("", "json.syntax"), (problem.Path, problem.Code));
        Assert.StartsWith($"line {line}, column {column}: ", problem.Message, StringComparison.Ordinal);
        Assert.Empty(document.Segments);
    }

    [Fact]
    public void Parse_EveryTruncationOfAFile_ReportsSyntaxOnly()
    {
        string file = Golden.Read("design-example.segments.json").TrimEnd();
        for (int length = 0; length < file.Length; length++)
            Assert.Equal("json.syntax", Assert.Single(SegmentFile.Parse(file[..length]).Problems).Code);
    }

    [Theory]
    [InlineData(256, null)]
    [InlineData(257, "json.syntax")]
    [InlineData(300, "json.syntax")]
    [InlineData(100_000, "json.syntax")]
    public void Parse_Depth_IsAtMost256(int depth, string? code)
    {
        // The value stands at depth 5: file, segments, segment, condition, and the arrays.
        string json = Condition($$"""{"attribute":"a","operator":"in","value":{{new string('[', depth - 4)}}1{{new string(']', depth - 4)}}}""");
        Assert.Equal(code, SegmentFile.Parse(json).Problems.SingleOrDefault()?.Code);
    }

    [Fact]
    public async Task ParseAsync_NotUtf8_ReportsLineAndColumn()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("{\n \"ä\":\""), 0xE4, .. "\"}"u8];
        SegmentDocument document = await SegmentFile.ParseAsync(new MemoryStream(bytes), TestContext.Current.CancellationToken);
        Problem problem = Assert.Single(document.Problems);
        Assert.Equal(("", "json.syntax"), (problem.Path, problem.Code));
        Assert.StartsWith("line 2, column 7: ", problem.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1e400")]
    [InlineData("1e-29")]
    [InlineData("1e99999999999999999999")]
    [InlineData("1e-99999999999999999999")]
    [InlineData("79228162514264337593543950336")]
    [InlineData("0.1234567890123456789012345678901")]
    [InlineData("0.12345678901234567890123456789")]
    [InlineData("12345678901234567890123456789.5")]
    public void Parse_NumberThatADecimalCannotHold_IsRefused(string number) =>
        AssertProblems(Condition($$"""{"attribute":"a","operator":"=","value":{{number}}}"""), "segments[0].conditions.value number.precision");

    [Fact]
    public void Parse_NumberOfManyDigits_IsRefused() =>
        AssertProblems(
            Condition($$"""{"attribute":"a","operator":"in","value":[1,{{new string('9', 100_000)}},2]}"""),
            "segments[0].conditions.value[1] number.precision");

    [Theory]
    [InlineData("\\u0000")]
    [InlineData("a\\ud800")]
    [InlineData("\\ud800\\ud800\\udc00")]
    [InlineData("\\udc00")]
    [InlineData("\\uD83D\\n\\uDE00")]
    public void Parse_TextThatDatabasesDisagreeAbout_IsRefused(string text) =>
        AssertProblems(
            Condition($$"""{"attribute":"a","operator":"in","value":["ok","{{text}}"]}"""),
            "segments[0].conditions.value[1] text.invalid");

    [Fact]
    public void Parse_HalfASurrogatePairAsItself_IsRefused()
    {
        // Not as arguments of a theory: attributes are stored in UTF-8, which has no halves.
        foreach (string text in new[] { "\ud800", "x\udc00y", "\ud800\\udc00", "\\ud800\udc00" })
        {
            AssertProblems(
                Condition($$"""{"attribute":"a","operator":"=","value":"{{text}}"}"""),
                "segments[0].conditions.value text.invalid");
        }
    }

    [Theory]
    [InlineData("\\uD83D\\uDED2")]
    [InlineData("\U0001F6D2")]
    [InlineData("\\ud83d\\uded2")]
    public void Parse_SurrogatePair_IsOneCharacter(string text)
    {
        Segment segment = Assert.Single(SegmentFile.Read(Condition($$"""{"attribute":"a","operator":"=","value":"{{text}}"}""")));
        Assert.Equal(new AttributeCondition("a", Operator.Equal, "\U0001F6D2"), segment.Conditions);
    }

    [Theory]
    [InlineData("""{"version":1,"segments":[],"version":1}""", "version property.repeated")]
    [InlineData("""{"version":1,"segments":[],"vers\u0069on":1}""", "version property.repeated")]
    [InlineData("""{"version":1,"segments":[],"$schema":"x"}""", "$schema property.unknown")]
    [InlineData("""{"version":1,"segments":[],"a b.'c":1}""", "['a b.\\'c'] property.unknown")]
    [InlineData("""{"version":1,"segments":[],"\ud800":1}""", "['\uFFFD'] property.unknown")]
    [InlineData("""{"version":1}""", " property.missing")]
    [InlineData("""{"version":1,"segments":{}}""", "segments value.type")]
    [InlineData("""{"segments":[]}""", " json.version")]
    [InlineData("""{"version":2,"segments":[]}""", "version json.version")]
    [InlineData("""{"version":"1","segments":[]}""", "version json.version")]
    [InlineData("""{"version":null,"segments":[]}""", "version json.version")]
    [InlineData("[]", " value.type")]
    [InlineData("null", " value.type")]
    [InlineData("1e400", " number.precision", " value.type")]
    public void Parse_File_ReportsPathAndCode(string json, params string[] problems) => AssertProblems(json, problems);

    [Theory]
    [InlineData("""1""", "segments[0] value.type")]
    [InlineData("""{"everyone":true}""", "segments[0] property.missing")]
    [InlineData("""{"id":1,"everyone":true}""", "segments[0].id value.type")]
    [InlineData("""{"id":"","everyone":true}""", "segments[0].id segment.id")]
    [InlineData("""{"id":"-a","everyone":true}""", "segments[0].id segment.id")]
    [InlineData("""{"id":"a b","everyone":true}""", "segments[0].id segment.id")]
    [InlineData("""{"id":"a\n","everyone":true}""", "segments[0].id segment.id")]
    [InlineData("""{"id":"ä","everyone":true}""", "segments[0].id segment.id")]
    [InlineData("""{"id":"a23456789012345678901234567890123456789012345678901234567890123456","everyone":true}""", "segments[0].id segment.id")]
    [InlineData("""{"id":"a"}""", "segments[0] segment.empty")]
    [InlineData("""{"id":"a","everyone":false}""", "segments[0] segment.empty")]
    [InlineData("""{"id":"a","everyone":1}""", "segments[0].everyone value.type")]
    [InlineData("""{"id":"a","conditons":{}}""", "segments[0].conditons property.unknown")]
    [InlineData("""{"id":"a","conditions":null}""", "segments[0].conditions value.type")]
    [InlineData("""{"id":"a","everyone":true,"conditions":{"attribute":"a","operator":"null"}}""", "segments[0].everyone segment.everyone")]
    [InlineData("""{"id":"a","everyone":true,"name":null}""", "segments[0].name value.type")]
    [InlineData("""{"id":"a","everyone":true,"name":"x","name":"y"}""", "segments[0].name property.repeated")]
    [InlineData("""{"id":"a","everyone":true,"nmae":"x"}""", "segments[0].nmae property.unknown")]
    [InlineData("""{"id":"a","everyone":true,"Name":"x"}""", "segments[0].Name property.unknown")]
    [InlineData("""{"id":"a","everyone":true,"active":"true"}""", "segments[0].active value.type")]
    [InlineData("""{"id":"a","everyone":true,"scope":"registred"}""", "segments[0].scope value.type")]
    [InlineData("""{"id":"a","everyone":true,"scope":"Registered"}""", "segments[0].scope value.type")]
    [InlineData("""{"id":"a","everyone":true,"scope":"1"}""", "segments[0].scope value.type")]
    [InlineData("""{"id":"a","everyone":true,"websites":"base"}""", "segments[0].websites value.type")]
    [InlineData("""{"id":"a","everyone":true,"stores":["x",1]}""", "segments[0].stores[1] value.type")]
    [InlineData("""{"id":"a","everyone":true,"tags":["\u0000"]}""", "segments[0].tags[0] text.invalid")]
    [InlineData("""{"id":"a","everyone":true,"refresh":"auto"}""", "segments[0].refresh value.type")]
    [InlineData("""{"id":"a","everyone":true,"priority":"1"}""", "segments[0].priority value.type")]
    [InlineData("""{"id":"a","everyone":true,"priority":1.5}""", "segments[0].priority value.type")]
    [InlineData("""{"id":"a","everyone":true,"priority":2147483648}""", "segments[0].priority value.type")]
    [InlineData("""{"id":"a","everyone":true,"timeZone":1}""", "segments[0].timeZone value.type")]
    [InlineData("""{"id":"a","everyone":true,"startsAt":"2025-01-01"}""", "segments[0].startsAt value.type")]
    [InlineData("""{"id":"a","everyone":true,"startsAt":"2025-01-01T00:00:00"}""", "segments[0].startsAt value.type")]
    [InlineData("""{"id":"a","everyone":true,"startsAt":"2025-02-29T00:00:00Z"}""", "segments[0].startsAt value.type")]
    [InlineData("""{"id":"a","everyone":true,"startsAt":"2025-01-01T00:00:00.12345678Z"}""", "segments[0].startsAt value.type")]
    [InlineData("""{"id":"a","everyone":true,"startsAt":"2025-01-01 00:00:00Z"}""", "segments[0].startsAt value.type")]
    [InlineData("""{"id":"a","everyone":true,"expiresAt":"2025-01-01T00:00:00+15:00"}""", "segments[0].expiresAt value.type")]
    [InlineData("""{"id":"a","everyone":true,"startsAt":"2025-01-01T00:00:00Z","expiresAt":"2025-01-01T02:00:00+02:00"}""", "segments[0].expiresAt segment.dates")]
    public void Parse_Segment_ReportsPathAndCode(string segment, params string[] problems) =>
        AssertProblems($$"""{"version":1,"segments":[{{segment}}]}""", problems);

    [Theory]
    [InlineData("""[]""", " value.type")]
    [InlineData("""{}""", " property.missing", " property.missing")]
    [InlineData("""{"type":"agregate"}""", ".type condition.unknown")]
    [InlineData("""{"type":1}""", ".type value.type")]
    [InlineData("""{"attribute":"a"}""", " property.missing")]
    [InlineData("""{"attribute":1,"operator":"="}""", ".attribute value.type")]
    [InlineData("""{"attribute":"a","oprator":"="}""", ".oprator property.unknown")]
    [InlineData("""{"attribute":"a","operator":null}""", ".operator value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":1,"value":2}""", ".value property.repeated")]
    [InlineData("""{"attribute":"a","operator":"=","value":{}}""", ".value value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"x":1}}""", ".value value.type")]
    [InlineData("""{"attribute":"a","operator":"in","value":[null]}""", ".value[0] value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"agoo":"P1D"}}""", ".value.agoo property.unknown")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"ago":1}}""", ".value.ago value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"ago":"P1D","ahead":"P1D"}}""", ".value.ahead property.unknown")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"ahead":null}}""", ".value.ahead value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"startOf":"days"}}""", ".value.startOf value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"startOf":"day","offset":0.5}}""", ".value.offset value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"today":"0"}}""", ".value.today value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"today":99999999999}}""", ".value.today value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"today":0,"unit":"weeks"}}""", ".value.unit value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"attribute":"b","times":"2"}}""", ".value.times value.type")]
    [InlineData("""{"attribute":"a","operator":"=","value":{"attribute":"b","times":1e-30}}""", ".value.times number.precision")]
    [InlineData("""{"attribute":"a","operator":"between","value":[{"today":0,"unti":"days"},2]}""", ".value[0].unti property.unknown")]
    [InlineData("""{"match":"all","are":true,"conditions":[]}""", " property.missing")]
    [InlineData("""{"type":"combination","are":true,"conditions":[]}""", " property.missing")]
    [InlineData("""{"type":"combination","match":"all","conditions":[]}""", " property.missing")]
    [InlineData("""{"type":"combination","match":"all","are":true}""", " property.missing")]
    [InlineData("""{"type":"combination","match":"none","are":true,"conditions":[]}""", ".match value.type")]
    [InlineData("""{"type":"combination","match":"all","are":1,"conditions":[]}""", ".are value.type")]
    [InlineData("""{"type":"combination","match":"all","are":true,"conditions":{}}""", ".conditions value.type")]
    [InlineData("""{"type":"combination","match":"all","are":true,"conditions":[1]}""", ".conditions[0] value.type")]
    [InlineData("""{"type":"combination","match":"all","are":true,"value":true,"conditions":[]}""", ".value property.unknown")]
    [InlineData("""{"relation":"orders","quantifier":"some"}""", " property.missing")]
    [InlineData("""{"type":"related","quantifier":"some"}""", " property.missing")]
    [InlineData("""{"type":"related","relation":"orders"}""", " property.missing")]
    [InlineData("""{"type":"related","relation":"orders","quantifier":"all"}""", ".quantifier value.type")]
    [InlineData("""{"type":"related","relation":"orders","quantifier":"some","where":[]}""", ".where value.type")]
    [InlineData("""{"type":"related","relation":"orders","quantifier":"some","where":{"attribute":"a","operator":"null"}}""", ".where value.type")]
    [InlineData("""{"type":"related","relation":"orders","quantifier":"some","where":{"type":"segment","segment":"b"}}""", ".where value.type")]
    [InlineData("""{"type":"related","relation":"orders","quantifier":"some","where":{"match":"all","are":true}}""", ".where property.missing")]
    [InlineData("""{"type":"related","relation":"orders","quantifier":"some","where":{"type":"group"}}""", ".where.type condition.unknown")]
    [InlineData("""{"type":"aggregate","function":"count","operator":">","value":1}""", " property.missing")]
    [InlineData("""{"type":"aggregate","relation":"orders","operator":">","value":1}""", " property.missing")]
    [InlineData("""{"type":"aggregate","relation":"orders","function":"count","value":1}""", " property.missing")]
    [InlineData("""{"type":"aggregate","relation":"orders","function":"avg","attribute":"x","operator":">","value":1}""", ".function value.type")]
    [InlineData("""{"type":"aggregate","relation":"orders","function":"sum","attribute":1,"operator":">","value":1}""", ".attribute value.type")]
    [InlineData("""{"type":"aggregate","relation":"orders","function":"sum","atribute":"x","operator":">","value":1}""", ".atribute property.unknown")]
    [InlineData("""{"type":"aggregate","relation":"orders","function":"count","operator":">","value":1,"quantifier":"some"}""", ".quantifier property.unknown")]
    [InlineData("""{"type":"segment"}""", " property.missing")]
    [InlineData("""{"type":"segment","segment":"b","member":"yes"}""", ".member value.type")]
    [InlineData("""{"type":"segment","segment":"b","is":true}""", ".is property.unknown")]
    public void Parse_Condition_ReportsPathAndCode(string condition, params string[] problems) =>
        AssertProblems(Condition(condition), [.. problems.Select(p => "segments[0].conditions" + p)]);

    [Theory]
    [InlineData("""{"attribute":"a","operator":"=","value":null}""")]
    [InlineData("""{"type":"related","relation":"orders","quantifier":"some","where":null}""")]
    [InlineData("""{"type":"aggregate","relation":"orders","function":"count","attribute":null,"operator":">","value":1}""")]
    [InlineData("""{"type":"segment","segment":"b"}""")]
    [InlineData("""{"type":"attribute","attribute":"a","operator":"no such operator","value":[]}""")]
    [InlineData("""{"type":"combination","match":"any","are":false,"conditions":[]}""")]
    public void Parse_ConditionForTheBinderToJudge_HasNoProblem(string condition) => AssertProblems(Condition(condition));

    private static string Condition(string condition) => $$"""{"version":1,"segments":[{"id":"a","conditions":{{condition}}}]}""";

    private static void AssertProblems(string json, params string[] expected) =>
        Assert.Equal(expected, SegmentFile.Parse(json).Problems.Select(p => $"{p.Path} {p.Code}"));
}
