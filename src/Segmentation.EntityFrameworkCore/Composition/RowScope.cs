using System.Collections.Immutable;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Metadata;
using Segmentation.Predicates;

namespace Segmentation.EntityFrameworkCore;

/// <summary>A row as an expression, with where its attributes are.</summary>
internal sealed record MappedRow(Expression Row, EntityMapping Mapping, ITypeBase Type);

/// <summary>The rows that an expression can speak of, by domain. Immutable.</summary>
internal sealed class RowScope
{
    private readonly ImmutableDictionary<DomainNode, MappedRow> _rows;

    private RowScope(ImmutableDictionary<DomainNode, MappedRow> rows) => _rows = rows;

    public static RowScope Of(DomainNode domain, MappedRow row) => new(ImmutableDictionary<DomainNode, MappedRow>.Empty.Add(domain, row));

    public MappedRow this[DomainNode domain] => _rows[domain];

    public RowScope With(DomainNode domain, MappedRow row) => new(_rows.SetItem(domain, row));

    /// <summary>The same rows, in terms of another row that has the old one within.</summary>
    public RowScope Replace(Expression what, Expression by) =>
        new(_rows.ToImmutableDictionary(r => r.Key, r => r.Value with { Row = Substitution.Replace(r.Value.Row, what, by) }));
}
