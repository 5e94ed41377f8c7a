using static Segmentation.Sql.Store.StoreLayout;

namespace Segmentation.Sql.Store;

/// <summary>The numbers of events, history and stamps.</summary>
internal static class SequenceNumbers
{
    /// <summary>
    /// Takes the next numbers, and gives the first of them. Until the transaction ends nobody else gets any, so that they
    /// grow in the order of commits.
    /// </summary>
    public static async Task<long> TakeAsync(StoreWork work, long count)
    {
        long? last = await work.FindNumberAsync(
            "take sequence", $"UPDATE {Numbers} SET value = value + {count} WHERE name = {StoreNumber.Sequence} RETURNING value").ConfigureAwait(false);
        return (last ?? throw work.Unprepared()) - count + 1;
    }
}
