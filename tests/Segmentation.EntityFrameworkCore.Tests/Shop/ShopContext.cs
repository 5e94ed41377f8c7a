using Microsoft.EntityFrameworkCore;

namespace Segmentation.EntityFrameworkCore.Tests.Shop;

public class ShopContext(DbContextOptions<ShopContext> options) : DbContext(options)
{
    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Product> Products => Set<Product>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Customer>(customer =>
        {
            customer.Property(c => c.Level).HasConversion<string>();
            customer.Property<string?>("GroupCode");
            customer.Property(c => c.Registered).HasColumnType(Database.IsNpgsql() ? "timestamp without time zone" : "TEXT");
            customer.OwnsOne(c => c.Home);
            customer.OwnsOne(c => c.Preferences, p => p.ToJson());
            customer.HasMany(c => c.Clubs).WithMany(c => c.Customers);
            customer.HasMany(c => c.Orders).WithOne();
        });
        modelBuilder.Entity<OrderDetails>(details =>
        {
            details.ToTable("Orders");
            details.Property(d => d.Credit).HasPrecision(12, 2);
        });
        modelBuilder.Entity<Company>();
        modelBuilder.Entity<Order>(order =>
        {
            order.ToTable("Orders");
            order.HasOne(o => o.Details).WithOne().HasForeignKey<OrderDetails>(d => d.Id);
            order.HasQueryFilter(o => !o.IsDeleted);
            order.Property(o => o.Total).HasPrecision(12, 2);
            order.Property(o => o.Placed).HasColumnType(Database.IsNpgsql() ? "timestamp without time zone" : "TEXT");
        });
        modelBuilder.Entity<Item>().Property(i => i.Price).HasPrecision(10, 2);
        modelBuilder.Entity<Product>(product =>
        {
            product.HasKey(p => p.Sku);
            product.Property(p => p.Sku).HasConversion(s => s.Text, t => new Sku(t));
            product.HasQueryFilter(p => !p.IsHidden);
        });
        modelBuilder.AddSegmentation<Customer>();
    }
}
