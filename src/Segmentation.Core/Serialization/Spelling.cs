namespace Segmentation;

/// <summary>Which name someone meant who wrote another.</summary>
internal static class Spelling
{
    private const int Farthest = 3;

    /// <summary>The nearest of the candidates, ignoring case, or null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> candidates)
    {
        string? nearest = null;
        int least = Math.Clamp(name.Length / 3, 1, Farthest) + 1;
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) >= least)
                continue;
            int distance = Distance(name, candidate);
            if (distance < least)
                (nearest, least) = (candidate, distance);
        }

        return nearest;
    }

    /// <summary>The fewest letters to insert, remove, replace or swap with a neighbour.</summary>
    private static int Distance(string left, string right)
    {
        var steps = new int[left.Length + 1, right.Length + 1];
        for (int i = 0; i <= left.Length; i++)
            steps[i, 0] = i;
        for (int j = 0; j <= right.Length; j++)
            steps[0, j] = j;
        for (int i = 1; i <= left.Length; i++)
        {
            for (int j = 1; j <= right.Length; j++)
            {
                int change = Same(left[i - 1], right[j - 1]) ? 0 : 1;
                int best = Math.Min(Math.Min(steps[i - 1, j], steps[i, j - 1]) + 1, steps[i - 1, j - 1] + change);
                if (i > 1 && j > 1 && Same(left[i - 1], right[j - 2]) && Same(left[i - 2], right[j - 1]))
                    best = Math.Min(best, steps[i - 2, j - 2] + 1);
                steps[i, j] = best;
            }
        }

        return steps[left.Length, right.Length];
    }

    private static bool Same(char left, char right) => char.ToUpperInvariant(left) == char.ToUpperInvariant(right);
}
