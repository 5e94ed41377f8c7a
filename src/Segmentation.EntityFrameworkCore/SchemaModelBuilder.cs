using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Segmentation.EntityFrameworkCore;

namespace Segmentation;

/// <summary>Makes models of schemas, for hosts that have tables by the names of the vocabulary and no classes for them.</summary>
public static class SchemaModelBuilder
{
    /// <summary>
    /// Adds an entity for each of a schema's with rows of its own, without a class (<c>Dictionary&lt;string, object&gt;</c>): it
    /// and its table are named in the plural, its key is <c>id</c>, and its columns are the attributes, <c>customer_id</c> for
    /// the row that it belongs to, <c>product_id</c> for one that it refers to, and a part's columns behind the part's name.
    /// <see cref="EntityMaps"/> finds all of it by name.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="schema">The schema.</param>
    /// <param name="keys">The kind of an entity's keys; null for integers everywhere.</param>
    public static ModelBuilder AddSchema(this ModelBuilder model, SegmentSchema schema, Func<SchemaEntity, KeyKind>? keys = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schema);
        var tables = new SchemaTables(schema);
        Type KeyType(string entity, bool isOptional)
        {
            KeyKind kind = keys?.Invoke(schema.FindEntity(entity)!) ?? KeyKind.Integer;
            return kind switch
            {
                KeyKind.Text => typeof(string),
                KeyKind.Guid => isOptional ? typeof(Guid?) : typeof(Guid),
                _ => isOptional ? typeof(long?) : typeof(long),
            };
        }

        foreach (SchemaTable table in tables.All)
        {
            EntityTypeBuilder<Dictionary<string, object>> entity = model.SharedTypeEntity<Dictionary<string, object>>(table.Name);
            entity.ToTable(table.Name);
            entity.IndexerProperty(KeyType(table.Entity.Name, isOptional: false), SchemaTable.Key).ValueGeneratedNever();
            entity.HasKey(SchemaTable.Key);
            foreach (SchemaColumn column in table.Columns)
            {
                Type type = column.Refers is { } target ? KeyType(target, isOptional: true) : column.Type;
                entity.IndexerProperty(type, column.Name).IsRequired(false);
                if (column.IsOwner)
                    entity.HasIndex(column.Name);
            }
        }

        return model;
    }
}
