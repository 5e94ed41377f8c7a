using Segmentation.Testing;

namespace Segmentation.Tests.Subjects;

public sealed class SegmentPreviewerTests
{
    private static readonly Segment Women = Segment.Define("women").Where(c => c.Attribute("gender").Equal("female"));

    private static readonly Segment Buyers = Segment.Define("buyers").Where(c => c.Count("orders").AtLeast(1));

    private static Task<SegmentPreview> PreviewAsync(Segment definition, SegmentPreviewOptions? options = null, SegmentSet? saved = null, ISegmentSource? source = null) =>
        new SegmentPreviewer(source ?? Shop.Source).PreviewAsync(
            saved ?? SegmentSet.Bind(Shop.Schema, []), definition, Shop.AsOf, options, ct: Shop.Ct);

    [Fact]
    public async Task Preview_OfADefinition_CountsMembersScopeAndAll()
    {
        SegmentPreview preview = await PreviewAsync(Women.For(CustomerScope.Registered));
        Assert.Equal((1, 3, 4), (preview.Count, preview.InScope, preview.Total));
        Assert.Equal((33.33m, 25m), (preview.PercentOfScope, preview.PercentOfAll));
        Assert.Null(preview.Change);
    }

    [Fact]
    public async Task Preview_WithNobodyInScope_HasNoShareOfIt()
    {
        SegmentPreview preview = await PreviewAsync(Women.OnWebsites("none"));
        Assert.Equal((0, null, 0m), (preview.InScope, preview.PercentOfScope, preview.PercentOfAll));
    }

    [Fact]
    public async Task Page_WithColumns_ShowsMembersInKeyOrder()
    {
        SegmentPreview preview = await PreviewAsync(Women, new SegmentPreviewOptions { Columns = [new("billing_address.city", "City"), new("number_of_orders")], PageSize = 1 });
        Assert.Equal(["City", "number_of_orders"], preview.Columns.Select(c => c.Heading));
        SubjectRow row = Assert.Single(preview.Page.Rows);
        Assert.Equal(["Kyiv", 3L], row.Values);
        Assert.Equal(new SubjectKey(1), preview.Page.Next);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Page_AfterAKey_IsTheNextOneAndCountsStay(int blockSize)
    {
        SegmentPreview preview = await PreviewAsync(Women, new SegmentPreviewOptions { After = new SubjectKey("1"), PageSize = 1, BlockSize = blockSize });
        Assert.Equal(2, preview.Count);
        Assert.Equal(["10"], Shop.KeysOf(preview.Page.Rows));
        Assert.Null(preview.Page.Next);
    }

    [Fact]
    public async Task Preview_OfASavedSegment_TakesTheEditedDefinitionForWhatRefersToIt()
    {
        SegmentSet saved = SegmentSet.Bind(Shop.Schema, [Women, Segment.Define("others").Where(c => c.NotInSegment("women"))]);
        SegmentPreview preview = await PreviewAsync(Segment.Define("women").Where(c => c.InSegment("buyers")), saved: SegmentSet.Bind(Shop.Schema, [.. saved.Segments, Buyers]));
        Assert.Equal(["1", "30"], Shop.KeysOf(preview.Page.Rows));
    }

    [Fact]
    public async Task Preview_OfACircle_IsRefusedWithThePath()
    {
        SegmentSet saved = SegmentSet.Bind(Shop.Schema, [Women, Segment.Define("others").Where(c => c.NotInSegment("women"))]);
        SegmentDefinitionException refused =
            await Assert.ThrowsAsync<SegmentDefinitionException>(() => PreviewAsync(Segment.Define("women").Where(c => c.InSegment("others")), saved: saved));
        Assert.Contains("women → others → women", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfWrongDefinitionAndColumn_ListsBoth()
    {
        SegmentDefinitionException refused = await Assert.ThrowsAsync<SegmentDefinitionException>(
            () => PreviewAsync(Segment.Define("x").Where(c => c.Attribute("nope").NotNull()), new SegmentPreviewOptions { Columns = [new("neither")] }));
        Assert.Equal(["segments[0].conditions.attribute", "columns[0]"], refused.Problems.Select(p => p.Path));
    }

    [Fact]
    public async Task Preview_OfAnInactiveDraft_HasMembersOnlyAsIfActive()
    {
        Segment draft = Women.Inactive().ExpiringAt(Shop.AsOf);
        Assert.Equal(0, (await PreviewAsync(draft)).Count);
        Assert.Equal(2, (await PreviewAsync(draft, new SegmentPreviewOptions { AsIfActive = true })).Count);
    }

    [Fact]
    public async Task Change_AgainstStoredMembers_NamesWhoJoinsAndWhoLeaves()
    {
        // 5 and 99 are no longer in the source.
        var options = new SegmentPreviewOptions { StoredMembers = Shop.Keys(2, 5, 10, 30, 99) };
        MembershipChange change = (await PreviewAsync(Women, options)).Change!;
        Assert.Equal((1, 4), (change.Joining, change.Leaving));
        Assert.Equal([1L], change.FirstJoining.Select(k => k.Integer));
        Assert.Equal([2L, 5L, 30L, 99L], change.FirstLeaving.Select(k => k.Integer));
    }

    [Fact]
    public async Task Change_BeyondAPage_IsCountedButNotNamed()
    {
        MembershipChange change = (await PreviewAsync(Women, new SegmentPreviewOptions { StoredMembers = Shop.Keys(2, 30), PageSize = 1 })).Change!;
        Assert.Equal((2, 2, 1, 1), (change.Joining, change.Leaving, change.FirstJoining.Count, change.FirstLeaving.Count));
    }

    [Fact]
    public async Task Preview_OfAnExternalCondition_AsksTheHostAboutWhomItMust()
    {
        var bar = new Bar(10, 2);
        Segment regulars = Segment.Define("regulars").Where(c => c.All(c.Attribute("gender").Equal("female"), new Regular("a")));
        SegmentSet saved = SegmentSet.Bind(Shop.Schema, [], options: new BindOptions { Language = Regular.Language });
        SegmentPreview preview = await PreviewAsync(regulars, new SegmentPreviewOptions { External = bar.Answers }, saved);
        Assert.Equal(["10"], Shop.KeysOf(preview.Page.Rows));
        Assert.Equal(["1 10"], bar.Asked);
        await Assert.ThrowsAsync<SegmentFailedException>(() => PreviewAsync(regulars, saved: saved));
    }

    [Fact]
    public async Task Preview_OfManyBlocks_ReadsEachRowOnceAndTellsHowFarItIs()
    {
        var source = new CountingSource(new DatasetSource(Shop.Many(100, 2)));
        var told = new List<EvaluationProgress>();
        await new SegmentPreviewer(source).PreviewAsync(
            SegmentSet.Bind(Shop.Schema, []), Buyers, Shop.AsOf, new SegmentPreviewOptions { BlockSize = 50 }, new Told(told), Shop.Ct);
        Assert.Equal((100, 200), (source.Rows["customer"], source.Rows["customer.orders"]));
        Assert.Equal([new EvaluationProgress(50, 1), new EvaluationProgress(100, 2)], told);
        Assert.Equal((1, 0), (source.Opened, source.Open));
    }

    private sealed class Told(List<EvaluationProgress> told) : IProgress<EvaluationProgress>
    {
        public void Report(EvaluationProgress value) => told.Add(value);
    }
}
