using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata.Conventions;

namespace Segmentation.EntityFrameworkCore.Tests.Composition;

/// <summary>A context over tables by the names of the commerce vocabulary, with what the ready-made segments add to it.</summary>
public sealed class CommerceContext(DbContextOptions<CommerceContext> options) : DbContext(options)
{
    public static SegmentSchema Schema { get; } = CommerceSchema.Create(extend: schema =>
    {
        foreach (RequiredAttribute attribute in CommerceSegments.All.SelectMany(s => s.RequiredAttributes()).DistinctBy(a => (a.Entity, a.Name)))
            attribute.Declare(schema);
    });

    private static readonly EntityMaps Maps = new(Schema);

    public DbSet<Dictionary<string, object>> Customers => Set<Dictionary<string, object>>("customers");

    /// <summary>A context that writes statements and never connects, with a model of its own: nothing was compiled for it yet.</summary>
    public static CommerceContext Offline(string provider)
    {
        var options = new DbContextOptionsBuilder<CommerceContext>().IgnoringMany();
        _ = provider == "SQLite"
            ? options.UseSqlite("Data Source=:memory:").UseModel(ModelOf(SqliteConventionSetBuilder.CreateModelBuilder(), dateTimes: true))
            : options.UseNpgsql("Host=nowhere").UseModel(ModelOf(NpgsqlConventionSetBuilder.CreateModelBuilder(), dateTimes: false));
        return new CommerceContext(options.UseSegmentation(Maps).Options);
    }

    private static IModel ModelOf(ModelBuilder builder, bool dateTimes) => builder
        .AddSchema(Schema, options =>
        {
            options.InstantsAreDateTimes = dateTimes;
            options.DecimalPrecision = 12;
        })
        .FinalizeModel();
}
