namespace Segmentation.Files;

/// <summary>An attribute that a header has and the schema lacks.</summary>
internal sealed record CustomAttribute(string Name, AttributeType Type)
{
    public const string TypeNames = "text, integer, decimal, boolean, date, instant or set";

    /// <summary>The type that a header names after its colon, or null when there is none of that name.</summary>
    public static AttributeType? TypeOf(string name) => name switch
    {
        "text" => AttributeType.Text,
        "integer" => AttributeType.Integer,
        "decimal" => AttributeType.Decimal,
        "boolean" => AttributeType.Boolean,
        "date" => AttributeType.Date,
        "instant" => AttributeType.Instant,
        "set" => AttributeType.Set,
        _ => null,
    };

    public void AddTo(EntityBuilder entity)
    {
        switch (Type)
        {
            case AttributeType.Integer:
                entity.Integer(Name);
                break;
            case AttributeType.Decimal:
                entity.Decimal(Name);
                break;
            case AttributeType.Boolean:
                entity.Boolean(Name);
                break;
            case AttributeType.Date:
                entity.Date(Name);
                break;
            case AttributeType.Instant:
                entity.Instant(Name);
                break;
            case AttributeType.Set:
                entity.Set(Name);
                break;
            default:
                entity.Text(Name);
                break;
        }
    }
}
