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
    /// <param name="configure">Changes how keys and instants are stored; null for the defaults.</param>
    public static ModelBuilder AddSchema(this ModelBuilder model, SegmentSchema schema, Action<SchemaModelOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(schema);
        var options = new SchemaModelOptions();
        configure?.Invoke(options);
        var tables = new SchemaTables(schema);
        Type KeyType(string entity, bool isOptional)
        {
            return options.Keys(schema.FindEntity(entity)!) switch
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
                Type type = column.Refers is { } target ? KeyType(target, isOptional: true) : column.Type == typeof(DateTimeOffset?) && options.InstantsAreDateTimes ? typeof(DateTime?) : column.Type;
                PropertyBuilder property = entity.IndexerProperty(type, column.Name).IsRequired(false);
                if (type == typeof(decimal?) && options.DecimalPrecision is { } precision)
                    property.HasPrecision(precision, column.Attribute!.Scale ?? Math.Min(precision, 4));
                if (column.IsOwner)
                    entity.HasIndex(column.Name);
            }
        }

        return model;
    }
}

/// <summary>How a schema's tables store what can be stored in several ways.</summary>
public sealed class SchemaModelOptions
{
    /// <summary>The kind of an entity's keys; integers by default.</summary>
    public Func<SchemaEntity, KeyKind> Keys { get; set; } = _ => KeyKind.Integer;

    /// <summary>The most digits of decimals, of which 4 are places where the schema does not say how many; null, the default, for any number.</summary>
    public int? DecimalPrecision { get; set; }

    /// <summary>
    /// Whether instants are date-times in UTC, which SQLite can compare, instead of <see cref="DateTimeOffset"/>, which it
    /// cannot: segments with conditions on instants can then be part of queries there. False by default.
    /// </summary>
    public bool InstantsAreDateTimes { get; set; }
}
