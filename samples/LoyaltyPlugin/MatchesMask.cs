using Segmentation;

namespace Acme.Loyalty;

#region guide-value-operator
/// <summary>Texts of one shape: <c>#</c> is a digit, <c>@</c> a letter, all else itself, ignoring case.</summary>
public sealed class MatchesMask() : ValueOperator<string>("acme.matchesMask", negation: "acme.doesNotMatchMask")
{
    public override string Label => "has the shape";

    public override string NegationLabel => "does not have the shape";

    public override string Help => "# stands for a digit, @ for a letter.";

    public override IEnumerable<Problem> Validate(Operand? operand)
    {
        if (operand is not Operand.Text { Value.Length: > 0 })
            yield return new Problem("", "Write a mask such as \"##-@@@\".");
    }

    public override Func<string, bool> Test(Operand? operand)
    {
        string mask = ((Operand.Text)operand!).Value;
        return text => text.Length == mask.Length && text.Zip(mask).All(pair => Fits(pair.First, pair.Second));
    }

    private static bool Fits(char letter, char mask) => mask switch
    {
        '#' => char.IsAsciiDigit(letter),
        '@' => char.IsLetter(letter),
        _ => char.ToUpperInvariant(letter) == char.ToUpperInvariant(mask),
    };
}
#endregion
