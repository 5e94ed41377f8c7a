using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Segmentation.Sql;

/// <summary>Builds the batches of one read from the rows of a scan, and keeps them until they are asked for.</summary>
internal sealed class ReadOutput
{
    private readonly ReadLayout _layout;
    private readonly SqlDialect _dialect;
    private readonly ValueReader[] _values;
    private readonly int[] _jsonOrdinals;
    private readonly string[][] _pointers;
    private readonly ScanKeys _keys;
    private readonly KeyBuffer _roots;
    private readonly KeyBuffer? _parents;
    private readonly KeyBuffer? _own;
    private readonly KeyBuffer[] _references;
    private readonly Queue<ColumnBatch> _ready = [];

    public ReadOutput(ReadLayout layout, ScanKeys keys, SqlDialect dialect)
    {
        _layout = layout;
        _keys = keys;
        _dialect = dialect;
        _values = [.. layout.Attributes.Select(a => ValueReader.Create(a.Attribute.Attribute, a.Attribute.Form))];
        _jsonOrdinals = [.. layout.Attributes.Where(a => a.Attribute.Place is InJson).Select(a => a.Ordinal!.Value).Distinct()];
        _pointers = [.. layout.Attributes.Select(a => a.Attribute.Place is InJson json ? Steps(json.Pointer) : [])];
        _roots = keys.Root.NewBuffer();
        // A part's direct parent is the row whose columns it is in.
        KeyReader? parent = ParentOf(layout, keys);
        _parents = parent?.NewBuffer();
        _own = layout.Plan.IsPartInColumns ? null : keys.Own?.NewBuffer();
        _references = [.. layout.References.Select(r => r.NewBuffer())];
    }

    public EntityRead Read => _layout.Plan.Read;

    /// <summary>Whether nobody asks for batches any more.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether an exception says that a value is wrong, rather than the connection or the program.</summary>
    public static bool IsOfValue(Exception exception) =>
        exception is FormatException or InvalidCastException or OverflowException or ArgumentException or InvalidOperationException;

    /// <summary>What takes the values of attributes that are rows of another table, by their names there.</summary>
    public IEnumerable<(string? Name, ValueReader Values)> ValuesIn(SideTable table) =>
        from i in Enumerable.Range(0, _values.Length)
        let place = _layout.Attributes[i].Attribute.Place as InRows
        where place is not null && place.Table == table
        select (place.Name, _values[i]);

    public bool TryDequeue(out ColumnBatch? batch) => _ready.TryDequeue(out batch);

    /// <summary>Takes the current row.</summary>
    /// <exception cref="SegmentDataException">A value or a key breaks a rule.</exception>
    public void Append(DbDataReader reader)
    {
        if (_layout.Presence is { } presence && reader.GetInt32(presence) == 0)
            return;
        string? name = null;
        try
        {
            _keys.Root.AppendTo(_roots, reader);
            if (_parents is not null)
                ParentOf(_layout, _keys)!.AppendTo(_parents, reader);
            if (_own is not null)
                _keys.Own!.AppendTo(_own, reader);
            for (int i = 0; i < _references.Length; i++)
            {
                name = Read.References[i].Name;
                _layout.References[i].AppendTo(_references[i], reader);
            }

            AppendValues(reader, ref name);
        }
        catch (Exception refused) when (IsOfValue(refused))
        {
            throw Wrong(reader, name, refused);
        }
    }

    /// <summary>Makes a batch of the rows taken since the last one, if there are any.</summary>
    public void Flush()
    {
        int count = _roots.Count;
        if (count == 0)
            return;
        KeyColumn roots = _roots.Take();
        _ready.Enqueue(new ColumnBatch
        {
            Count = count,
            RootKeys = roots,
            ParentKeys = _parents?.Take(),
            Keys = Read.IsRoot ? roots : _own?.Take(),
            Columns = Array.ConvertAll(_values, v => v.Take()),
            References = Array.ConvertAll(_references, r => r.Take()),
        });
    }

    private static KeyReader? ParentOf(ReadLayout layout, ScanKeys keys) =>
        !layout.Plan.Read.IsNested ? null : layout.Plan.IsPartInColumns ? keys.Own : keys.Parent;

    private void AppendValues(DbDataReader reader, ref string? name)
    {
        Dictionary<int, JsonDocument?>? documents = _jsonOrdinals.Length == 0 ? null : [];
        try
        {
            for (int i = 0; i < _values.Length; i++)
            {
                name = Read.Attributes[i].Name;
                AttributeLayout layout = _layout.Attributes[i];
                // What is rows of another table was appended by their cursor.
                if (layout.Ordinal is not { } ordinal)
                    continue;
                if (layout.Attribute.Place is InJson)
                    _values[i].Append(Find(Document(documents!, reader, ordinal), _pointers[i]));
                else
                    _values[i].Append(reader, ordinal, layout.Type, _dialect);
            }
        }
        finally
        {
            foreach (JsonDocument? document in documents?.Values ?? Enumerable.Empty<JsonDocument?>())
                document?.Dispose();
        }
    }

    private static JsonDocument? Document(Dictionary<int, JsonDocument?> documents, DbDataReader reader, int ordinal)
    {
        if (documents.TryGetValue(ordinal, out JsonDocument? known))
            return known;
        try
        {
            JsonDocument? document = reader.IsDBNull(ordinal) ? null : JsonDocument.Parse(reader.GetString(ordinal));
            documents.Add(ordinal, document);
            return document;
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"the column has no JSON document: {wrong.Message}", wrong);
        }
    }

    private static JsonElement? Find(JsonDocument? document, string[] steps)
    {
        if (document is null)
            return null;
        JsonElement element = document.RootElement;
        foreach (string step in steps)
        {
            if (element.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < element.GetArrayLength())
                element = element[index];
            else if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(step, out element))
                return null;
        }

        return element;
    }

    // RFC 6901: ~1 is a slash and ~0 a tilde.
    private static string[] Steps(string pointer) => pointer.Length == 0
        ? []
        : [.. pointer[1..].Split('/').Select(s => s.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))];

    /// <summary>The error of the current row, by its own key where that is read, else by the key of the row it belongs to.</summary>
    private SegmentDataException Wrong(DbDataReader reader, string? name, Exception refused)
    {
        bool isRoot = Read.IsRoot;
        string? own = isRoot ? TextOf(_keys.Root, reader) : _own is null ? null : TextOf(_keys.Own!, reader);
        string reason = refused is FormatException ? refused.Message : $"the value cannot be read: {refused.Message}";
        if (own is null && !isRoot)
            reason += $" (in a row of {Read.Root.Name} '{TextOf(_keys.Root, reader)}')";
        return new SegmentDataException(Read.Entity.Name, name, own, reason, refused);
    }

    private static string? TextOf(KeyReader key, DbDataReader reader)
    {
        try
        {
            return key.Read(reader)?.ToString();
        }
        catch (FormatException)
        {
            // The key itself is what is wrong.
            return null;
        }
    }
}
