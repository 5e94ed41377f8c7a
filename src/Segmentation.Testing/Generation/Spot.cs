using Segmentation.Testing.Oracles;

namespace Segmentation.Testing.Generation;

/// <summary>Where a condition is to stand: the entity of its rows, the rows there are, and the spot they were reached from.</summary>
/// <param name="Entity">The entity of the rows.</param>
/// <param name="Places">The rows on which a condition would be tested.</param>
/// <param name="From">Whose rows they can name; null at the top.</param>
internal sealed record Spot(SchemaEntity Entity, IReadOnlyList<Place> Places, Spot? From)
{
    /// <summary>The spots above, nearest first, each entity once: a further one of the same name is hidden.</summary>
    public IEnumerable<Spot> Parents
    {
        get
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (Spot? spot = From; spot is not null; spot = spot.From)
            {
                if (seen.Add(spot.Entity.Name))
                    yield return spot;
            }
        }
    }
}

/// <summary>An attribute that a condition at a spot can name.</summary>
/// <param name="Path">What it is named.</param>
/// <param name="Attribute">The attribute, with what is declared about its values.</param>
/// <param name="IsQuotient">Whether it is an average, which is compared and nothing else.</param>
internal sealed record Named(string Path, SchemaAttribute Attribute, bool IsQuotient);
