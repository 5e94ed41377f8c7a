using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Segmentation.EntityFrameworkCore.Tests.Store;

/// <summary>A host's context with customers of any class, and the tables of segments.</summary>
public sealed class HostContext<TCustomer>(DbContextOptions<HostContext<TCustomer>> options) : DbContext(options)
    where TCustomer : class
{
    public DbSet<TCustomer> Customers => Set<TCustomer>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<CustomerId>().HaveConversion<CustomerIdConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<TCustomer>(e => e.ToTable("customers").Property("Id").ValueGeneratedNever());
        modelBuilder.AddSegmentation<TCustomer>();
    }
}

/// <summary>A host's own type of keys.</summary>
public readonly record struct CustomerId(long Value);

public sealed class CustomerIdConverter() : ValueConverter<CustomerId, long>(id => id.Value, value => new CustomerId(value));

/// <summary>A customer whose class knows nothing of segments.</summary>
public sealed class Plain<TKey>
    where TKey : notnull
{
    public TKey Id { get; set; } = default!;

    public string Name { get; set; } = "";
}

/// <summary>A customer with a property of memberships.</summary>
public sealed class Known<TKey>
    where TKey : notnull
{
    public TKey Id { get; set; } = default!;

    public string Name { get; set; } = "";

    public ICollection<SegmentMember<TKey>> Memberships { get; } = [];
}
