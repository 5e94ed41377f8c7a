using System.Text.Json;
using Segmentation.StoreProcess;
using Segmentation.StoreProcess.Shops;

// A process of its own that kills itself, as a power failure would, at the step it is told to.
// Arguments: "store" or "shop", the database's kind (sqlite or postgresql), the connection string; then, for a store, the
// schema, what to do and the number of the fatal step or -1; for a shop, its directory and its orders as JSON.
switch (args)
{
    case ["store", var engine, var connection, var schema, var action, var fatal]:
        await ScriptedCall.RunAsync(engine, connection, schema, action, fatal);
        return 0;
    case ["shop", var engine, var connection, var directory, var orders]:
        return await ShopProgram.RunAsync(new ShopAddress(engine, connection, directory), JsonSerializer.Deserialize<ShopOrders>(orders)!);
    default:
        return 2;
}
