using System.Globalization;

namespace Segmentation.Files.Export.Excel;

/// <summary>What Excel keeps of numbers and dates: 15 digits, and days since 1900.</summary>
internal static class CellNumbers
{
    private const int MostDigits = 15;

    // Excel counts 29 February 1900, a day that never was: only from the day after it does its count agree with the calendar.
    private static readonly DateTime FirstDay = new(1900, 3, 1);
    private static readonly DateTime DayZero = new(1899, 12, 30);

    /// <summary>Whether a number, written without an exponent, has no more digits than Excel keeps.</summary>
    public static bool Keeps(string number)
    {
        int digits = 0, zeros = 0;
        bool hasPoint = false;
        foreach (char c in number)
        {
            if (c == '.')
                hasPoint = true;
            if (!char.IsAsciiDigit(c))
                continue;
            zeros = c == '0' ? zeros + 1 : 0;
            if (digits > 0 || c != '0')
                digits++;
        }

        // Zeros at the end of a whole number are no digits to lose.
        return digits - (hasPoint ? 0 : Math.Min(zeros, digits)) <= MostDigits;
    }

    /// <summary>The day and time as Excel counts them; null when it cannot.</summary>
    public static string? Serial(DateTime time)
    {
        if (time < FirstDay)
            return null;
        decimal days = (decimal)(time - DayZero).Ticks / TimeSpan.TicksPerDay;
        // Beyond 11 places a microsecond is not lost, and a double has no more.
        return ExportTexts.Of(Math.Round(days, 11));
    }

    public static string Column(int index)
    {
        string letters = "";
        for (int rest = index + 1; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }

    public static string Row(int number) => number.ToString(CultureInfo.InvariantCulture);
}
