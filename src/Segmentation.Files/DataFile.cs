namespace Segmentation.Files;

/// <summary>One file of a loaded data directory.</summary>
/// <param name="Name">The name without its folder, such as <c>orders.csv.gz</c>.</param>
/// <param name="Entity">The entity whose rows it has, such as <c>order</c>.</param>
/// <param name="Rows">The rows, the header not counted.</param>
/// <param name="Bytes">The size of the file as it lies there, compressed when it is so.</param>
/// <param name="Opened">How many times it was opened: once.</param>
public sealed record DataFile(string Name, string Entity, long Rows, long Bytes, int Opened);
