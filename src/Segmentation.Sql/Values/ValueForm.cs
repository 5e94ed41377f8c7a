namespace Segmentation.Sql;

/// <summary>How a column's values become an attribute's, as far as the map says it.</summary>
internal sealed class ValueForm
{
    /// <summary>Which choice each of the column's values is, by that value as a text.</summary>
    public Dictionary<string, string>? Choices { get; set; }

    /// <summary>What is true and what is false, as texts.</summary>
    public (string True, string False)? Truth { get; set; }

    public string? Zone { get; set; }

    /// <summary>The decimal places that binary floating-point numbers stand for.</summary>
    public int? Scale { get; set; }

    /// <summary>The decimal places of integers.</summary>
    public int? ScaledInteger { get; set; }

    public SqlTimeUnit? TimeUnit { get; set; }

    public string? Separator { get; set; }

    public bool IsText { get; set; }

    /// <summary>What was said twice, or with values that contradict each other, in the words of the map.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The methods that were called, by the types of attributes they are for.</summary>
    public List<(string Method, AttributeType[] For)> Calls { get; } = [];
}
