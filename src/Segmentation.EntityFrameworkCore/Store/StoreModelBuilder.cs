using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Segmentation.EntityFrameworkCore;
using Segmentation.Sql.Store;

namespace Segmentation;

/// <summary>Puts the tables of segments into a host's context, so that the host's migrations make them.</summary>
public static class StoreModelBuilder
{
    /// <summary>
    /// Adds the tables in which definitions, members, sticky lists, history, leases and events are kept. Call it after the
    /// subject has its key. Nothing of them is ever tracked: the store reads and writes them in statements over sets of rows.
    /// </summary>
    /// <typeparam name="TSubject">The host's class of the subject, such as its customer.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="prefix">What the names of the tables begin with.</param>
    /// <param name="schema">The database's schema of the tables; null for the one that connections look in first.</param>
    public static ModelBuilder AddSegmentation<TSubject>(this ModelBuilder model, string prefix = "segmentation_", string? schema = null)
        where TSubject : class
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(prefix);
        KeyKind kind = MapByName.Kind(KeyOf<TSubject>(model)) ?? throw new InvalidOperationException(
            $"The primary key of {typeof(TSubject).Name} is of type {KeyOf<TSubject>(model).ClrType.Name}; segments keep keys that are an integer type up to long, a Guid or a string.");
        new StoreModel(model, new StoreNames(schema ?? "", prefix), kind).Add();
        return model;
    }

    /// <summary>The same, and the memberships that queries see behind a navigation of the subject.</summary>
    /// <inheritdoc cref="AddSegmentation{TSubject}(ModelBuilder, string, string?)"/>
    /// <typeparam name="TSubject">The host's class of the subject.</typeparam>
    /// <typeparam name="TKey">The type of its primary key.</typeparam>
    /// <param name="model">The model.</param>
    /// <param name="members">The navigation, such as <c>c => c.Segments</c>.</param>
    /// <param name="prefix">What the names of the tables begin with.</param>
    /// <param name="schema">The database's schema of the tables; null for the one that connections look in first.</param>
    public static ModelBuilder AddSegmentation<TSubject, TKey>(
        this ModelBuilder model,
        Expression<Func<TSubject, IEnumerable<SegmentMember<TKey>>?>> members,
        string prefix = "segmentation_",
        string? schema = null)
        where TSubject : class
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(members);
        // A convention has found the navigation, and with it the class; what it is follows here.
        EntityTypeBuilder<SegmentMember<TKey>> member = model.Entity<SegmentMember<TKey>>();
        member.HasKey(m => new { m.SegmentNumber, m.Customer });
        member.Property(m => m.SegmentNumber).HasColumnName("segment");
        member.Property(m => m.Customer).HasColumnName("customer");
        member.Property(m => m.SinceMicroseconds).HasColumnName("since");
        // A view to EF, so that the table has no foreign key: a customer who goes leaves his segments by a refresh, with an event.
        member.ToView(prefix + StoreLayout.Members.Name, schema);
        EntityTypeBuilder<MemberSegment> segment = model.Entity<MemberSegment>();
        segment.HasKey(s => s.Number);
        segment.Property(s => s.Number).HasColumnName("number");
        segment.Property(s => s.Id).HasColumnName("id");
        segment.Property(s => s.Size).HasColumnName("size");
        segment.ToView(prefix + StoreLayout.Segments.Name, schema);
        member.HasOne(m => m.Segment).WithMany().HasForeignKey(m => m.SegmentNumber);
        model.Entity<TSubject>().HasMany(members).WithOne().HasForeignKey(m => m.Customer);
        return model.AddSegmentation<TSubject>(prefix, schema);
    }

    private static IMutableProperty KeyOf<TSubject>(ModelBuilder model) =>
        model.Model.FindEntityType(typeof(TSubject))?.FindPrimaryKey() is { Properties: [{ } key] }
            ? key
            : throw new InvalidOperationException($"{typeof(TSubject).Name} has no primary key of one column yet; call AddSegmentation after it was declared.");
}
