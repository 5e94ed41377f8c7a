using System.Linq.Expressions;

namespace Segmentation.Matching;

/// <summary>Where compiled code has from what only an instant gives, such as a bound that moves with it.</summary>
internal abstract class Instants
{
    public abstract Expression Value(Func<Moment, long> of);
}

/// <summary>One instant: its values are constants.</summary>
internal sealed class OneInstant(Moment moment) : Instants
{
    public override Expression Value(Func<Moment, long> of) => Expression.Constant(of(moment));
}

/// <summary>Any instant: its values are in an array, filled before the code runs.</summary>
internal sealed class AnyInstant(ParameterExpression values) : Instants
{
    private readonly List<Func<Moment, long>> _of = [];

    /// <summary>What the array has, by place.</summary>
    public IReadOnlyList<Func<Moment, long>> Of => _of;

    public override Expression Value(Func<Moment, long> of)
    {
        _of.Add(of);
        return Expression.ArrayIndex(values, Expression.Constant(_of.Count - 1));
    }
}
