namespace Segmentation;

/// <summary>Products and the tree of their categories.</summary>
internal static class CatalogEntities
{
    public static void Declare(SchemaBuilder schema) => schema
        .Entity("product", "products", product => product
            .Text("sku", "name")
            .Choice("type")
            .Decimal("price", "cost")
            .HierarchicalSet("categories", "category")
            .Instant("created_at")
            .Boolean("is_new"))
        .Entity("category", "categories", category => category
            .Text("name")
            .Reference("parent", "category"));
}
