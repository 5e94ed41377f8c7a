namespace Segmentation.Predicates;

/// <summary>One end of a range: a constant, or a term that the frame evaluates.</summary>
internal readonly record struct Bound(Rational Constant, TimeTerm? Term)
{
    public static Bound Of(Rational constant) => new(constant, null);

    public static Bound Of(TimeTerm term) => new(new Rational(0), term);
}

/// <summary>A range of values; a null end is open to infinity.</summary>
internal readonly record struct BoundRange(Bound? Low, bool LowIncluded, Bound? High, bool HighIncluded);
