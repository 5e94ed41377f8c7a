namespace Segmentation.Tests.Subjects;

/// <summary>A condition that the host answers: who is a regular of a bar.</summary>
[ConditionType("acme.regular")]
public sealed record Regular(string Bar) : ExternalCondition
{
    internal static ConditionLanguage Language { get; } = ConditionLanguage.BuiltIn.Extend(l => l.AddExternal<Regular>());
}

/// <summary>Knows the regulars, and remembers who was asked about.</summary>
internal sealed class Bar(params long[] regulars) : IExternalAnswers<Regular>
{
    public List<string> Asked { get; } = [];

    public ExternalAnswers Answers => ExternalAnswers.Create(a => a.Add(this));

    public ValueTask<IReadOnlyCollection<SubjectKey>> FindAsync(ExternalQuestion<Regular> question, CancellationToken ct)
    {
        Asked.Add(string.Join(' ', question.Customers));
        return ValueTask.FromResult<IReadOnlyCollection<SubjectKey>>([.. question.Customers.Where(c => regulars.Contains(c.Integer))]);
    }
}
