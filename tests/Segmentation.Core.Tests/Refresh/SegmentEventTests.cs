namespace Segmentation.Tests.Refresh;

public sealed class SegmentEventTests
{
    private static readonly MemberChange Entered = new(7, MemberChangeKind.Entered, MemberChangeCause.Data);

    // Stored events and what handlers remember rest on it: it never changes.
    [Fact]
    public void IdOf_AChange_IsTheOneItAlwaysWas() =>
        Assert.Equal(new Guid("ad1a9c80-6154-8c07-b175-e268ea0316d2"), SegmentEvent.IdOf("run-1", "vip", Entered));

    [Fact]
    public void IdOf_AnyOtherRunSegmentKindOrCustomer_IsAnotherOne()
    {
        Guid[] ids =
        [
            SegmentEvent.IdOf("run-1", "vip", Entered),
            SegmentEvent.IdOf("run-2", "vip", Entered),
            SegmentEvent.IdOf("run-1", "vip2", Entered),
            SegmentEvent.IdOf("run-1", "vip", Entered with { Key = 8 }),
            SegmentEvent.IdOf("run-1", "vip", Entered with { Kind = MemberChangeKind.Left }),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
    }

    [Fact]
    public void IdOf_AnotherCauseOrSpellingOfAGuid_IsTheSame()
    {
        Assert.Equal(SegmentEvent.IdOf("r", "s", Entered), SegmentEvent.IdOf("r", "s", Entered with { Cause = MemberChangeCause.Rules }));
        var guid = new Guid("aabbccdd-0000-4000-8000-000000000001");
        Assert.Equal(
            SegmentEvent.IdOf("r", "s", Entered with { Key = guid }),
            SegmentEvent.IdOf("r", "s", Entered with { Key = new SubjectKey(guid, "AABBCCDD-0000-4000-8000-000000000001") }));
    }
}
