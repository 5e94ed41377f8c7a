using System.Data.Common;
using Segmentation.Cli.Databases;
using Segmentation.Files;
using Segmentation.Sql;

namespace Segmentation.Cli.Shops;

/// <summary>
/// What the tables of an import do not say of themselves, kept beside them so that every later verb knows it: attributes that
/// the files had and the vocabulary lacks, the kinds of keys, and the options that the import was given.
/// </summary>
/// <param name="Attributes">The types of the attributes, by entity and name, such as <c>customer.colour</c>.</param>
/// <param name="Keys">The kinds of keys, by entity.</param>
/// <param name="Options">Each option as <c>NAME=VALUE</c>.</param>
internal sealed record ImportRecord(
    IReadOnlyList<(string Attribute, AttributeType Type)> Attributes, IReadOnlyDictionary<string, KeyKind> Keys, IReadOnlyList<string> Options)
{
    /// <summary>The table that it is kept in.</summary>
    public const string Table = "segments_import";

    private const string AttributeKind = "attribute";
    private const string KeyKindKind = "key";
    private const string OptionKind = "option";

    /// <summary>What is to be remembered of a directory.</summary>
    /// <param name="data">The directory.</param>
    /// <param name="vocabulary">The schema without the directory's own attributes.</param>
    /// <param name="options">The options of the import.</param>
    public static ImportRecord Of(DataDirectory data, SegmentSchema vocabulary, IReadOnlyList<string> options) => new(
        [
            .. from entity in data.Schema.Entities
               let known = vocabulary.FindEntity(entity.Name)
               from attribute in entity.Attributes
               where known?.FindAttribute(attribute.Name) is null
               select ($"{entity.Name}.{attribute.Name}", attribute.Type),
        ],
        data.Schema.Entities.ToDictionary(e => e.Name, data.KeyKindOf, StringComparer.Ordinal),
        options);

    /// <summary>The vocabulary with the attributes that the files had besides.</summary>
    public SegmentSchema Extend(SegmentSchema vocabulary) => Attributes.Count == 0 ? vocabulary : vocabulary.Extend(schema =>
    {
        foreach ((string attribute, AttributeType type) in Attributes)
        {
            int dot = attribute.IndexOf('.', StringComparison.Ordinal);
            schema.Entity(attribute[..dot], entity => Declare(entity, attribute[(dot + 1)..], type));
        }
    });

    /// <summary>The map of the tables: the defaults, in the schema of the import, with the kinds of keys.</summary>
    public Action<SqlMap> MapOf(SegmentSchema schema, DatabaseSettings place) => map =>
    {
        foreach (SchemaEntity entity in schema.Entities)
            map.Table(entity.Name, place.Table(entity.PluralName), t => t.Key("id", Keys[entity.Name]));
    };

    /// <summary>Keeps it, in place of one that is there.</summary>
    public async Task WriteAsync(DbConnection connection, DbTransaction transaction, string table, CancellationToken ct)
    {
        await ExecuteAsync($"DROP TABLE IF EXISTS {table}").ConfigureAwait(false);
        await ExecuteAsync($"CREATE TABLE {table} (kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (kind, name))").ConfigureAwait(false);
        IEnumerable<(string Kind, string Name, string Value)> rows =
        [
            .. Attributes.Select(a => (AttributeKind, a.Attribute, a.Type.ToString())),
            .. Keys.Select(k => (KeyKindKind, k.Key, k.Value.ToString())),
            .. Options.Select(o => o.Split('=', 2)).Select(o => (OptionKind, o[0], o[1])),
        ];
        foreach ((string kind, string name, string value) in rows)
            await ExecuteAsync($"INSERT INTO {table} (kind, name, value) VALUES (@p0, @p1, @p2)", kind, name, value).ConfigureAwait(false);

        async Task ExecuteAsync(string text, params string[] values)
        {
            DbCommand command = connection.CreateCommand();
            await using (command.ConfigureAwait(false))
            {
                command.Transaction = transaction;
                command.CommandText = text;
                for (int i = 0; i < values.Length; i++)
                {
                    DbParameter parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = ($"@p{i}", values[i]);
                    command.Parameters.Add(parameter);
                }

                await command.ExecuteNonQueryAsync(ct).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads it.</summary>
    /// <exception cref="DbException">It is not there, or the database refuses.</exception>
    public static async Task<ImportRecord> ReadAsync(DbConnection connection, string table, CancellationToken ct)
    {
        var rows = new List<(string Kind, string Name, string Value)>();
        DbCommand command = connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            command.CommandText = $"SELECT kind, name, value FROM {table}";
            DbDataReader reader = await command.ExecuteReaderAsync(ct).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(ct).ConfigureAwait(false))
                    rows.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
            }
        }

        return new ImportRecord(
            [.. rows.Where(r => r.Kind == AttributeKind).Select(r => (r.Name, Enum.Parse<AttributeType>(r.Value)))],
            rows.Where(r => r.Kind == KeyKindKind).ToDictionary(r => r.Name, r => Enum.Parse<KeyKind>(r.Value), StringComparer.Ordinal),
            [.. rows.Where(r => r.Kind == OptionKind).Select(r => $"{r.Name}={r.Value}")]);
    }

    // The types that a header can name; the vocabulary has no others that are stored.
    private static void Declare(EntityBuilder entity, string name, AttributeType type) => _ = type switch
    {
        AttributeType.Integer => entity.Integer(name),
        AttributeType.Decimal => entity.Decimal(name),
        AttributeType.Boolean => entity.Boolean(name),
        AttributeType.Date => entity.Date(name),
        AttributeType.Instant => entity.Instant(name),
        AttributeType.Set => entity.Set(name),
        _ => entity.Text(name),
    };
}
