using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Segmentation.Sql.Store;

namespace Segmentation.EntityFrameworkCore;

/// <summary>
/// The store's members and segments a second time, as queries see them. They are views to EF, so that the host's database has
/// no foreign key: a customer who is deleted leaves his segments by a refresh, with an event, and not by a cascade.
/// </summary>
internal static class MembershipModel
{
    public static void Add(ModelBuilder model, IMutableEntityType subject, SubjectKeyColumn key, SegmentationModelOptions options)
    {
        string? navigation = NavigationOf(subject, key, options.Navigation);
        if (key.Kind != key.Stored)
        {
            // The host's column cannot be compared with the members'.
            if (navigation is not null)
            {
                throw new InvalidOperationException(
                    $"{subject.DisplayName()}.{navigation} cannot be a navigation: keys of members are of kind {key.Kind}, and {subject.DisplayName()}.{key.Property.Name} is stored in another way. Leave the property out, or store the key as it is.");
            }

            return;
        }

        EntityTypeBuilder<MemberSegment> segment = model.Entity<MemberSegment>();
        segment.HasKey(s => s.Number);
        segment.Property(s => s.Number).HasColumnName("number");
        segment.Property(s => s.Id).HasColumnName("id");
        segment.Property(s => s.Size).HasColumnName("size");
        segment.ToView(options.Names.Of(StoreLayout.Segments), options.Schema);

        EntityTypeBuilder member = model.Entity(MemberOf(key));
        member.HasKey(nameof(SegmentMember<>.SegmentNumber), nameof(SegmentMember<>.Customer));
        member.Property(nameof(SegmentMember<>.SegmentNumber)).HasColumnName("segment");
        member.Property(nameof(SegmentMember<>.Customer)).HasColumnName("customer").HasConversion(key.Converter);
        member.Property(nameof(SegmentMember<>.Since)).HasColumnName("since").HasConversion<InstantConverter>();
        member.ToView(options.Names.Of(StoreLayout.Members), options.Schema);
        member.HasOne(typeof(MemberSegment), nameof(SegmentMember<>.Segment)).WithMany().HasForeignKey(nameof(SegmentMember<>.SegmentNumber));
        if (navigation is not null)
            model.Entity(subject.ClrType).HasMany(MemberOf(key), navigation).WithOne().HasForeignKey(nameof(SegmentMember<>.Customer));
    }

    /// <summary>Whether a model has the members of a class, by its key.</summary>
    public static bool HasMembers(IEntityType type, [NotNullWhen(true)] out IProperty? key, [NotNullWhen(true)] out IEntityType? members)
    {
        key = type.FindPrimaryKey()?.Properties[0];
        members = key is not null && StoreModel.Find(type.Model) is { } store && type.GetAllBaseTypesInclusive().Any(t => t.Name == store.Subject)
            ? type.Model.FindEntityType(typeof(SegmentMember<>).MakeGenericType(key.ClrType))
            : null;
        return members is not null;
    }

    private static Type MemberOf(SubjectKeyColumn key) => typeof(SegmentMember<>).MakeGenericType(key.Property.ClrType);

    private static string? NavigationOf(IMutableEntityType subject, SubjectKeyColumn key, string? name)
    {
        (string Name, Type Key)[] found = [.. subject.ClrType.GetProperties()
            .Where(p => (name is null || p.Name == name) && !subject.IsIgnored(p.Name))
            .SelectMany(p => KeysOf(p.PropertyType).Select(k => (p.Name, k)))];
        if (found.Length == 0 && name is not null)
            throw new InvalidOperationException($"{subject.DisplayName()} has no property '{name}' that is a collection of {Shown(key)}.");
        if (found.Length > 1)
            throw new InvalidOperationException($"{subject.DisplayName()} has several properties of memberships, {string.Join(" and ", found.Select(f => f.Name))}; say which by o => o.Navigation = ….");
        if (found is [(var property, var type)] && type != key.Property.ClrType)
            throw new InvalidOperationException($"{subject.DisplayName()}.{property} is a collection of SegmentMember<{type.Name}>, and the primary key is of type {key.Property.ClrType.Name}: make it one of {Shown(key)}.");
        return found.Length == 0 ? null : found[0].Name;
    }

    private static IEnumerable<Type> KeysOf(Type collection) => collection.GetInterfaces().Prepend(collection)
        .Where(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(i => i.GetGenericArguments()[0])
        .Where(e => e.IsGenericType && e.GetGenericTypeDefinition() == typeof(SegmentMember<>))
        .Select(e => e.GetGenericArguments()[0]);

    private static string Shown(SubjectKeyColumn key) => $"SegmentMember<{key.Property.ClrType.Name}>";
}
