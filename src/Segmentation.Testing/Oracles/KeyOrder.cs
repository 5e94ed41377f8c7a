using System.Text;

namespace Segmentation.Testing.Oracles;

/// <summary>The order of keys: integers as numbers, GUIDs by their lower-case text, texts by code points.</summary>
internal sealed class KeyOrder : IComparer<SubjectKey>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(SubjectKey x, SubjectKey y) => x.Kind switch
    {
        KeyKind.Integer => x.Integer.CompareTo(y.Integer),
        KeyKind.Guid => string.CompareOrdinal(x.Guid.ToString("D"), y.Guid.ToString("D")),
        _ => CompareCodePoints(x.ToString(), y.ToString()),
    };

    private static int CompareCodePoints(string x, string y)
    {
        Rune[] left = [.. x.EnumerateRunes()], right = [.. y.EnumerateRunes()];
        for (int i = 0; i < left.Length && i < right.Length; i++)
        {
            if (left[i] != right[i])
                return left[i].Value.CompareTo(right[i].Value);
        }

        return left.Length.CompareTo(right.Length);
    }
}
