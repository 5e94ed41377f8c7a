namespace Segmentation.Files;

/// <summary>How far the loading of a data directory is. Reported now and then, from several threads.</summary>
/// <param name="File">The file that is being read, without its folder.</param>
/// <param name="Rows">The rows read of it so far.</param>
/// <param name="BytesRead">The bytes read of all files so far.</param>
/// <param name="BytesTotal">The bytes of all files.</param>
public readonly record struct DataDirectoryProgress(string File, long Rows, long BytesRead, long BytesTotal);
