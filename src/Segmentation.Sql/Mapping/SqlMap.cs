namespace Segmentation.Sql;

/// <summary>
/// Declares where a schema's entities are in a database. An entity that is left out is the table of its plural name, with
/// columns of its attributes' names, the key <c>id</c> and the keys of other rows <c>customer_id</c>, <c>product_id</c> and
/// so on, as far as there are such columns. What is nowhere is not offered: a condition on it is refused, never read as
/// missing. Not safe for concurrent use.
/// </summary>
public sealed class SqlMap
{
    internal SqlMap()
    {
    }

    internal List<(string Entity, SqlTableMap Map)> Tables { get; } = [];

    /// <summary>Declares the table or view that has an entity's rows.</summary>
    /// <param name="entity">The entity's name, such as <c>customer</c>.</param>
    /// <param name="table">The table, with its schema where it has one, such as <c>shop.customers</c>.</param>
    /// <param name="configure">Declares what differs from the defaults; null for nothing.</param>
    public SqlMap Table(string entity, SqlName table, Action<SqlTableMap>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Add(entity, new RowOrigin(table, null), configure);
    }

    /// <summary>
    /// Declares a query that gives an entity's rows. The text is the host's own and is sent as it stands, as a derived table:
    /// nothing that a user typed may be put into it. Guests that are known by their orders alone are rows of such a query.
    /// </summary>
    /// <param name="entity">The entity's name.</param>
    /// <param name="query">A SELECT whose columns have names, without a semicolon and without parameters.</param>
    /// <param name="configure">Declares what differs from the defaults; null for nothing.</param>
    public SqlMap Query(string entity, string query, Action<SqlTableMap>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        return Add(entity, new RowOrigin(null, query), configure);
    }

    private SqlMap Add(string entity, RowOrigin origin, Action<SqlTableMap>? configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(entity);
        var map = new SqlTableMap(origin);
        configure?.Invoke(map);
        Tables.Add((entity, map));
        return this;
    }
}
