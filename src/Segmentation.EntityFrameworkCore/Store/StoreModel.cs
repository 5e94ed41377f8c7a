using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Segmentation.Sql.Store;

namespace Segmentation.EntityFrameworkCore;

/// <summary>The store's tables in a host's model, from the one description that the store makes them from itself.</summary>
internal sealed class StoreModel(ModelBuilder model, StoreNames names, KeyKind kind)
{
    private const string Names = "Segmentation:Store";

    public void Add(IReadOnlyEntityType subject)
    {
        string description = $"{subject.Name}|{names.Schema}|{names.Prefix}|{(int)kind}";
        if (model.Model.FindAnnotation(Names)?.Value is string other && other != description)
        {
            throw new InvalidOperationException(
                $"The model has the segments of another subject or by other names already ({other}); a context has one AddSegmentation, and another subject's segments are in a context of their own.");
        }

        model.HasAnnotation(Names, description);
        foreach (StoreTable table in StoreLayout.Tables)
            Add(table);
    }

    /// <summary>Whose segments a model has, where their tables are, and the kind of their keys; null when it has none.</summary>
    public static (string Subject, StoreNames Names, KeyKind Kind)? Find(IReadOnlyModel model)
    {
        if (model.FindAnnotation(Names)?.Value is not string text)
            return null;
        string[] parts = text.Split('|');
        return (parts[0], new StoreNames(parts[1], parts[2]), Enum.Parse<KeyKind>(parts[3]));
    }

    private void Add(StoreTable table)
    {
        string name = names.Of(table);
        EntityTypeBuilder<Dictionary<string, object>> entity = model.SharedTypeEntity<Dictionary<string, object>>(name);
        entity.ToTable(name, names.Schema.Length == 0 ? null : names.Schema);
        // The key first, before a convention takes a column named id for it.
        Add(entity, table, isKey: true);
        entity.HasKey([.. table.Key]).HasName($"pk_{name}");
        Add(entity, table, isKey: false);
        foreach (StoreIndex index in table.Indexes)
            entity.HasIndex([.. index.Columns], names.Of(table, index)).IsUnique(index.IsUnique).HasFilter(index.Filter);
    }

    private void Add(EntityTypeBuilder<Dictionary<string, object>> entity, StoreTable table, bool isKey)
    {
        foreach ((int place, StoreColumn column) in table.Columns.Index().Where(c => table.Key.Contains(c.Item.Name) == isKey))
        {
            PropertyBuilder property = entity.IndexerProperty(TypeOf(column), column.Name).IsRequired(!column.IsNullable);
            property.HasColumnOrder(place).ValueGeneratedNever();
            // The store compares texts by code points. Only PostgreSQL has another way unless it is told.
            if (property.Metadata.ClrType == typeof(string) && IsPostgreSql)
                property.UseCollation("C");
        }
    }

    // What Npgsql's conventions leave on every model that they begin.
    private bool IsPostgreSql => model.Model.FindAnnotation("Npgsql:ValueGenerationStrategy") is not null;

    private Type TypeOf(StoreColumn column) => (column.Type, column.IsNullable) switch
    {
        (StoreColumnType.Text, _) => typeof(string),
        (StoreColumnType.Small, false) => typeof(short),
        (StoreColumnType.Small, true) => typeof(short?),
        (StoreColumnType.Key, _) when kind == KeyKind.Text => typeof(string),
        (StoreColumnType.Key, _) when kind == KeyKind.Guid => typeof(Guid),
        (_, true) => typeof(long?),
        _ => typeof(long),
    };
}
