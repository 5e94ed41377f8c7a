using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Segmentation.EntityFrameworkCore;

namespace Segmentation.Benchmarks.EntityFramework;

/// <summary>A small shop in SQLite's memory, behind a host's own context.</summary>
public sealed class ShopDb(DbContextOptions<ShopDb> options) : DbContext(options)
{
    private const int CustomerCount = 2_000;

    private static readonly EntityMaps Maps = new EntityMaps(CommerceSchema.Create()).Map(new DbCustomerMap());

    public DbSet<DbCustomer> Customers => Set<DbCustomer>();

    /// <summary>Options with a model of their own, for which nothing has been compiled.</summary>
    public static DbContextOptions<ShopDb> Options(SqliteConnection connection)
    {
        ModelBuilder model = SqliteConventionSetBuilder.CreateModelBuilder();
        model.Entity<DbCustomer>();
        model.Entity<DbOrder>().Property(o => o.Total).HasPrecision(12, 2);
        IModel ready = model.FinalizeModel();
        return new DbContextOptionsBuilder<ShopDb>().UseSqlite(connection).UseModel(ready).UseSegmentation(Maps).Options;
    }

    public void Fill()
    {
        Database.EnsureCreated();
        var random = new Random(7);
        for (int i = 1; i <= CustomerCount; i++)
        {
            var customer = new DbCustomer { Id = i, Email = $"c{i}@example.com" };
            for (int o = random.Next(8); o > 0; o--)
                customer.Orders.Add(new DbOrder { Status = o % 4 == 0 ? "canceled" : "complete", Placed = new DateTime(2026, 1, 1).AddDays(-random.Next(700)), Total = random.Next(100, 90_000) / 100m });
            Add(customer);
        }

        SaveChanges();
    }
}

public sealed class DbCustomer
{
    public int Id { get; set; }

    public string Email { get; set; } = "";

    public List<DbOrder> Orders { get; } = [];
}

public sealed class DbOrder
{
    public int Id { get; set; }

    public string Status { get; set; } = "";

    public DateTime Placed { get; set; }

    public decimal Total { get; set; }
}

internal sealed class DbCustomerMap : SubjectMap<DbCustomer>
{
    public override void Configure(EntityMap<DbCustomer> map) => map
        .Key(c => c.Id)
        .Attribute("email", c => c.Email)
        .Many("orders", c => c.Orders, o => o
            .Key(x => x.Id)
            .Attribute("status", x => x.Status)
            .Attribute("created_at", x => x.Placed, v => v.LocalTime("UTC"))
            .Attribute("grand_total", x => x.Total));
}
