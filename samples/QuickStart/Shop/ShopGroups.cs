using System.Globalization;
using Microsoft.Data.Sqlite;
using Segmentation;

namespace QuickStart.Shop;

/// <summary>The shop's customer groups, a column of its clients, which segments move them between.</summary>
internal sealed class ShopGroups(ShopDatabase shop) : ICustomerGroupWriter
{
    public async ValueTask<IReadOnlyDictionary<SubjectKey, string?>> ReadAsync(IReadOnlyList<SubjectKey> customers, CancellationToken ct)
    {
        var groups = new Dictionary<SubjectKey, string?>();
        await using var connection = new SqliteConnection(shop.ConnectionString);
        await connection.OpenAsync(ct);
        await using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT id, client_group FROM clients WHERE id IN (SELECT value FROM json_each(@keys))";
        command.Parameters.AddWithValue("@keys", $"[{string.Join(',', customers.Select(c => c.Integer.ToString(CultureInfo.InvariantCulture)))}]");
        await using SqliteDataReader reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            groups.Add(reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetString(1));
        return groups;
    }

    // The groups are in the store's own database, so that they change in its transaction: both or neither.
    public async ValueTask WriteAsync(IReadOnlyList<CustomerGroupMove> moves, StoreTransaction transaction, CancellationToken ct)
    {
        await using SqliteCommand command = ((SqliteConnection)transaction.Connection!).CreateCommand();
        command.CommandText = "UPDATE clients SET client_group = @to WHERE id = @id";
        command.Parameters.Add(new SqliteParameter { ParameterName = "@to" });
        command.Parameters.Add(new SqliteParameter { ParameterName = "@id" });
        foreach (CustomerGroupMove move in moves)
        {
            (command.Parameters[0].Value, command.Parameters[1].Value) = (move.To ?? (object)DBNull.Value, move.Customer.Integer);
            await command.ExecuteNonQueryAsync(ct);
        }
    }
}
