using Segmentation;
using Segmentation.Sql;

namespace Chinook;

/// <summary>
/// The Chinook database in the words of the commerce vocabulary. Nobody designed it for segments: its names are other
/// ones, an address is a part of the customer's row, and money is in binary numbers.
/// </summary>
public static class MusicShop
{
    /// <summary>The vocabulary, with what this shop knows beyond it. Its invoices have no status, so that all of them count.</summary>
    public static SegmentSchema Schema { get; } = CommerceSchema.Create(
        new CommerceOptions { CountedOrders = OrderStatuses.Except() },
        schema => schema
            .Entity("customer", customer => customer.Text("support_representative"))
            .Entity("product", product => product.Choice("genre")));

    /// <summary>Where the vocabulary's names are in the database.</summary>
    public static void Map(SqlMap sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        sql
            .Query("customer",
                """
                SELECT c.*, e.FirstName || ' ' || e.LastName AS Representative
                FROM Customer c LEFT JOIN Employee e ON e.EmployeeId = c.SupportRepId
                """,
                customer => customer
                    .Key("CustomerId")
                    .Column("email", "Email")
                    .Column("first_name", "FirstName")
                    .Column("last_name", "LastName")
                    .Column("support_representative", "Representative"))
            .Query("address", "SELECT *, 'billing' AS Kind FROM Customer", address => address
                .Key("CustomerId")
                .Parent("customer", "CustomerId")
                .Column("kind", "Kind")
                .Column("city", "City")
                .Column("region", "State")
                .Column("country", "Country"))
            .Table("order", "Invoice", order => order
                .Key("InvoiceId")
                .Parent("customer", "CustomerId")
                .Column("created_at", "InvoiceDate", v => v.LocalTime("UTC"))
                .Column("grand_total", "Total", v => v.Scale(2)))
            .Table("order_item", "InvoiceLine", item => item
                .Key("InvoiceLineId")
                .Parent("order", "InvoiceId")
                .Reference("product", "TrackId")
                .Column("price", "UnitPrice", v => v.Scale(2))
                .Column("quantity", "Quantity"))
            .Query("product", "SELECT t.*, g.Name AS Genre FROM Track t LEFT JOIN Genre g ON g.GenreId = t.GenreId", product => product
                .Key("TrackId")
                .Column("name", "Name")
                .Column("genre", "Genre")
                .Column("price", "UnitPrice", v => v.Scale(2)));
    }
}
