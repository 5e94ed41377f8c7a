using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;

namespace Segmentation.EntityFrameworkCore;

/// <summary>The sets of entities that queries begin with.</summary>
internal static class QueryRoots
{
    /// <summary>The first of a query; null when it has none.</summary>
    public static EntityQueryRootExpression? Find(Expression query)
    {
        var finder = new Finder();
        finder.Visit(query);
        return finder.Root;
    }

    /// <summary>An expression whose sets are of the same context as a query's.</summary>
    public static Expression On(IQueryProvider provider, Expression expression) => new Binder((IAsyncQueryProvider)provider).Visit(expression);

    private sealed class Binder(IAsyncQueryProvider provider) : ExpressionVisitor
    {
        protected override Expression VisitExtension(Expression node) =>
            node is EntityQueryRootExpression root ? new EntityQueryRootExpression(provider, root.EntityType) : node;
    }

    private sealed class Finder : ExpressionVisitor
    {
        public EntityQueryRootExpression? Root { get; private set; }

        protected override Expression VisitExtension(Expression node)
        {
            Root ??= node as EntityQueryRootExpression;
            return node;
        }
    }
}
