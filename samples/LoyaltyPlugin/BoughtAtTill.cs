using Segmentation;

namespace Acme.Loyalty;

#region guide-external
/// <summary>Customers who bought in a shop, which only the tills know.</summary>
[ConditionType("acme.bought-at-till", Label = "Bought at a till", Category = "Loyalty")]
public sealed record BoughtAtTill(
    [Setting(Help = "Purchases in any of them count.")] SettingList<string> Shops,
    [Setting(Label = "At least so often")] int Times = 1) : ExternalCondition
{
    public override IEnumerable<Problem> Validate()
    {
        if (Shops.Count == 0)
            yield return new Problem(nameof(Shops), "Name at least one shop.");
        if (Times < 1)
            yield return new Problem(nameof(Times), "Write 1 or more.");
    }
}

/// <summary>The tills' own interface: how often each customer bought in any of the shops.</summary>
public interface ITills
{
    Task<IReadOnlyDictionary<long, int>> CountAsync(
        IReadOnlyCollection<string> shops, IReadOnlyCollection<long> customers, DateTimeOffset until, CancellationToken ct);
}

/// <summary>Answers from the tills.</summary>
public sealed class TillAnswers(ITills tills) : IExternalAnswers<BoughtAtTill>
{
    public async ValueTask<IReadOnlyCollection<SubjectKey>> FindAsync(ExternalQuestion<BoughtAtTill> question, CancellationToken ct)
    {
        long[] asked = [.. question.Customers.Select(key => key.Integer)];
        IReadOnlyDictionary<long, int> counts = await tills.CountAsync(question.Condition.Shops, asked, question.AsOf, ct).ConfigureAwait(false);
        return [.. asked.Where(id => counts.GetValueOrDefault(id) >= question.Condition.Times).Select(id => new SubjectKey(id))];
    }
}
#endregion
