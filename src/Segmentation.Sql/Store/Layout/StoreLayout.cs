using static Segmentation.Sql.Store.StoreColumnType;

namespace Segmentation.Sql.Store;

/// <summary>
/// The tables of the store, as the one description that they are made from, be it by the store itself or by a host's own
/// migrations. What a later version adds says so by its <c>Since</c>, and older stores get just that.
/// </summary>
internal static class StoreLayout
{
    /// <summary>The version that this code reads and writes.</summary>
    public const int Version = 1;

    /// <summary>Numbers of the whole store by their names: see <see cref="StoreNumber"/>.</summary>
    public static readonly StoreTable Numbers = new("numbers", [new("name", Text), new("value", Integer)], ["name"]);

    /// <summary>Definitions and the state of their refresh. The number stands for the segment where there are many rows.</summary>
    public static readonly StoreTable Segments = new(
        "segments",
        [
            new("number", Integer),
            new("id", Text),
            new("definition", Text),
            new("version", Integer),
            new("revision", Integer),
            new("created_at", Integer),
            new("saved_at", Integer),
            new("status", Small),
            new("error", Text, IsNullable: true),
            new("run_id", Text, IsNullable: true),
            new("as_of", Integer, IsNullable: true),
            new("refreshed_at", Integer, IsNullable: true),
            new("members_revision", Integer, IsNullable: true),
            new("size", Integer),
            new("duration", Integer),
            new("rows_read", Integer),
            new("group_name", Text, IsNullable: true),
            new("priority", Integer),
            new("tags", Text),
        ],
        ["number"])
    {
        Indexes = [new(["id"], IsUnique: true)],
    };

    /// <summary>Who is on the sticky lists.</summary>
    public static readonly StoreTable ListedCustomers = new(
        "listed_customers", [new("segment", Integer), new("list", Small), new("customer", StoreColumnType.Key)], ["segment", "list", "customer"]);

    /// <summary>Who is in which segment.</summary>
    public static readonly StoreTable Members = new(
        "members", [new("segment", Integer), new("customer", StoreColumnType.Key), new("since", Integer)], ["segment", "customer"])
    {
        Indexes = [new(["customer", "segment"])],
    };

    /// <summary>Leases, also those that were given back, for the sake of their tokens.</summary>
    public static readonly StoreTable Leases = new(
        "leases",
        [
            new("resource", Text), new("holder", Text), new("token", Integer), new("duration", Integer), new("given_at", Integer), new("is_released", Small),
        ],
        ["resource"]);

    /// <summary>Runs.</summary>
    public static readonly StoreTable Runs = new(
        "runs",
        [
            new("id", Text),
            new("as_of", Integer),
            new("started_by", Small),
            new("cause", Text, IsNullable: true),
            new("correlation_id", Text, IsNullable: true),
            new("started_at", Integer),
            new("segment_ids", Text),
            new("status", Small),
            new("finished_at", Integer, IsNullable: true),
        ],
        ["id"])
    {
        Indexes = [new(["started_at", "id"]), new(["finished_at"], Filter: "finished_at IS NOT NULL")],
    };

    /// <summary>What runs committed.</summary>
    public static readonly StoreTable RunResults = new(
        "run_results",
        [
            new("run_id", Text), new("segment_id", Text), new("error", Text, IsNullable: true), new("size", Integer), new("entered", Integer), new("departed", Integer),
        ],
        ["run_id", "segment_id"]);

    /// <summary>History.</summary>
    public static readonly StoreTable HistoryEntries = new(
        "history",
        [
            new("sequence", Integer),
            new("id", Text),
            new("happened_at", Integer),
            new("action", Small),
            new("segment_id", Text, IsNullable: true),
            new("run_id", Text),
            new("started_by", Small),
            new("cause", Text, IsNullable: true),
            new("correlation_id", Text, IsNullable: true),
            new("affected", Integer),
            new("message", Text, IsNullable: true),
        ],
        ["sequence"])
    {
        Indexes = [new(["id"], IsUnique: true), new(["segment_id", "sequence"]), new(["run_id", "sequence"]), new(["happened_at"])],
    };

    /// <summary>Customers whose group is due.</summary>
    public static readonly StoreTable DueGroups = new("due_groups", [new("customer", StoreColumnType.Key), new("stamp", Integer)], ["customer"]);

    /// <summary>Moves to groups that are in force or planned.</summary>
    public static readonly StoreTable GroupMoves = new(
        "group_moves",
        [
            new("customer", StoreColumnType.Key),
            new("segment_id", Text, IsNullable: true),
            new("original_group", Text, IsNullable: true),
            new("from_group", Text, IsNullable: true),
            new("to_group", Text, IsNullable: true),
            new("is_applied", Small),
        ],
        ["customer"]);

    /// <summary>Tags given by hand.</summary>
    public static readonly StoreTable Tags = new("tags", [new("customer", StoreColumnType.Key), new("tag", Text)], ["customer", "tag"]);

    /// <summary>Events that are yet to be delivered, and those that were given up. Their ids follow from the rest.</summary>
    public static readonly StoreTable Events = new(
        "events",
        [
            new("sequence", Integer),
            new("segment_id", Text),
            new("customer", StoreColumnType.Key),
            new("kind", Small),
            new("cause", Small),
            new("as_of", Integer),
            new("written_at", Integer),
            new("run_id", Text),
            new("correlation_id", Text, IsNullable: true),
            new("attempts", Integer),
            new("next_attempt_at", Integer, IsNullable: true),
            new("error", Text, IsNullable: true),
            new("received", Text),
            new("is_dead", Small),
        ],
        ["sequence"])
    {
        Indexes = [new(["customer", "sequence"], Filter: "next_attempt_at IS NOT NULL"), new(["is_dead", "sequence"], Filter: "is_dead = 1")],
    };

    /// <summary>All tables, in the order in which they are made.</summary>
    public static IReadOnlyList<StoreTable> Tables { get; } =
        [Numbers, Segments, ListedCustomers, Members, Leases, Runs, RunResults, HistoryEntries, DueGroups, GroupMoves, Tags, Events];
}
