using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Segmentation.EntityFrameworkCore;

/// <summary>The primary key of a host's subject, as segments keep it.</summary>
/// <param name="Property">The property.</param>
/// <param name="Kind">The kind of the keys of members.</param>
/// <param name="Stored">The kind that the host's own column is of; null when it is of none.</param>
internal sealed record SubjectKeyColumn(IReadOnlyProperty Property, KeyKind Kind, KeyKind? Stored)
{
    /// <summary>The converter that the host gave it; null for none.</summary>
    public ValueConverter? Converter => Property.GetValueConverter();

    public static SubjectKeyColumn Of(IReadOnlyEntityType subject)
    {
        if (subject.FindPrimaryKey() is not { Properties: [{ } key] })
        {
            throw new InvalidOperationException(
                $"{subject.DisplayName()} has no primary key of one column yet; call AddSegmentation after it was declared.");
        }

        Type? provider = key.GetValueConverter()?.ProviderClrType ?? key.GetProviderClrType();
        KeyKind? stored = MapByName.Kind(provider ?? key.ClrType);
        // A key of the host's own type is what its converter makes of it.
        KeyKind kind = MapByName.Kind(key.ClrType) ?? stored ?? throw new InvalidOperationException(
            $"The primary key of {subject.DisplayName()} is of type {key.ClrType.Name}; segments keep keys that are an integer type up to long, a Guid or a string, or that a value converter makes one of.");
        return new SubjectKeyColumn(key, kind, stored);
    }
}
