namespace Segmentation;

/// <summary>Which exceptions of a map's expressions mean that a row's data broke a rule.</summary>
internal static class HostErrors
{
    /// <summary>What is wrong with the data; null for an exception that is not about data.</summary>
    public static string? Reason(Exception exception) => exception switch
    {
        NullReferenceException =>
            "the map's expression met a null; write the case out, such as x => x.Ship == null ? null : x.Ship.Country",
        FormatException or OverflowException => exception.Message,
        ObjectDisposedException => null,
        InvalidCastException or KeyNotFoundException or InvalidOperationException or ArgumentException =>
            $"the map's expression failed: {exception.Message}",
        _ => null,
    };
}
