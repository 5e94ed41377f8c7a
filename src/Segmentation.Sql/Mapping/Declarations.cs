namespace Segmentation.Sql;

/// <summary>What a map was told of one entity or part, before it is checked against a schema.</summary>
/// <param name="origin">Where the rows are; null for a part in the columns of its owner's table.</param>
internal sealed class TableDeclaration(RowOrigin? origin)
{
    public RowOrigin? Origin { get; } = origin;

    public string? Prefix { get; set; }

    public List<(string Column, KeyKind? Kind)> Keys { get; } = [];

    public List<AttributeDeclaration> Attributes { get; } = [];

    public List<ParentDeclaration> Parents { get; } = [];

    public List<(string Relation, string Column)> References { get; } = [];

    public List<(string Relation, TableDeclaration Table, string? OwnerColumn)> Parts { get; } = [];

    public List<RowFilter> Filters { get; } = [];

    public HashSet<string> LeftOut { get; } = new(StringComparer.Ordinal);
}

internal sealed record AttributeDeclaration(string Name, ValuePlace Place, ValueForm Form)
{
    public static AttributeDeclaration Create(string name, ValuePlace place, Action<SqlValueMap>? configure)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var map = new SqlValueMap();
        configure?.Invoke(map);
        return new AttributeDeclaration(name, place, map.Form);
    }
}

internal sealed record ParentDeclaration(string Entity, string Column, LinkTable? Link);
