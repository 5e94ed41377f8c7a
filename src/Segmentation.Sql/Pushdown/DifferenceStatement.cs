using Segmentation.Refresh;
using Segmentation.Sql.Store;
using Segmentation.Time;

namespace Segmentation.Sql;

/// <summary>How the members of segments differ from the stored ones, as SELECTs of segment, customer, kind and cause.</summary>
/// <param name="tables">The host's tables.</param>
/// <param name="dialect">How the database compares.</param>
/// <param name="asOf">The instant.</param>
/// <param name="name">Gives the name of a table of the store.</param>
internal sealed class DifferenceStatement(LiveTables tables, CompositionDialect dialect, DateTimeOffset asOf, Func<StoreTable, string> name)
{
    private readonly Frame _frame = new(asOf);

    /// <summary>The SELECT of one segment.</summary>
    /// <param name="write">The segment.</param>
    /// <param name="number">What stands for it in the store.</param>
    /// <param name="parameters">Takes the values.</param>
    /// <exception cref="CompositionRefusedException">The database would not answer it exactly.</exception>
    public string Of(SegmentPushdown write, long number, StatementParameters parameters)
    {
        string segment = parameters.Add(number);
        if (write.Segment is not { } bound)
            return $"SELECT m.segment, m.customer, {Number(MemberChangeKind.Left)}, {Number(write.Causes.Gone)} FROM {name(StoreLayout.Members)} m WHERE m.segment = {segment}";
        var translator = new SegmentTranslator(tables, dialect, _frame, parameters, SqlSegmentOptions.DefaultMaxComposedNodes);
        string found = translator.Members(bound, row => $"{translator.StoredKey(row)} AS customer");
        string entered = write.Causes.Entering is { } entering
            ? Number(entering)
            : $"CASE WHEN {IsListed(StickyList.Include, segment, "f.customer")} THEN {Number(MemberChangeCause.Included)} ELSE {Number(write.Causes.Other)} END";
        string left = $"CASE WHEN NOT {translator.IsSubject("m.customer")} THEN {Number(write.Causes.Gone)} "
            + $"WHEN {IsListed(StickyList.Exclude, segment, "m.customer")} THEN {Number(MemberChangeCause.Excluded)} ELSE {Number(write.Causes.Other)} END";
        return $"""
            SELECT {segment}, COALESCE(f.customer, m.customer), CASE WHEN m.customer IS NULL THEN {Number(MemberChangeKind.Entered)} ELSE {Number(MemberChangeKind.Left)} END,
            CASE WHEN m.customer IS NULL THEN {entered} ELSE {left} END
            FROM ({found}) f FULL JOIN (SELECT x.customer FROM {name(StoreLayout.Members)} x WHERE x.segment = {segment}) m ON f.customer = m.customer
            WHERE f.customer IS NULL OR m.customer IS NULL
            """;
    }

    private string IsListed(StickyList list, string segment, string customer) =>
        $"EXISTS (SELECT 1 FROM {name(StoreLayout.ListedCustomers)} l WHERE l.segment = {segment} AND l.list = {Number(list)} AND l.customer = {customer})";

    private static string Number<T>(T value)
        where T : struct, Enum => Convert.ToInt64(value, null).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
