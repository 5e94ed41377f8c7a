using System.Globalization;
using QuickStart;
using QuickStart.Shop;
using Segmentation;
using Segmentation.Files;
using Segmentation.InMemory;

// The vocabulary that segments speak: customers, orders, carts and the like, and an attribute of this shop's own.
SegmentSchema schema = CommerceSchema.Create(extend: s => s.Entity("product", product => product.Boolean("recommended")));

ISegmentSource source;
DateTimeOffset asOf = TimeProvider.System.GetUtcNow();
switch (args)
{
    case []:
        // The customers of a made-up shop: its own classes, and a map that says where the names are in them.
        asOf = new DateTimeOffset(2026, 1, 15, 9, 0, 0, TimeSpan.Zero);
        source = new ObjectSource<Customer>(schema, new ShopMap(), new ShopGenerator(seed: 20260115, asOf).Customers(20_000));
        break;

    case ["--data", _] or ["--data", _, "--as-of", _]:
        // The customers of a directory of CSV files, as of now or as of another instant.
        if (args is [.., "--as-of", string instant])
            asOf = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        try
        {
            DataDirectory data = await DataDirectory.LoadAsync(args[1], schema);
            (source, schema) = (data, data.Schema);
            break;
        }
        catch (DataDirectoryException refused)
        {
            Console.Error.WriteLine(refused.Message);
            return 2;
        }

    default:
        Console.Error.WriteLine("usage: QuickStart [--data DIR [--as-of INSTANT]]");
        return 2;
}

// Definitions are bound to the schema once, and evaluated as often as needed, as of any instant.
SegmentSet set = SegmentSet.Bind(schema, ShopSegments.All);
EvaluationResult evaluation = await new SegmentEvaluator(source).EvaluateAsync(set, asOf);

await new Report(schema, source).WriteAsync(set, evaluation);
return 0;
