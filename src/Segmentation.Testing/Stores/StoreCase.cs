using System.Runtime.CompilerServices;

namespace Segmentation.Testing;

/// <summary>One thing that every store must do. Immutable.</summary>
public sealed class StoreCase
{
    internal StoreCase(string name, KeyKind keyKind, Func<StoreScene, Task> body)
    {
        Name = name;
        KeyKind = keyKind;
        Body = body;
    }

    /// <summary>What must hold, as the name of a test, with the kind of keys where it is tried with several.</summary>
    public string Name { get; }

    /// <summary>The kind of keys that the store must have.</summary>
    public KeyKind KeyKind { get; }

    internal Func<StoreScene, Task> Body { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal static IEnumerable<StoreCase> Once(Func<StoreScene, Task> body, [CallerArgumentExpression(nameof(body))] string name = "") =>
        Of(KeyKind.Integer, body, name);

    internal static IEnumerable<StoreCase> Of(KeyKind kind, Func<StoreScene, Task> body, [CallerArgumentExpression(nameof(body))] string name = "") =>
        [new(name, kind, body)];

    internal static IEnumerable<StoreCase> EachKind(Func<StoreScene, Task> body, [CallerArgumentExpression(nameof(body))] string name = "") =>
        Enum.GetValues<KeyKind>().Select(kind => new StoreCase($"{name}({kind})", kind, body));
}
