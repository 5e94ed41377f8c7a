using Microsoft.EntityFrameworkCore;
using Segmentation;

namespace Storefront.Shop;

public sealed class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Product> Products => Set<Product>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Order>(order =>
        {
            order.Property(o => o.State).HasConversion<string>();
            order.Property(o => o.Total).HasPrecision(12, 2);
        });
        modelBuilder.Entity<Product>(product =>
        {
            product.HasKey(p => p.Sku);
            product.Property(p => p.Price).HasPrecision(10, 2);
        });
        // Definitions, members, history and events lie in the shop's own database, and in its migrations.
        modelBuilder.AddSegmentation<Customer>();
    }
}
