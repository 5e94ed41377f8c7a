using System.Text;

namespace Segmentation.Files;

/// <summary>
/// Gives rows that name no subject but an e-mail address to the subject who has it, and derives a guest for each address
/// that nobody has.
/// </summary>
internal sealed class GuestDerivation
{
    private const string EmailName = "email";
    private const string CreatedName = "created_at";
    private const string KeyPrefix = "guest:";

    private readonly SegmentSchema _schema;
    private readonly IReadOnlyDictionary<string, Table> _tables;
    private readonly ProblemList _problems;
    private readonly Table _subjects;
    private readonly Dictionary<string, int> _rowOfEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Guest> _guests = [];

    public GuestDerivation(SegmentSchema schema, IReadOnlyDictionary<string, Table> tables, ProblemList problems)
    {
        _schema = schema;
        _tables = tables;
        _problems = problems;
        _subjects = tables[schema.Subject.Name];
    }

    /// <summary>Checks that the schema has what guests are derived from.</summary>
    /// <exception cref="ArgumentException">It lacks something.</exception>
    public static void Require(SegmentSchema schema)
    {
        if (schema.Roles.Guest is null)
            throw new ArgumentException($"Guests cannot be derived: the schema '{schema.Name}' does not say which attribute tells guests (SchemaRoles.Guest).", nameof(schema));
        RequireStored(schema, schema.Roles.Guest, AttributeType.Boolean);
        RequireStored(schema, EmailName, AttributeType.Text);
        RequireStored(schema, CreatedName, AttributeType.Instant);
    }

    public void Run()
    {
        IndexSubjects();
        foreach (ManyRelation relation in _schema.Subject.Relations.OfType<ManyRelation>().DistinctBy(r => r.Target))
            GiveRows(_tables[relation.Target]);
        if (_guests.Count > 0 && TextKeysWithGuests() is { } keys)
            AppendGuests(keys);
    }

    private static void RequireStored(SegmentSchema schema, string name, AttributeType type)
    {
        if (schema.Subject.FindAttribute(name) is not { Computation: null } attribute || attribute.Type != type)
            throw new ArgumentException($"Guests cannot be derived: '{schema.Subject.Name}' of the schema '{schema.Name}' has no stored attribute '{name}' of type {type}.", nameof(schema));
    }

    // A registered subject comes before a listed guest with the same address, then the smaller key decides.
    private void IndexSubjects()
    {
        if (!_subjects.Attributes.TryGetValue(EmailName, out AttributeStore? store))
            return;
        var emails = (TextStore)store;
        var isGuest = _subjects.Attributes.GetValueOrDefault(_schema.Roles.Guest!) as BooleanStore;
        foreach (bool guests in (ReadOnlySpan<bool>)[false, true])
        {
            for (int i = 0; i < _subjects.Count; i++)
            {
                int row = _subjects.Keys.Order?[i] ?? i;
                bool listedAsGuest = isGuest is not null && !isGuest.IsMissing(row) && isGuest.ValueAt(row) != 0;
                if (listedAsGuest == guests && !emails.IsMissing(row))
                    _rowOfEmail.TryAdd(emails.TextOf(emails.CodeAt(row)), row);
            }
        }
    }

    private void GiveRows(Table table)
    {
        if (!table.Owners.TryGetValue(_subjects.Entity.Name, out KeyLink? owner)
            || !table.Attributes.TryGetValue($"{_subjects.Entity.Name}_{EmailName}", out AttributeStore? store) || store is not TextStore emails)
            return;

        var created = table.Attributes.GetValueOrDefault(CreatedName) as InstantStore;
        // Subjects by code of the address, one more than the row; 0 where nobody has looked yet.
        var subjects = new int[emails.DistinctCount];
        for (int row = 0; row < table.Count; row++)
        {
            if (owner.Rows[row] >= 0 || emails.IsMissing(row))
                continue;
            int code = emails.CodeAt(row);
            if (subjects[code] == 0)
                subjects[code] = SubjectOf(emails.TextOf(code)) + 1;
            int subject = owner.Rows[row] = subjects[code] - 1;
            if (subject >= _subjects.Count && created is not null && !created.IsMissing(row))
                _guests[subject - _subjects.Count].Meet(emails.TextOf(code), created.ValueAt(row));
        }
    }

    private int SubjectOf(string email)
    {
        if (_rowOfEmail.TryGetValue(email, out int row))
            return row;
        row = _subjects.Count + _guests.Count;
        _rowOfEmail.Add(email, row);
        _guests.Add(new Guest(email));
        return row;
    }

    private TextKeys? TextKeysWithGuests()
    {
        var keys = new Utf8Dictionary();
        for (int row = 0; row < _subjects.Count; row++)
            keys.Encode(_subjects.Keys.TextOf(row), out _);
        foreach (Guest guest in _guests)
        {
            string key = KeyPrefix + EmailFold.Fold(guest.Email);
            keys.Encode(Encoding.UTF8.GetBytes(key), out bool added);
            if (!added)
                _problems.Add($"'{key}' is the key of a listed {_subjects.Entity.Name} whose e-mail is another, and of a derived guest; give the listed one another key or the e-mail");
        }

        return _problems.Count == 0 ? new TextKeys(keys) : null;
    }

    private void AppendGuests(TextKeys keys)
    {
        string guestName = _schema.Roles.Guest!;
        foreach (string name in (ReadOnlySpan<string>)[EmailName, CreatedName, guestName])
            EnsureColumn(name);
        foreach ((string name, AttributeStore values) in _subjects.Attributes)
        {
            foreach (Guest guest in _guests)
                AppendTo(values, name, guestName, guest);
        }

        foreach (KeyLink link in _subjects.Links)
            _guests.ForEach(_ => link.Rows.Add(-1));
        foreach (AttributeStore values in _subjects.Parts.Values.SelectMany(p => p.Attributes.Values))
            _guests.ForEach(_ => values.AppendMissing());
        _subjects.Count += _guests.Count;
        _subjects.Keys = keys;
    }

    private static void AppendTo(AttributeStore values, string name, string guestName, Guest guest)
    {
        if (name == EmailName)
            values.Append(Encoding.UTF8.GetBytes(guest.Email));
        else if (name == CreatedName)
            ((InstantStore)values).Append(guest.CreatedAt);
        else if (name == guestName)
            ((BooleanStore)values).Append(true);
        else
            values.AppendMissing();
    }

    private void EnsureColumn(string name)
    {
        if (_subjects.Attributes.ContainsKey(name))
            return;
        AttributeStore values = AttributeStore.Create(_subjects.Entity.FindAttribute(name)!.Type);
        for (int row = 0; row < _subjects.Count; row++)
            values.AppendMissing();
        _subjects.Attributes.Add(name, values);
    }
}
