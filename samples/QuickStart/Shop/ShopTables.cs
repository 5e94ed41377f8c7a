using Segmentation;
using Segmentation.Sql;

namespace QuickStart.Shop;

/// <summary>The shop's own tables, and where the commerce vocabulary's names are in them. What is left out cannot be asked about.</summary>
internal static class ShopTables
{
    public const string Create =
        """
        CREATE TABLE clients (id INTEGER PRIMARY KEY, first_name TEXT, last_name TEXT, mail TEXT, gender INTEGER, born TEXT, registered_at TEXT, client_group TEXT);
        CREATE TABLE client_addresses (id INTEGER PRIMARY KEY, client_id INTEGER, kind TEXT, city TEXT, country TEXT);
        CREATE TABLE articles (sku TEXT PRIMARY KEY, title TEXT, category TEXT, is_recommended INTEGER);
        CREATE TABLE sales (id INTEGER PRIMARY KEY, client_id INTEGER, placed_at TEXT, state INTEGER, cents INTEGER);
        CREATE TABLE sale_lines (id INTEGER PRIMARY KEY, sale_id INTEGER, sku TEXT, quantity INTEGER);
        CREATE TABLE baskets (id INTEGER PRIMARY KEY, client_id INTEGER, is_open INTEGER, changed_at TEXT, cents INTEGER);
        CREATE TABLE wishes (id INTEGER PRIMARY KEY, client_id INTEGER, sku TEXT, added_at TEXT);
        CREATE INDEX client_addresses_client ON client_addresses (client_id);
        CREATE INDEX sales_client ON sales (client_id);
        CREATE INDEX sale_lines_sale ON sale_lines (sale_id);
        CREATE INDEX baskets_client ON baskets (client_id);
        CREATE INDEX wishes_client ON wishes (client_id);
        """;

    public static void Map(SqlMap sql) => sql
        .Table("customer", "clients", t => t
            .Column("email", "mail")
            .Column("gender", "gender", v => v.Choice((Gender.Female, "female"), (Gender.Male, "male"), (Gender.Other, "other")))
            .Column("date_of_birth", "born")
            .Column("created_at", "registered_at")
            .Column("group", "client_group"))
        .Table("address", "client_addresses", t => t.Parent("customer", "client_id"))
        .Table("product", "articles", t => t
            .Key("sku", KeyKind.Text)
            .Column("name", "title")
            .Column("categories", "category", v => v.Separated("|"))
            .Column("recommended", "is_recommended"))
        .Table("order", "sales", t => t
            .Parent("customer", "client_id")
            .Column("created_at", "placed_at")
            .Column("status", "state", v => v.Choice((OrderState.New, "pending"), (OrderState.Done, "complete"), (OrderState.Canceled, "canceled")))
            .Column("grand_total", "cents", v => v.ScaledInteger(2)))
        .Table("order_item", "sale_lines", t => t.Parent("order", "sale_id").Reference("product", "sku"))
        .Table("cart", "baskets", t => t
            .Parent("customer", "client_id")
            .Column("is_active", "is_open")
            .Column("created_at", "changed_at")
            .Column("updated_at", "changed_at")
            .Column("grand_total", "cents", v => v.ScaledInteger(2)))
        .Table("wishlist_item", "wishes", t => t.Parent("customer", "client_id").Reference("product", "sku"));
}
