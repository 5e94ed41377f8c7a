namespace Segmentation.Sql.Store;

/// <summary>A piece of a statement that is text of this package's own, never a value.</summary>
/// <param name="Text">The text.</param>
internal readonly record struct StoreFragment(string Text);
