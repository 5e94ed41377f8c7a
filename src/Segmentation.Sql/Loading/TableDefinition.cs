namespace Segmentation.Sql;

/// <summary>
/// The table that is made for an entity, as <see cref="SqlMap"/> finds it by default: the key <c>id</c>, the keys of the rows
/// it belongs and refers to, its stored attributes, and the columns of its parts. Immutable.
/// </summary>
internal sealed class TableDefinition
{
    private readonly List<SqlColumnType> _columns = [];
    private readonly List<Action<SqlRowWriter, TableBatch, int>> _writers = [];

    /// <param name="source">What knows the kinds of keys.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="schema">The database's schema that the table is made in; null for the default one.</param>
    /// <exception cref="ArgumentException">Two columns would have one name.</exception>
    public TableDefinition(ITableSource source, SchemaEntity entity, string? schema)
    {
        Entity = entity;
        Name = schema is null ? SqlName.Of(entity.PluralName) : SqlName.Of(schema, entity.PluralName);
        AddKey("id", source.KeyKindOf(entity), batch => batch.Keys);
        foreach (SchemaEntity parent in source.Schema.Entities.Where(e => e.Relations.Any(r => r is ManyRelation && r.Target == entity.Name)))
        {
            ParentColumns.Add($"{parent.Name}_id");
            AddKey($"{parent.Name}_id", source.KeyKindOf(parent), batch => batch.Parents.GetValueOrDefault(parent.Name));
        }

        AddValues(source, entity, "", batch => batch.Values);
        foreach (PartRelation part in entity.Relations.OfType<PartRelation>())
            AddValues(source, source.Schema.FindEntity(part.Target)!, MapBuilder.PrefixOf(part), batch => batch.Parts.GetValueOrDefault(part.Name));
    }

    public SchemaEntity Entity { get; }

    public SqlName Name { get; }

    public IReadOnlyList<SqlColumnType> Columns => _columns;

    /// <summary>The columns with the keys of the rows that these belong to.</summary>
    public List<string> ParentColumns { get; } = [];

    /// <summary>Writes one row of a batch, value by value.</summary>
    public void Write(SqlRowWriter writer, TableBatch batch, int row)
    {
        foreach (Action<SqlRowWriter, TableBatch, int> write in _writers)
            write(writer, batch, row);
    }

    /// <summary>The statement that makes the table.</summary>
    public string Create(SqlDialect dialect)
    {
        IEnumerable<string> columns = _columns.Select((c, i) =>
            $"    {dialect.Quote(c.Name)} {(c.Kind is { } kind ? dialect.KeyColumnType(kind) : dialect.ColumnType(c.Type!.Value))}{(i == 0 ? " NOT NULL PRIMARY KEY" : "")}");
        return $"CREATE TABLE {dialect.Quote(Name)} (\n{string.Join(",\n", columns)}\n)";
    }

    private void AddValues(ITableSource source, SchemaEntity entity, string prefix, Func<TableBatch, ValueColumns?> values)
    {
        foreach (ReferenceRelation reference in entity.Relations.OfType<ReferenceRelation>())
        {
            KeyKind kind = source.KeyKindOf(source.Schema.FindEntity(reference.Target)!);
            string name = $"{prefix}{reference.Name}_id";
            // As in a data directory, a row may refer to the row it belongs to by one column.
            if (!ParentColumns.Contains(name))
                AddKey(name, kind, batch => values(batch)?.References.GetValueOrDefault(reference.Name));
        }

        foreach (SchemaAttribute attribute in entity.Attributes.Where(a => a.Computation is null))
        {
            Add(new SqlColumnType(prefix + attribute.Name, attribute.Type, null));
            _writers.Add((writer, batch, row) =>
            {
                if (values(batch)?.Attributes.GetValueOrDefault(attribute.Name) is { } column)
                    ColumnWriter.Write(writer, attribute.Type, column, row);
                else
                    writer.WriteMissing();
            });
        }
    }

    private void AddKey(string name, KeyKind kind, Func<TableBatch, KeyColumn?> keys)
    {
        Add(new SqlColumnType(name, null, kind));
        _writers.Add((writer, batch, row) =>
        {
            if (keys(batch) is not { } column || column.IsMissing(row))
                writer.WriteMissing();
            else if (kind == KeyKind.Integer)
                writer.Write(column[row].Integer);
            else
                writer.Write(column[row].ToString());
        });
    }

    private void Add(SqlColumnType column)
    {
        if (_columns.Any(c => c.Name == column.Name))
            throw new ArgumentException($"A table for '{Entity.Name}' would have two columns '{column.Name}'; rename an attribute.");
        _columns.Add(column);
    }
}
