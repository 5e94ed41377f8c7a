using System.Collections;
using System.Runtime.CompilerServices;

namespace Segmentation;

/// <summary>
/// A list as a setting of a condition type: equal by content, so that conditions are. Immutable. Made by a collection
/// expression: <c>new InStores(["kyiv", "lviv"])</c>.
/// </summary>
/// <typeparam name="T">The items; what a setting may be, but no list.</typeparam>
[CollectionBuilder(typeof(SettingList), nameof(SettingList.Create))]
public sealed class SettingList<T> : IReadOnlyList<T>, IEquatable<SettingList<T>>
    where T : notnull
{
    private readonly T[] _items;

    internal SettingList(T[] items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>Equal when both have equal items in the same order.</summary>
    public bool Equals(SettingList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SettingList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (T item in _items)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.AsEnumerable().GetEnumerator();

    /// <summary>The items between square brackets.</summary>
    public override string ToString() => $"[{string.Join(", ", _items)}]";

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes lists for settings.</summary>
public static class SettingList
{
    /// <summary>A list of the items.</summary>
    /// <typeparam name="T">The items.</typeparam>
    /// <exception cref="ArgumentException">An item is null.</exception>
    public static SettingList<T> Create<T>(params ReadOnlySpan<T> items)
        where T : notnull
    {
        foreach (T item in items)
        {
            if (item is null)
                throw new ArgumentException("an item of the list is null", nameof(items));
        }

        return new SettingList<T>(items.ToArray());
    }
}
