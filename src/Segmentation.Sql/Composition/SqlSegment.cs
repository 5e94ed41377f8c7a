using System.Data.Common;

namespace Segmentation.Sql;

/// <summary>
/// A segment as one SELECT of the keys of its members, for a statement of the host's own: <c>WHERE id IN (…)</c>. It asks
/// the rules as of an instant over the tables as they are when it runs, and not stored members. No value stands in the
/// text, so that segments of one shape, at any instant, are one text. Immutable.
/// </summary>
/// <param name="Text">The SELECT, of one column, without a semicolon; its parameters are named, with the prefix that was asked for.</param>
/// <param name="Parameters">The parameters in the order of their numbers, each of which the text names at least once.</param>
public sealed record SqlSegment(string Text, IReadOnlyList<SqlSegmentParameter> Parameters)
{
    /// <summary>Adds the parameters to a command.</summary>
    /// <param name="command">A command whose text embeds <see cref="Text"/>.</param>
    public void AddParametersTo(DbCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        foreach (SqlSegmentParameter parameter in Parameters)
        {
            DbParameter added = command.CreateParameter();
            added.ParameterName = parameter.Name;
            added.Value = parameter.Value;
            command.Parameters.Add(added);
        }
    }

    /// <summary>The text.</summary>
    public override string ToString() => Text;
}

/// <summary>A parameter of a <see cref="SqlSegment"/>.</summary>
/// <param name="Name">Its name without the character before it, such as <c>segment0</c>.</param>
/// <param name="Value">A text, a whole number, a decimal, a GUID or, on PostgreSQL, an array of such; never null.</param>
public sealed record SqlSegmentParameter(string Name, object Value);
