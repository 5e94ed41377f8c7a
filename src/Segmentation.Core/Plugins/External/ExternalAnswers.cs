namespace Segmentation;

/// <summary>Who answers which external condition type. Immutable; safe for concurrent use when those who answer are.</summary>
public sealed class ExternalAnswers
{
    private readonly IReadOnlyDictionary<Type, ExternalAnswer> _byType;

    private ExternalAnswers(IReadOnlyDictionary<Type, ExternalAnswer> byType, TimeProvider time)
    {
        _byType = byType;
        Time = time;
    }

    /// <summary>Nobody answers: segments that need an answer fail.</summary>
    public static ExternalAnswers None { get; } = Create(static _ => { });

    internal TimeProvider Time { get; }

    /// <summary>Registers who answers.</summary>
    /// <param name="configure">Adds the answers.</param>
    /// <param name="time">Measures the timeouts; null for the system's.</param>
    public static ExternalAnswers Create(Action<ExternalAnswersBuilder> configure, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var builder = new ExternalAnswersBuilder();
        configure(builder);
        return new ExternalAnswers(builder.Answers, time ?? TimeProvider.System);
    }

    internal ExternalAnswer? Find(ExternalCondition condition) => _byType.GetValueOrDefault(condition.GetType());
}

/// <summary>Registers who answers external conditions. Not safe for concurrent use.</summary>
public sealed class ExternalAnswersBuilder
{
    private readonly Dictionary<Type, ExternalAnswer> _answers = [];

    internal ExternalAnswersBuilder()
    {
    }

    internal IReadOnlyDictionary<Type, ExternalAnswer> Answers => new Dictionary<Type, ExternalAnswer>(_answers);

    /// <summary>Registers who answers for a condition type.</summary>
    /// <typeparam name="T">The condition type.</typeparam>
    /// <param name="host">Answers.</param>
    /// <param name="options">How it is asked; null for the defaults.</param>
    /// <exception cref="ArgumentException">Another one answers for the type already.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public ExternalAnswersBuilder Add<T>(IExternalAnswers<T> host, ExternalAnswerOptions? options = null)
        where T : ExternalCondition
    {
        ArgumentNullException.ThrowIfNull(host);
        options ??= new ExternalAnswerOptions();
        if (options.Timeout <= TimeSpan.Zero || options.Timeout > TimeSpan.FromDays(1))
            throw new ArgumentOutOfRangeException(nameof(options), options.Timeout, "Timeout must be more than zero and at most a day.");
        if (options.BatchSize < 1)
            throw new ArgumentOutOfRangeException(nameof(options), options.BatchSize, "BatchSize must be 1 or more.");
        if (_answers.TryGetValue(typeof(T), out ExternalAnswer? known) && !ReferenceEquals(known.Host, host))
            throw new ArgumentException($"Another host answers for {typeof(T).Name} already; register one.", nameof(host));
        _answers[typeof(T)] = new ExternalAnswer(
            host,
            options,
            (condition, customers, asOf, ct) => host.FindAsync(new ExternalQuestion<T>((T)condition, customers, asOf), ct));
        return this;
    }
}

/// <summary>Who answers for one type, and how it is asked.</summary>
internal sealed record ExternalAnswer(
    object Host,
    ExternalAnswerOptions Options,
    Func<ExternalCondition, IReadOnlyList<SubjectKey>, DateTimeOffset, CancellationToken, ValueTask<IReadOnlyCollection<SubjectKey>>> FindAsync);
