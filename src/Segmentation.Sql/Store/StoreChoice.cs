namespace Segmentation.Sql.Store;

/// <summary>What a host chose when it registered a store.</summary>
internal static class StoreChoice
{
    /// <summary>The kind of keys that was said, or else that of the mapped class.</summary>
    public static KeyKind KeyKindOf(SegmentationContext context, KeyKind? said, string call) => said ?? context.Mapping?.Key?.Kind
        ?? throw new InvalidOperationException($"The store needs to know the kind of customers' keys; pass it to {call}, or call MapSubject in AddSegmentation.");

    /// <summary>The options as they were configured.</summary>
    public static SqlStoreOptions OptionsOf(Action<SqlStoreOptions>? configure)
    {
        var options = new SqlStoreOptions();
        configure?.Invoke(options);
        return options;
    }
}
