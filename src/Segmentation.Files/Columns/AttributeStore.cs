namespace Segmentation.Files;

/// <summary>All values of one attribute, by row.</summary>
internal abstract class AttributeStore : FieldSink
{
    /// <summary>The number of rows.</summary>
    public abstract int Count { get; }

    /// <summary>Appends a row without a value.</summary>
    public abstract void AppendMissing();

    public abstract bool IsMissing(int row);

    /// <summary>A new column with the values of some rows, in their order.</summary>
    public abstract Column Gather(ReadOnlySpan<int> rows);

    /// <summary>Lets go of what only appending needs; nothing is appended any more.</summary>
    public virtual void Complete()
    {
    }

    public static AttributeStore Create(AttributeType type, int? scale = null) => type switch
    {
        AttributeType.Text or AttributeType.Choice => new TextStore(),
        AttributeType.Integer => new IntegerStore(),
        AttributeType.Decimal => new DecimalStore(scale ?? 0),
        AttributeType.Boolean => new BooleanStore(),
        AttributeType.Date => new DateStore(),
        AttributeType.Instant => new InstantStore(),
        AttributeType.Set => new SetStore(),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "An elapsed time is computed, never stored."),
    };
}
