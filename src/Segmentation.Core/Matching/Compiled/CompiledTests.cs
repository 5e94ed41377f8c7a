using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Segmentation.Time;

namespace Segmentation.Matching;

/// <summary>What compiled code calls.</summary>
internal static class CompiledTests
{
    /// <summary>False for a text that the rules allow.</summary>
    /// <exception cref="FormatException">It has U+0000 or an unpaired surrogate.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsRefused(string text)
    {
        if (!PlainText.Is(text))
            TextRules.Require(text);
        return false;
    }

    /// <exception cref="FormatException">It is not below 10^18 in size, or has more than 9 decimal places.</exception>
    public static decimal Required(decimal value)
    {
        if (!Decimals.IsSmall(in value, out _, out int scale) || scale > DecimalRules.MaxScale)
            DecimalRules.Require(value);
        return value;
    }

    public static bool IsOneOf(string text, TextTable table)
    {
        if (table.Find(text) >= 0)
            return true;
        return IsRefused(text);
    }

    /// <summary>Whether a set has one of the literals.</summary>
    /// <exception cref="FormatException">A member is null or breaks a rule.</exception>
    public static bool HasAny(IEnumerable<string> members, MemberTable table) => Walk(members, table).HasLiteral;

    /// <exception cref="FormatException">A member is null or breaks a rule.</exception>
    public static bool IsNotEmpty(IEnumerable<string> members) => Walk(members, null).HasMember;

    // An array or a list is walked without an enumerator.
    private static (bool HasMember, bool HasLiteral) Walk(IEnumerable<string> members, MemberTable? table)
    {
        switch (members)
        {
            case string[] array:
                return Walk((ReadOnlySpan<string>)array, table);
            case List<string> list:
                return Walk(CollectionsMarshal.AsSpan(list), table);
            default:
                (bool HasMember, bool HasLiteral) found = default;
                foreach (string member in members)
                {
                    (bool hasMember, bool hasLiteral) = Walk([member], table);
                    found = (found.HasMember | hasMember, found.HasLiteral | hasLiteral);
                }

                return found;
        }
    }

    private static (bool HasMember, bool HasLiteral) Walk(ReadOnlySpan<string> members, MemberTable? table)
    {
        bool hasLiteral = false;
        foreach (string? member in members)
        {
            TextRules.Require(member ?? throw new FormatException("the set has a member that is null"));
            hasLiteral |= table is not null && !table.Find(member).IsEmpty;
        }

        return (members.Length > 0, hasLiteral);
    }

    /// <summary>Negative for a date in the future, which has no anniversary yet.</summary>
    public static int CompletedYears(int date, int today, LeapDayRule rule) => Anniversaries.CompletedYears(date, today, rule) ?? -1;

    /// <summary>Negative for a date in the future, which has no anniversary yet.</summary>
    public static int DaysUntilNext(int date, int today, LeapDayRule rule) => Anniversaries.DaysUntilNext(date, today, rule) ?? -1;
}
