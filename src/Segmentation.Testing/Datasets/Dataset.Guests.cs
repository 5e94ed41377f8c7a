using System.Text;

namespace Segmentation.Testing;

public sealed partial class Dataset
{
    private const string EmailOfGuest = "customer_email";

    /// <summary>
    /// The dataset with a customer for each e-mail address that rows without a customer carry and no customer has: its key
    /// is <c>guest:</c> and the folded address, and those rows belong to it. Rows whose address a customer has belong to
    /// that customer: a registered one before a listed guest, then the one with the smallest key.
    /// </summary>
    public Dataset WithDerivedGuests()
    {
        string subject = Schema.Subject.Name;
        Dictionary<string, string> customers = Subjects
            .Where(s => s["email"] is string)
            .OrderBy(s => s["is_guest"] is true).ThenBy(KeyOf)
            .GroupBy(s => (string)s["email"]!, s => s.Key!, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        HashSet<string> owned = Schema.Subject.Relations.OfType<ManyRelation>().Select(r => r.Target).ToHashSet(StringComparer.Ordinal);
        List<(DatasetRow Row, string Email)> loose = [];
        foreach (DatasetRow row in Schema.Entities.Where(e => owned.Contains(e.Name)).SelectMany(e => _rows[e.Name]))
        {
            if (!row.Parents.ContainsKey(subject) && row[EmailOfGuest] is string { Length: > 0 } email)
                loose.Add((row, email));
        }

        List<DatasetRow> guests =
        [
            .. loose.Where(l => !customers.ContainsKey(l.Email))
                .GroupBy(l => l.Email, StringComparer.OrdinalIgnoreCase)
                .Select(g => Guest(g.Key, g.Select(l => l.Row))),
        ];
        Dictionary<DatasetRow, string> ownerOf = loose.ToDictionary(l => l.Row, l => customers.GetValueOrDefault(l.Email) ?? KeyOfGuest(l.Email));
        IEnumerable<DatasetRow> rows = _rows.Values.SelectMany(r => r).Select(r => ownerOf.TryGetValue(r, out string? key)
            ? r with { Parents = new Dictionary<string, string>(r.Parents) { [subject] = key } }
            : r);
        return new Dataset(Schema, [.. rows, .. guests]);

        DatasetRow Guest(string email, IEnumerable<DatasetRow> rows)
        {
            var values = new Dictionary<string, object> { ["email"] = email, ["is_guest"] = true };
            DateTimeOffset[] dates = [.. rows.Select(r => r["created_at"]).OfType<DateTimeOffset>()];
            if (dates.Length > 0)
                values["created_at"] = dates.Min();
            return new DatasetRow(subject) { Key = KeyOfGuest(email), Values = values };
        }
    }

    /// <summary>
    /// One key for all texts that are equal ignoring case. A letter whose lower-case form is not equal to it ignoring case
    /// (the Kelvin sign) stays, or two guests would share a key.
    /// </summary>
    private static string KeyOfGuest(string email)
    {
        var key = new StringBuilder("guest:");
        foreach (Rune rune in email.EnumerateRunes())
        {
            Rune upper = Rune.ToUpperInvariant(rune), lower = Rune.ToLowerInvariant(upper);
            bool same = lower.ToString().Equals(rune.ToString(), StringComparison.OrdinalIgnoreCase);
            key.Append((same ? lower : upper).ToString());
        }

        return key.ToString();
    }
}
