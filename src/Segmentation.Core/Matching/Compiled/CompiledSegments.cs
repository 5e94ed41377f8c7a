using System.Linq.Expressions;

namespace Segmentation.Matching;

/// <summary>Whether a customer is in a segment, by code; what depends on the instant is given.</summary>
internal delegate bool CompiledTest(object customer, long[] instants);

/// <summary>A few segments as code: one pass over a customer's objects for each, which for so few costs least. Immutable.</summary>
internal sealed class CompiledSegments
{
    private readonly CompiledTest[] _tests;
    private readonly IReadOnlyList<Func<Moment, long>> _instants;

    private CompiledSegments(CompiledTest[] tests, IReadOnlyList<Func<Moment, long>> instants)
    {
        _tests = tests;
        _instants = instants;
    }

    public int InstantCount => _instants.Count;

    /// <summary>Null when one of the segments has no expression.</summary>
    public static CompiledSegments? TryCompile(IReadOnlyList<BoundSegment> segments, MatchSources sources, Cuts cuts)
    {
        ParameterExpression values = Expression.Parameter(typeof(long[]), "instants");
        var instants = new AnyInstant(values);
        var compiler = new SegmentCompiler(sources, cuts, instants);
        var tests = new CompiledTest[segments.Count];
        for (int i = 0; i < tests.Length; i++)
        {
            ParameterExpression given = Expression.Parameter(typeof(object), "given");
            ParameterExpression customer = Expression.Variable(sources.Subject.Mapping.Type, "customer");
            if (compiler.TryCompile(segments[i].Membership, customer) is not { } body)
                return null;
            tests[i] = Expression.Lambda<CompiledTest>(
                Expression.Block([customer], Expression.Assign(customer, Expression.Convert(given, customer.Type)), body), given, values).Compile();
        }

        return new CompiledSegments(tests, instants.Of);
    }

    public void Fill(Moment moment, long[] instants)
    {
        for (int i = 0; i < instants.Length; i++)
            instants[i] = _instants[i](moment);
    }

    /// <summary>Finds all segments; false when a value of the customer breaks a rule, which the plan's steps then report.</summary>
    public bool TryRun(object customer, long[] instants, MatchIndex index, Span<ulong> matched)
    {
        try
        {
            for (int i = 0; i < _tests.Length; i++)
            {
                if (_tests[i](customer, instants))
                    index.Set(matched, i);
            }

            return true;
        }
        catch (Exception e) when (HostErrors.Reason(e) is not null)
        {
            return false;
        }
    }
}
