namespace Segmentation.Sql;

/// <summary>A column that is there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What it holds.</param>
/// <param name="TypeName">The database's name of the type, for messages.</param>
internal sealed record LiveColumn(string Name, SqlType Type, string TypeName);
