namespace Segmentation.Cli.Databases;

/// <summary>Why a database refused a statement, as far as the tool knows what to say about it.</summary>
internal enum DatabaseRefusal
{
    Other,
    MissingTable,
    MissingSchema,
    ExistingTable,
}
