using Segmentation.Predicates;

namespace Segmentation.Evaluation;

/// <summary>
/// A snapshot whose rows lie in memory already: it hands over whole tables, and blocks are stretches of them. Nothing is
/// copied a block, and no key is compared.
/// </summary>
internal interface ITableSnapshot : ISourceSnapshot
{
    /// <summary>All rows of a table.</summary>
    /// <param name="needs">The table; a child is asked for after its parent.</param>
    /// <returns>
    /// The rows of a root in ascending order of keys; those of a child in the order of its parent's rows. References lead to
    /// rows of the target's root as this method gives them.
    /// </returns>
    /// <exception cref="SegmentSourceException">The source cannot give what is asked for.</exception>
    TableRows Read(TableNeeds needs);
}
