using System.Text;

namespace Segmentation.Testing;

public sealed partial class Dataset
{
    private const string EmailOfGuest = "customer_email";

    /// <summary>
    /// The dataset with a customer for each e-mail address that rows without a customer carry and no registered customer
    /// has: its key is <c>guest:</c> and the folded address, and those rows belong to it. Where there is one, all keys are texts.
    /// </summary>
    public Dataset WithDerivedGuests()
    {
        string subject = Schema.Subject.Name;
        HashSet<string> registered = Subjects
            .Where(s => s["is_guest"] is not true && s["email"] is string)
            .Select(s => (string)s["email"]!)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        HashSet<string> owned = Schema.Subject.Relations.OfType<ManyRelation>().Select(r => r.Target).ToHashSet(StringComparer.Ordinal);
        List<(DatasetRow Row, string Email)> loose = [];
        foreach (DatasetRow row in Schema.Entities.Where(e => owned.Contains(e.Name)).SelectMany(e => _rows[e.Name]))
        {
            if (!row.Parents.ContainsKey(subject) && row[EmailOfGuest] is string { Length: > 0 } email && !registered.Contains(email))
                loose.Add((row, email));
        }

        List<DatasetRow> guests = [.. loose.GroupBy(l => l.Email, StringComparer.OrdinalIgnoreCase).Select(g => Guest(g.Key, g.Select(l => l.Row)))];
        Dictionary<DatasetRow, string> guestOf = loose.ToDictionary(l => l.Row, l => KeyOfGuest(l.Email));
        IEnumerable<DatasetRow> rows = _rows.Values.SelectMany(r => r).Select(r => guestOf.TryGetValue(r, out string? key)
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
