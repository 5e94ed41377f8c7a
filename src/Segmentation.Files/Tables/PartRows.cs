namespace Segmentation.Files;

/// <summary>Parts of a table's rows, held row by row beside them; a part is there when at least one of its columns is.</summary>
internal sealed class PartRows(SchemaEntity entity) : RowSet(entity)
{
    public bool IsThere(int row)
    {
        foreach (AttributeStore values in Attributes.Values)
        {
            if (!values.IsMissing(row))
                return true;
        }

        foreach (KeyLink link in References.Values)
        {
            if (link.Rows[row] >= 0)
                return true;
        }

        return false;
    }
}
