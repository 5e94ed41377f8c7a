namespace Segmentation;

/// <summary>
/// The commerce vocabulary: customers with their addresses, orders, carts, lists and subscriptions, and what is computed
/// from them. <see cref="Commerce"/> has its names as constants.
/// </summary>
public static class CommerceSchema
{
    /// <summary>Creates the schema. The result is immutable; create it once and keep it.</summary>
    /// <param name="options">The shop's decisions; null for the defaults. Read now and not kept.</param>
    /// <param name="extend">Adds a host's own entities, attributes and relations; null for none.</param>
    /// <exception cref="ArgumentException">An option has no valid value.</exception>
    /// <exception cref="SegmentDefinitionException">What <paramref name="extend"/> adds does not fit; every problem is listed.</exception>
    public static SegmentSchema Create(CommerceOptions? options = null, Action<SchemaBuilder>? extend = null)
    {
        options ??= new CommerceOptions();
        if (options.CountedOrders is null)
            throw new ArgumentException($"{nameof(CommerceOptions.CountedOrders)} must not be null.", nameof(options));
        if (!Enum.IsDefined(options.LeapDay))
        {
            throw new ArgumentException(
                $"{nameof(CommerceOptions.LeapDay)} must be a rule there is, but is {(int)options.LeapDay}.", nameof(options));
        }


        var figures = new CustomerFigures(options.CountedOrders, options.LeapDay);
        return SegmentSchema.Create("commerce", schema =>
        {
            CustomerEntities.Declare(schema, figures);
            OrderEntities.Declare(schema);
            CatalogEntities.Declare(schema);
            CartEntities.Declare(schema);
            InterestEntities.Declare(schema);
            schema.Roles(new SchemaRoles { Guest = "is_guest", Website = "website", Store = "store", Group = "group" });
            extend?.Invoke(schema);
        });
    }
}
