namespace Segmentation.Matching;

/// <summary>Appends what a map's expression says of some rows.</summary>
internal delegate void RowReader<in TInto>(object[] rows, int start, int end, TInto into);
