using System.Globalization;
using System.Text;

namespace Segmentation;

/// <summary>A value of a JSON document and its place in it. Exists while a file is read, and no longer.</summary>
internal abstract class JsonNode(JsonPlace place)
{
    /// <summary>The value's number in document order, counted from the root.</summary>
    public int Order => place.Order;

    /// <summary>The path from the root, such as <c>segments[0].name</c>; empty for the root. Built on every call.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            place.AppendTo(path);
            return path.ToString();
        }
    }

    /// <summary>What kind of value it is, for a message: <c>a text</c>, <c>an object</c>, ….</summary>
    public abstract string Kind { get; }
}

/// <summary>Where a value is: a property or an item of the value above it, or the root.</summary>
/// <param name="Parent">The place of the value above; null for the root.</param>
/// <param name="Name">The property's name; null for an item.</param>
/// <param name="Index">The item's index; 0 for a property.</param>
/// <param name="Order">The value's number in document order.</param>
internal sealed record JsonPlace(JsonPlace? Parent, string? Name, int Index, int Order)
{
    public void AppendTo(StringBuilder path)
    {
        if (Parent is null)
            return;
        Parent.AppendTo(path);
        if (Name is null)
            path.Append('[').Append(Index.ToString(CultureInfo.InvariantCulture)).Append(']');
        else
            Quoting.AppendName(path, Name);
    }
}

/// <summary>An object with its properties as they were written, repeated ones included.</summary>
internal sealed class JsonObject(JsonPlace place, IReadOnlyList<JsonMember> members) : JsonNode(place)
{
    public IReadOnlyList<JsonMember> Members => members;

    public override string Kind => "an object";
}

/// <summary>A property of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsReadable">Whether the name is a text that is not refused.</param>
/// <param name="Value">Its value.</param>
internal sealed record JsonMember(string Name, bool IsReadable, JsonNode Value);

/// <summary>An array.</summary>
internal sealed class JsonArray(JsonPlace place, IReadOnlyList<JsonNode> items) : JsonNode(place)
{
    public IReadOnlyList<JsonNode> Items => items;

    public override string Kind => "an array";
}

/// <summary>A text; its value is null when the text was refused, which has been reported.</summary>
internal sealed class JsonText(JsonPlace place, string? value) : JsonNode(place)
{
    public string? Value => value;

    public override string Kind => "a text";
}

/// <summary>A number; its value is null when a decimal cannot hold it exactly, which has been reported.</summary>
internal sealed class JsonNumber(JsonPlace place, decimal? value) : JsonNode(place)
{
    public decimal? Value => value;

    public override string Kind => "a number";
}

/// <summary>True or false.</summary>
internal sealed class JsonBoolean(JsonPlace place, bool value) : JsonNode(place)
{
    public bool Value => value;

    public override string Kind => value ? "true" : "false";
}

/// <summary>The literal null.</summary>
internal sealed class JsonNull(JsonPlace place) : JsonNode(place)
{
    public override string Kind => "null";
}
