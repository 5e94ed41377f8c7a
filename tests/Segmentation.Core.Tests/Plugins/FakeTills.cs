using Acme.Loyalty;

namespace Segmentation.Tests.Plugins;

/// <summary>Tills in memory, which remember who was asked about.</summary>
internal sealed class FakeTills(params (long Customer, string Shop, int Times)[] purchases) : ITills
{
    public List<long[]> Asked { get; } = [];

    public Task<IReadOnlyDictionary<long, int>> CountAsync(
        IReadOnlyCollection<string> shops, IReadOnlyCollection<long> customers, DateTimeOffset until, CancellationToken ct)
    {
        Asked.Add([.. customers]);
        return Task.FromResult<IReadOnlyDictionary<long, int>>(customers.ToDictionary(id => id, id => Count(shops, id)));
    }

    public int Count(IReadOnlyCollection<string> shops, long customer) =>
        purchases.Where(p => p.Customer == customer && shops.Contains(p.Shop)).Sum(p => p.Times);
}
