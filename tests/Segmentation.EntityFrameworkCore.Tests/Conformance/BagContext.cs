using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Segmentation.Testing;

namespace Segmentation.EntityFrameworkCore.Tests.Conformance;

/// <summary>A context without a class of its own: its model is made of a dataset's schema.</summary>
public sealed class BagContext(DbContextOptions<BagContext> options) : DbContext(options)
{
    private static readonly ConcurrentDictionary<string, IModel> Models = new(StringComparer.Ordinal);

    /// <summary>The tables' model for a dataset, by a provider's conventions; the same for the same tables.</summary>
    internal static IModel ModelOf(Dataset data, string provider, Func<ModelBuilder> conventions, bool instantsAreDateTimes)
    {
        string tables = string.Join(';', new SchemaTables(data.Schema).All.Select(t =>
            $"{t.Name} {data.KeyKindOf(t.Entity.Name)} {string.Join(',', t.Columns.Select(c => $"{c.Name} {(c.Refers is null ? c.Type.ToString() : data.KeyKindOf(c.Refers))}"))}"));
        return Models.GetOrAdd($"{provider} {instantsAreDateTimes} {tables}", _ =>
        {
            ModelBuilder builder = conventions();
            builder.AddSchema(data.Schema, options =>
            {
                options.Keys = e => data.KeyKindOf(e.Name);
                options.InstantsAreDateTimes = instantsAreDateTimes;
            });
            return builder.FinalizeModel();
        });
    }

    /// <summary>Writes a dataset's rows.</summary>
    internal async Task FillAsync(Dataset data, CancellationToken ct)
    {
        bool instantsAreDateTimes = Model.GetEntityTypes().SelectMany(t => t.GetProperties()).Any(p => p.ClrType == typeof(DateTime?));
        ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (SchemaTable table in new SchemaTables(data.Schema).All)
        {
            foreach (DatasetRow row in data.Rows(table.Entity.Name))
            {
                var values = new Dictionary<string, object> { [SchemaTable.Key] = Key(data, table.Entity.Name, row.Key!) };
                foreach ((string owner, string key) in row.Parents)
                    values[$"{owner}_id"] = Key(data, owner, key);
                Fill(data, values, row, "", instantsAreDateTimes);
                Set<Dictionary<string, object>>(table.Name).Add(values);
            }
        }

        await SaveChangesAsync(ct);
        ChangeTracker.Clear();
    }

    private static void Fill(Dataset data, Dictionary<string, object> values, DatasetRow row, string prefix, bool instantsAreDateTimes)
    {
        foreach ((string name, object value) in row.Values)
        {
            values[prefix + name] = value switch
            {
                IReadOnlyList<string> set => set.ToList(),
                DateTimeOffset instant when instantsAreDateTimes => DateTime.SpecifyKind(Truncated(instant).UtcDateTime, DateTimeKind.Unspecified),
                DateTimeOffset instant => Truncated(instant),
                _ => value,
            };
        }

        foreach ((string reference, string key) in row.References)
        {
            var relation = (ReferenceRelation)data.Schema.FindEntity(row.Entity)!.FindRelation(reference)!;
            values[$"{prefix}{reference}_id"] = Key(data, relation.Target, key);
        }

        foreach ((string part, DatasetRow partRow) in row.Parts)
            Fill(data, values, partRow, $"{prefix}{part}_", instantsAreDateTimes);
    }

    // PostgreSQL keeps whole microseconds, and instants without an offset.
    private static DateTimeOffset Truncated(DateTimeOffset instant) =>
        new(instant.UtcTicks / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private static object Key(Dataset data, string entity, string key) => data.KeyOf(entity, key)!.Value is var parsed && parsed.Kind == KeyKind.Integer
        ? parsed.Integer
        : parsed.Kind == KeyKind.Guid ? parsed.Guid : key;
}
