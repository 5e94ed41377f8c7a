namespace Segmentation.Cli;

/// <summary>A verb was interrupted when part of its work was done, and says how to go on.</summary>
/// <param name="message">What is done, and how to go on.</param>
internal sealed class InterruptedException(string message) : Exception(message);
