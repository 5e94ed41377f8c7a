namespace Segmentation.Files.Export.Excel;

/// <summary>Names of sheets that Excel accepts: up to 31 characters, without <c>: \ / ? * [ ]</c>, no apostrophe at either end, not <c>History</c>.</summary>
internal sealed class SheetNames(string name)
{
    private const int Longest = 31;
    private const string Forbidden = ":\\/?*[]";

    private int _number;

    public string Next()
    {
        _number++;
        if (_number == 1)
            return Legal(name, Longest);
        string suffix = FormattableString.Invariant($" {_number}");
        return Legal(name, Longest - suffix.Length) + suffix;
    }

    private static string Legal(string name, int longest)
    {
        string legal = string.Concat(XmlTexts.Clean(name).Select(c => Forbidden.Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? ' ' : c));
        legal = CellTexts.Start(legal.Trim(' ', '\''), longest).TrimEnd(' ', '\'');
        return legal.Length == 0 || string.Equals(legal, "History", StringComparison.OrdinalIgnoreCase) ? "Sheet" : legal;
    }
}
