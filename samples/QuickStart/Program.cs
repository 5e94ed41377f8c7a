using QuickStart;
using QuickStart.Shop;
using Segmentation;
using Segmentation.Files;
using Segmentation.InMemory;

// The vocabulary that segments speak: customers, orders, carts and the like, and an attribute of this shop's own.
SegmentSchema schema = CommerceSchema.Create(extend: s => s.Entity("product", product => product.Boolean("recommended")));

ISegmentSource source;
DateTimeOffset asOf;
if (args is ["--data", string directory])
{
    // The customers of a directory of CSV files, as of now.
    DataDirectory data = await DataDirectory.LoadAsync(directory, schema);
    (source, schema, asOf) = (data, data.Schema, TimeProvider.System.GetUtcNow());
}
else if (args is [])
{
    // The customers of a made-up shop: its own classes, and a map that says where the names are in them.
    asOf = new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
    List<Customer> customers = new ShopGenerator(seed: 20260115, asOf).Customers(20_000);
    source = new ObjectSource<Customer>(schema, new ShopMap(), customers);
}
else
{
    Console.Error.WriteLine("usage: QuickStart [--data DIR]");
    return 2;
}

// Definitions are bound to the schema once, and evaluated as often as needed, as of any instant.
SegmentSet set = SegmentSet.Bind(schema, ShopSegments.All);
EvaluationResult evaluation = await new SegmentEvaluator(source).EvaluateAsync(set, asOf);

await new Report(schema, source).WriteAsync(set, evaluation);
return 0;
