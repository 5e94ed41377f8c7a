using System.Data.Common;
using System.Globalization;
using Segmentation.Sql;

namespace Segmentation.Tests.Shared.Composition;

/// <summary>What the statement of a segment finds.</summary>
internal static class ComposedMembers
{
    /// <summary>The keys as they are written, in any order.</summary>
    public static async Task<IReadOnlyList<string>> FindAsync(SqlDatabase database, SqlSegment segment, CancellationToken ct, string host = "{0}", params (string Name, object Value)[] own)
    {
        await using DbConnection connection = await database.OpenConnectionAsync(ct);
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = string.Format(CultureInfo.InvariantCulture, host, segment);
        segment.AddParametersTo(command);
        foreach ((string name, object value) in own)
        {
            DbParameter parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        var keys = new List<string>();
        try
        {
            await using DbDataReader reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
                keys.Add(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!);
        }
        catch (DbException e)
        {
            throw new InvalidOperationException($"{e.Message}{Environment.NewLine}{segment}{Environment.NewLine}{string.Join(", ", segment.Parameters)}", e);
        }

        return keys;
    }

    /// <summary>Asserts that the statement finds the members that were read, or that it is refused; gives the codes of refusal.</summary>
    public static async Task<IReadOnlyList<string>> AssertAgreeAsync(
        SqlSource source, SqlDatabase database, BoundSegment segment, DateTimeOffset asOf, IEnumerable<SubjectKey> members, CancellationToken ct)
    {
        try
        {
            IReadOnlyList<string> found = await FindAsync(database, await source.ComposeAsync(segment, asOf, ct: ct), ct);
            Assert.Equal(members.Select(m => m.ToString()).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
            return [];
        }
        catch (CompositionRefusedException refused)
        {
            return [.. refused.Problems.Select(p => p.Code)];
        }
    }
}
