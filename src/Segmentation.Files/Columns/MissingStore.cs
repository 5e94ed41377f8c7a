namespace Segmentation.Files;

/// <summary>Stands for an attribute that a file lacks: every row is without a value.</summary>
internal sealed class MissingStore(AttributeType type) : AttributeStore
{
    private readonly TextDictionary _texts = new();

    public override int Count => 0;

    public override string? Append(ReadOnlySpan<byte> text) => throw new InvalidOperationException("A column that is not there takes no values.");

    public override void AppendMissing()
    {
    }

    public override bool IsMissing(int row) => true;

    public override Column Gather(ReadOnlySpan<int> rows)
    {
        int count = rows.Length;
        switch (type)
        {
            case AttributeType.Text or AttributeType.Choice:
                var codes = new int[count];
                Array.Fill(codes, -1);
                return new TextColumn(codes, count, _texts);
            case AttributeType.Set:
                return new SetColumn(new int[count + 1], [], count, _texts);
            default:
                return new NumberColumn(new long[count], count, new ulong[(count + 63) >> 6]);
        }
    }
}
