using System.Data.Common;

namespace Segmentation.Sql.Store;

/// <summary>A point within one of the store's transactions, which tests look at and break off at.</summary>
/// <param name="Name">What is about to be done; <see cref="Commit"/>, or <see cref="Committed"/> when all is.</param>
/// <param name="Text">The statement's text; empty where there is none.</param>
/// <param name="Connection">The connection.</param>
internal readonly record struct StoreStep(string Name, string Text, DbConnection Connection)
{
    public const string Commit = "commit";
    public const string Committed = "committed";
}
