using Segmentation;

namespace Acme.Loyalty;

#region guide-expanding-operator
/// <summary>Numbers within a tenth of another.</summary>
public sealed class IsAbout() : ExpandingOperator("acme.isAbout", [AttributeType.Integer, AttributeType.Decimal], negation: "acme.isNotAbout")
{
    public override string Label => "is about";

    public override string NegationLabel => "is not about";

    public override string Help => "Within a tenth of the number.";

    public override IEnumerable<Problem> Validate(Operand? operand)
    {
        if (operand is not Operand.Number { Value: > 0 })
            yield return new Problem("", "Write a number greater than 0.");
    }

    public override Condition Expand(ConditionBuilder c, string attribute, Operand? operand)
    {
        decimal value = ((Operand.Number)operand!).Value;
        return c.Attribute(attribute).Between(value * 0.9m, value * 1.1m);
    }
}
#endregion
