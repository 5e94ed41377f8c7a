namespace Segmentation.InMemory;

/// <summary>Appends one attribute of some rows. Its count tells which row failed when it throws.</summary>
internal delegate void ColumnAppender(object[] rows, int start, int end, ColumnBuilder column);

/// <summary>Appends a key of some rows.</summary>
internal delegate void KeyAppender(object[] rows, int start, int end, KeyBuffer keys);

/// <summary>Adds the rows that a relation of some rows leads to.</summary>
internal delegate void RowExpander(object[] rows, int start, int end, RowBuffer into);
