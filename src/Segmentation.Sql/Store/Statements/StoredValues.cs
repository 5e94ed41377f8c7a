using System.Data.Common;
using System.Text.Json;

namespace Segmentation.Sql.Store;

/// <summary>Values as the store's columns hold them.</summary>
internal static class StoredValues
{
    /// <summary>An instant as microseconds since 1970.</summary>
    public static long ToStored(this DateTimeOffset instant) => (instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>Texts as a JSON array.</summary>
    public static string ToStored(this IEnumerable<string> texts) => JsonSerializer.Serialize(texts.Select(t => StoredText.Exact(t)));

    /// <summary>The instant of microseconds since 1970.</summary>
    public static DateTimeOffset GetInstant(this DbDataReader row, int ordinal) =>
        DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(ordinal) * TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant of microseconds since 1970; null for none.</summary>
    public static DateTimeOffset? FindInstant(this DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetInstant(ordinal);

    /// <summary>A text; null for none.</summary>
    public static string? FindString(this DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);

    /// <summary>A number; null for none.</summary>
    public static long? FindNumber(this DbDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetInt64(ordinal);

    /// <summary>The texts of a JSON array.</summary>
    public static string[] GetTexts(this DbDataReader row, int ordinal) => JsonSerializer.Deserialize<string[]>(row.GetString(ordinal))!;

    /// <summary>A truth value.</summary>
    public static bool GetFlag(this DbDataReader row, int ordinal) => row.GetInt64(ordinal) != 0;

    /// <summary>A member of an enumeration by its number.</summary>
    public static T GetEnum<T>(this DbDataReader row, int ordinal)
        where T : struct, Enum => (T)Enum.ToObject(typeof(T), row.GetInt64(ordinal));
}
