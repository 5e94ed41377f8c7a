namespace Segmentation;

/// <summary>The tags that customers were given by hand. Those they have by segments follow from their memberships.</summary>
public interface ITagStore
{
    /// <summary>The tags given to a customer by hand, in ordinal order.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="ct">Cancels the reading.</param>
    ValueTask<IReadOnlyList<string>> GetTagsAsync(SubjectKey customer, CancellationToken ct);

    /// <summary>Gives tags to a customer and takes others away, in one transaction; the ones to give win.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="give">Tags to give; one that the customer has already is kept.</param>
    /// <param name="take">Tags to take away; one that the customer lacks is ignored.</param>
    /// <param name="ct">Cancels the writing.</param>
    ValueTask ChangeTagsAsync(SubjectKey customer, IReadOnlyCollection<string> give, IReadOnlyCollection<string> take, CancellationToken ct);
}
