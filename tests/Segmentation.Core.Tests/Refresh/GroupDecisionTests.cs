using Segmentation.Refresh;

namespace Segmentation.Tests.Refresh;

public sealed class GroupDecisionTests
{
    private static readonly SubjectKey Customer = 7;
    private static readonly GroupCandidate Gold = new("gold", 1, "Gold");
    private static readonly GroupCandidate Silver = new("silver", 2, "Silver");

    [Theory]
    // Nothing was moved so far.
    [InlineData(null, "", "general", null, "")]
    [InlineData(null, "gold silver", "general", "Gold", "gold general general Gold")]
    [InlineData(null, "gold", "Gold", null, "gold Gold Gold Gold")]
    [InlineData(null, "gold", null, "Gold", "gold - - Gold")]
    // The last move stands: the next winner, the same one, none.
    [InlineData("gold general general Gold", "silver", "Gold", "Silver", "silver general Gold Silver")]
    [InlineData("gold general general Gold", "gold silver", "Gold", null, "gold general general Gold")]
    [InlineData("gold general general Gold", "", "Gold", "general", "")]
    [InlineData("gold - - Gold", "", "Gold", "-", "")]
    // Someone has changed it by hand since: it stays while the same segment decides, and is what the customer returns to.
    [InlineData("gold general general Gold", "gold", "wholesale", null, "gold general general Gold")]
    [InlineData("gold general general Gold", "", "wholesale", null, "")]
    [InlineData("gold general general Gold", "silver", "wholesale", "Silver", "silver wholesale wholesale Silver")]
    [InlineData("silver general general Silver", "gold silver", null, "Gold", "gold - - Gold")]
    public void Decide_WhatWasMoved_GivesTheMove(string? former, string winners, string? group, string? move, string after)
    {
        GroupDecision decision = GroupDecision.Of(Due(former, winners, isApplied: true), group);
        Assert.Equal(move, decision.Move is null ? null : decision.Move.To ?? "-");
        Assert.Equal(after, Text(decision.Assignment));
        Assert.Equal(move is not null, decision.IsMoved);
    }

    [Theory]
    // A crash came before the move, or after it.
    [InlineData("gold general general Gold", "gold", "general", "Gold", "gold general general Gold", true)]
    [InlineData("gold general general Gold", "gold", "Gold", null, "gold general general Gold", true)]
    [InlineData("- general Gold general", "", "Gold", "general", "", true)]
    [InlineData("- general Gold general", "", "general", null, "", true)]
    // Meanwhile another segment decides, or none.
    [InlineData("gold general general Gold", "silver", "Gold", "Silver", "silver general Gold Silver", true)]
    [InlineData("gold general general Gold", "silver", "general", "Silver", "silver general general Silver", true)]
    [InlineData("gold general general Gold", "", "Gold", "general", "", true)]
    [InlineData("gold general general Gold", "", "general", null, "", false)]
    [InlineData("- general Gold general", "gold", "Gold", null, "gold general Gold Gold", false)]
    // Someone has changed it by hand meanwhile.
    [InlineData("gold general general Gold", "gold", "wholesale", "Gold", "gold wholesale wholesale Gold", true)]
    [InlineData("- general Gold general", "", "wholesale", null, "", false)]
    public void Decide_WhatACrashLeftHalfDone_IsDoneOnce(string former, string winners, string? group, string? move, string after, bool isMoved)
    {
        GroupDecision decision = GroupDecision.Of(Due(former, winners, isApplied: false), group);
        Assert.Equal(move, decision.Move is null ? null : decision.Move.To ?? "-");
        Assert.Equal(after, Text(decision.Assignment));
        Assert.Equal(isMoved, decision.IsMoved);
    }

    [Fact]
    public void Plan_OfAMove_IsWhatIsGoingToBeDone()
    {
        DueGroup due = Due("gold general general Gold", "", isApplied: true);
        Assert.Equal(new GroupAssignment(Customer, null, "general", "Gold", "general", IsApplied: false), GroupDecision.Of(due, "Gold").Plan(due));
        due = Due(null, "gold", isApplied: true);
        Assert.Equal(new GroupAssignment(Customer, "gold", "general", "general", "Gold", IsApplied: false), GroupDecision.Of(due, "general").Plan(due));
        Assert.Null(GroupDecision.Of(due, "Gold").Plan(due));
    }

    // An assignment is written as its segment, original, from and group; - for none.
    private static DueGroup Due(string? former, string winners, bool isApplied)
    {
        GroupCandidate[] candidates = [.. new[] { Gold, Silver }.Where(c => winners.Split(' ').Contains(c.SegmentId))];
        string?[]? parts = former?.Split(' ').Select(p => p == "-" ? null : p).ToArray();
        return new DueGroup(Customer, 1, candidates, parts is null ? null : new GroupAssignment(Customer, parts[0], parts[1], parts[2], parts[3], isApplied));
    }

    private static string Text(GroupAssignment? assignment) => assignment is null
        ? ""
        : $"{assignment.SegmentId ?? "-"} {assignment.Original ?? "-"} {assignment.From ?? "-"} {assignment.Group ?? "-"}";
}
