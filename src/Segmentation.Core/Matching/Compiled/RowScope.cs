using System.Linq.Expressions;
using Segmentation.Predicates;

namespace Segmentation.Matching;

/// <summary>A row that compiled conditions are tested on, below the row that it was reached from.</summary>
internal sealed record RowScope(DomainNode Domain, EntityMapping Mapping, ParameterExpression Row, RowScope? Above)
{
    /// <summary>The row that stands for a domain further up; null when there is none.</summary>
    public RowScope? Find(DomainNode domain)
    {
        RowScope? scope = this;
        while (scope is not null && scope.Domain != domain)
            scope = scope.Above;
        return scope;
    }
}
