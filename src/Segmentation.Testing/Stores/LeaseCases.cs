using static Segmentation.Testing.StoreScene;

namespace Segmentation.Testing.Stores;

/// <summary>What <see cref="ILeaseStore"/> says.</summary>
internal static class LeaseCases
{
    public static IEnumerable<StoreCase> All =>
    [
        .. StoreCase.Once(Acquire_WhatIsFree_IsTaken),
        .. StoreCase.Once(Acquire_WhatAnotherHolds_IsBusy),
        .. StoreCase.Once(Acquire_ByManyAtOnce_IsTakenOnce),
        .. StoreCase.Once(Acquire_WhatRanOut_HasAGreaterToken),
        .. StoreCase.Once(Acquire_WhatWasReleased_HasAGreaterToken),
        .. StoreCase.Once(Renew_ALease_LastsFromThen),
        .. StoreCase.Once(Renew_ALeaseThatRanOut_HoldsWhileNobodyElseHasIt),
        .. StoreCase.Once(Renew_ALostLease_IsNotHeld),
        .. StoreCase.Once(Release_ALostLease_LeavesTheNewOne),
        .. StoreCase.Once(ClockSteppingBack_ALease_LastsItsDurationFromThen),
        .. StoreCase.Once(ClockSteppingBack_TheHolder_CanRenew),
    ];

    private static async Task Acquire_WhatIsFree_IsTaken(StoreScene s)
    {
        LeaseAnswer answer = await s.Store.AcquireAsync(["segment:a", "segment:b"], "first", Minute, s.Ct).ConfigureAwait(false);
        SameRows(new[] { ("segment:a", "first", Minute), ("segment:b", "first", Minute) }, answer.Taken.Select(l => (l.Resource, l.Holder, l.Duration)), "the leases");
        SameRows([], answer.Busy, "those busy");
    }

    private static async Task Acquire_WhatAnotherHolds_IsBusy(StoreScene s)
    {
        await s.TakeAsync("segment:a").ConfigureAwait(false);
        s.Clock.Advance(TimeSpan.FromSeconds(20));
        LeaseAnswer answer = await s.Second.AcquireAsync(["segment:a", "segment:b"], "second", Minute, s.Ct).ConfigureAwait(false);
        SameRows(new[] { "segment:b" }, answer.Taken.Select(l => l.Resource), "the leases");
        SameRows([new BusyResource("segment:a", "first", TimeSpan.FromSeconds(40))], answer.Busy, "those busy");
        LeaseAnswer same = await s.Store.AcquireAsync(["segment:a"], "first", Minute, s.Ct).ConfigureAwait(false);
        Same(1, same.Busy.Count, "how many are busy for the holder itself");
    }

    private static async Task Acquire_ByManyAtOnce_IsTakenOnce(StoreScene s)
    {
        LeaseAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(
            async () => await (i % 2 == 0 ? s.Store : s.Second).AcquireAsync(["segment:a"], $"holder-{i}", Minute, s.Ct).ConfigureAwait(false)))).ConfigureAwait(false);
        Same(1, answers.Sum(a => a.Taken.Count), "how many took it");
        Same(7, answers.Sum(a => a.Busy.Count), "how many found it busy");
    }

    private static async Task Acquire_WhatRanOut_HasAGreaterToken(StoreScene s)
    {
        Lease first = await s.TakeAsync("segment:a").ConfigureAwait(false);
        s.Clock.Advance(Minute - TimeSpan.FromSeconds(1));
        Same(0, (await s.Second.AcquireAsync(["segment:a"], "second", Minute, s.Ct).ConfigureAwait(false)).Taken.Count, "how many are taken just before the end");
        s.Clock.Advance(TimeSpan.FromSeconds(1));
        Lease second = (await s.Second.AcquireAsync(["segment:a"], "second", Minute, s.Ct).ConfigureAwait(false)).Taken.Single();
        That(second.Token > first.Token, "the second token is greater");
    }

    private static async Task Acquire_WhatWasReleased_HasAGreaterToken(StoreScene s)
    {
        Lease first = await s.TakeAsync("segment:a").ConfigureAwait(false);
        await s.Store.ReleaseAsync([first], s.Ct).ConfigureAwait(false);
        Lease second = (await s.Second.AcquireAsync(["segment:a"], "second", Minute, s.Ct).ConfigureAwait(false)).Taken.Single();
        That(second.Token > first.Token, "the second token is greater");
    }

    private static async Task Renew_ALease_LastsFromThen(StoreScene s)
    {
        Lease a = await s.TakeAsync("segment:a").ConfigureAwait(false);
        await s.TakeAsync("segment:b").ConfigureAwait(false);
        s.Clock.Advance(TimeSpan.FromSeconds(50));
        SameRows([a], await s.Store.RenewAsync([a], s.Ct).ConfigureAwait(false), "those still held");
        s.Clock.Advance(TimeSpan.FromSeconds(50));
        LeaseAnswer answer = await s.Second.AcquireAsync(["segment:a", "segment:b"], "second", Minute, s.Ct).ConfigureAwait(false);
        SameRows([new BusyResource("segment:a", "first", TimeSpan.FromSeconds(10))], answer.Busy, "those busy");
    }

    private static async Task Renew_ALeaseThatRanOut_HoldsWhileNobodyElseHasIt(StoreScene s)
    {
        Lease lease = await s.TakeAsync("segment:a").ConfigureAwait(false);
        s.Clock.Advance(10 * Minute);
        SameRows([lease], await s.Store.RenewAsync([lease], s.Ct).ConfigureAwait(false), "those still held");
        Same(1, (await s.Second.AcquireAsync(["segment:a"], "second", Minute, s.Ct).ConfigureAwait(false)).Busy.Count, "how many are busy");
    }

    private static async Task Renew_ALostLease_IsNotHeld(StoreScene s)
    {
        Lease lease = await s.TakeAsync("segment:a").ConfigureAwait(false);
        Lease other = await s.TakeAsync("segment:b").ConfigureAwait(false);
        Lease taken = await s.TakeOverAsync(lease).ConfigureAwait(false);
        SameRows([other], await s.Store.RenewAsync([lease, other], s.Ct).ConfigureAwait(false), "those still held");
        SameRows([taken], await s.Second.RenewAsync([taken], s.Ct).ConfigureAwait(false), "those that the new holder has");
    }

    private static async Task Release_ALostLease_LeavesTheNewOne(StoreScene s)
    {
        Lease lease = await s.TakeAsync("segment:a").ConfigureAwait(false);
        await s.TakeOverAsync(lease).ConfigureAwait(false);
        await s.Store.ReleaseAsync([lease], s.Ct).ConfigureAwait(false);
        LeaseAnswer answer = await s.Store.AcquireAsync(["segment:a"], "third", Minute, s.Ct).ConfigureAwait(false);
        SameRows(new[] { "second" }, answer.Busy.Select(b => b.Holder), "who holds it");
    }

    private static async Task ClockSteppingBack_ALease_LastsItsDurationFromThen(StoreScene s)
    {
        await s.TakeAsync("segment:a").ConfigureAwait(false);
        s.Clock.Step(TimeSpan.FromHours(-1));
        LeaseAnswer answer = await s.Second.AcquireAsync(["segment:a"], "second", Minute, s.Ct).ConfigureAwait(false);
        Same(1, answer.Busy.Count, "how many are busy after the step");
        That(answer.Busy[0].Remaining <= Minute, "it lasts at most its duration");
        s.Clock.Advance(Minute);
        Same(1, (await s.Second.AcquireAsync(["segment:a"], "second", Minute, s.Ct).ConfigureAwait(false)).Taken.Count, "how many are taken after its duration");
    }

    private static async Task ClockSteppingBack_TheHolder_CanRenew(StoreScene s)
    {
        Lease lease = await s.TakeAsync("segment:a").ConfigureAwait(false);
        s.Clock.Step(TimeSpan.FromHours(-1));
        s.Clock.Advance(TimeSpan.FromSeconds(30));
        SameRows([lease], await s.Store.RenewAsync([lease], s.Ct).ConfigureAwait(false), "those still held");
        s.Clock.Advance(TimeSpan.FromSeconds(50));
        Same(1, (await s.Second.AcquireAsync(["segment:a"], "second", Minute, s.Ct).ConfigureAwait(false)).Busy.Count, "how many are busy");
    }
}
