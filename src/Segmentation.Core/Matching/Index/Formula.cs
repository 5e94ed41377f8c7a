namespace Segmentation.Matching;

/// <summary>A segment's membership as a formula over what families find. Immutable.</summary>
internal abstract class Formula
{
    /// <summary>What two formulas have the same of that differ in literals only.</summary>
    public abstract string Shape { get; }

    /// <summary>How likely it is to hold, guessed from the literals alone: what people ask spreads like what there is.</summary>
    public abstract double Likelihood { get; }

    public abstract int Leaves { get; }

    public static Formula True { get; } = new FormulaConstant(true);

    public static Formula False { get; } = new FormulaConstant(false);
}

internal sealed class FormulaConstant(bool value) : Formula
{
    public bool Value { get; } = value;

    public override string Shape => Value ? "1" : "0";

    public override double Likelihood => Value ? 1 : 0;

    public override int Leaves => 0;
}

/// <summary>Whether a family's code is one of a set.</summary>
internal sealed class CodeLeaf(CodedFamily family, CodeSet codes) : Formula
{
    public CodedFamily Family { get; } = family;

    public CodeSet Codes { get; } = codes;

    public override string Shape => Family.Name;

    public override double Likelihood => (Codes.Size + 0.5) / (Family.CodeCount + 1);

    public override int Leaves => 1;
}

/// <summary>Whether one of a family's literals is hit, or none of them.</summary>
internal sealed class HitLeaf(HitFamily family, int[] literals, bool isNegative) : Formula
{
    public HitFamily Family { get; } = family;

    /// <summary>In ascending order.</summary>
    public int[] Literals { get; } = literals;

    public bool IsNegative { get; } = isNegative;

    public override string Shape => IsNegative ? Family.NegativeName : Family.Name;

    public override double Likelihood
    {
        get
        {
            double one = Family is PredicateFamily or FormulaFamily ? 0.4 : 0.05;
            double any = 1 - Math.Pow(1 - one, Literals.Length);
            return IsNegative ? 1 - any : any;
        }
    }

    public override int Leaves => 1;
}

/// <summary>All, or any, of several formulas; no part is a constant or a group of the same kind.</summary>
internal sealed class FormulaGroup : Formula
{
    private FormulaGroup(bool all, Formula[] parts)
    {
        All = all;
        Parts = parts;
        double product = 1;
        foreach (Formula part in parts)
        {
            Leaves += part.Leaves;
            product *= all ? part.Likelihood : 1 - part.Likelihood;
        }

        Likelihood = all ? product : 1 - product;
    }

    public bool All { get; }

    public Formula[] Parts { get; }

    public override string Shape => field ??= $"{(All ? '&' : '|')}({string.Join(',', Parts.Select(p => p.Shape))})";

    public override double Likelihood { get; }

    public override int Leaves { get; }

    /// <summary>All (or any) of formulas, as simple as it is: leaves on one code become one leaf.</summary>
    public static Formula Of(bool all, IEnumerable<Formula> parts)
    {
        var flat = new List<Formula>();
        foreach (Formula part in parts)
        {
            if (part is FormulaGroup group && group.All == all)
                flat.AddRange(group.Parts);
            else if (part is not FormulaConstant constant)
                flat.Add(part);
            else if (constant.Value != all)
                return constant;
        }

        flat.Sort(static (left, right) => string.CompareOrdinal(left.Shape, right.Shape));
        // Leaves of one family lie side by side.
        var merged = new List<Formula>(flat.Count);
        foreach (Formula part in flat)
        {
            if (part is CodeLeaf leaf && merged is [.., CodeLeaf last] && last.Family == leaf.Family)
                merged[^1] = Merge(all, last, leaf);
            else
                merged.Add(part);
        }

        for (int i = merged.Count - 1; i >= 0; i--)
        {
            if (Simple(merged[i]) is not FormulaConstant constant)
                continue;
            if (constant.Value != all)
                return constant;
            merged.RemoveAt(i);
        }

        return merged.Count switch
        {
            0 => all ? True : False,
            1 => merged[0],
            _ => new FormulaGroup(all, [.. merged]),
        };
    }

    public static Formula Not(Formula formula) => formula switch
    {
        FormulaConstant constant => constant.Value ? False : True,
        CodeLeaf leaf => Simple(new CodeLeaf(leaf.Family, leaf.Codes.Complement(leaf.Family.CodeCount))),
        HitLeaf leaf => new HitLeaf(leaf.Family, leaf.Literals, !leaf.IsNegative),
        FormulaGroup group => Of(!group.All, group.Parts.Select(Not)),
        _ => throw new InvalidOperationException(),
    };

    private static CodeLeaf Merge(bool all, CodeLeaf left, CodeLeaf right) => new(
        left.Family, all ? left.Codes.And(right.Codes) : left.Codes.Or(right.Codes, left.Family.CodeCount));

    private static Formula Simple(Formula formula) => formula is not CodeLeaf leaf ? formula
        : leaf.Codes.IsEmpty ? False
        : leaf.Codes.Size == leaf.Family.CodeCount ? True
        : leaf;
}
