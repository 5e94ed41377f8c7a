using Segmentation.Refresh;

namespace Segmentation.DependencyInjection;

/// <summary>Everything that a host has declared so far, in whatever order and however often.</summary>
internal sealed class SegmentationSetup(string? name)
{
    private readonly List<Delegate> _schemaExtensions = [];
    private readonly List<Action<ConditionLanguageBuilder>> _language = [];
    private readonly Dictionary<Type, Action<IServiceProvider, ExternalAnswersBuilder>> _externals = [];
    private readonly Dictionary<Type, Func<IServiceProvider, ISegmentEventHandler>> _handlers = [];
    private readonly SortedDictionary<string, Func<SegmentationContext, ISegmentSource, ISegmentExporter>> _exporters = new(StringComparer.Ordinal);

    public string? Name { get; } = name;

    public Choice<Func<IServiceProvider, SegmentSchema>> Schema { get; } = new("schema", "AddCommerce");

    public Choice<Func<SegmentationContext, ISegmentSource>> Source { get; } = new("source of customers", "UseObjects, UseSqlite, UsePostgreSql or UseEntityFrameworkCore");

    public Choice<Func<SegmentationContext, ISegmentStore>> Store { get; } = new("store", "UseInMemoryStore, UseSqlite, UsePostgreSql or UseEntityFrameworkCore");

    /// <summary>The store of a host that chooses none.</summary>
    public Choice<Func<SegmentationContext, ISegmentStore>> DefaultStore { get; } = new("default store", "");

    public Choice<(object Map, Func<SegmentSchema, EntityMapping> Build)> Map { get; } = new("map of the subject", "MapSubject");

    /// <summary>What the matcher is given beside the map; nothing when none was chosen.</summary>
    public Func<IServiceProvider, MatcherOptions>? Matching { get; set; }

    public Choice<Type> GroupWriter { get; } = new("writer of customer groups", "UseGroups");

    public Choice<Func<ISegmentSource, ISegmentStore, ISegmentPushdown>> Pushdown { get; } = new("refresh inside the database", "RefreshInDatabase");

    public IReadOnlyCollection<Func<IServiceProvider, ISegmentEventHandler>> Handlers => _handlers.Values;

    public IReadOnlyCollection<Func<SegmentationContext, ISegmentSource, ISegmentExporter>> Exporters => _exporters.Values;

    public void Extend(Action<SchemaBuilder> extend)
    {
        if (!_schemaExtensions.Contains(extend))
            _schemaExtensions.Add(extend);
    }

    public void Speak(Action<ConditionLanguageBuilder> extend) => _language.Add(extend);

    public void Answer(Type condition, Action<IServiceProvider, ExternalAnswersBuilder> add) => _externals[condition] = add;

    public void Handle(Type handler, Func<IServiceProvider, ISegmentEventHandler> create) => _handlers[handler] = create;

    public void Export(string by, Func<SegmentationContext, ISegmentSource, ISegmentExporter> create) => _exporters[by] = create;

    /// <summary>What is missing, or declared in two ways; a sentence each.</summary>
    public IEnumerable<string> Problems() =>
    [
        .. Schema.Problems(isRequired: true), .. Source.Problems(isRequired: true), .. Map.Problems(isRequired: false),
        .. Store.IsMade || DefaultStore.IsMade ? Store.Problems(isRequired: false) : Store.Problems(isRequired: true),
        .. GroupWriter.Problems(isRequired: false), .. Pushdown.Problems(isRequired: false),
    ];

    public SegmentSchema BuildSchema(IServiceProvider services)
    {
        SegmentSchema schema = Schema.Value!(services);
        return _schemaExtensions.Count == 0 ? schema : schema.Extend(builder => _schemaExtensions.ForEach(e => ((Action<SchemaBuilder>)e)(builder)));
    }

    public ConditionLanguage BuildLanguage() => _language.Count == 0
        ? ConditionLanguage.BuiltIn
        : ConditionLanguage.BuiltIn.Extend(builder => _language.ForEach(extend => extend(builder)));

    public ExternalAnswers BuildExternals(IServiceProvider services, TimeProvider time) => ExternalAnswers.Create(
        builder =>
        {
            foreach (Action<IServiceProvider, ExternalAnswersBuilder> add in _externals.Values)
                add(services, builder);
        },
        time);
}

/// <summary>Something of which a host chooses one. Choosing the same again changes nothing; choosing two is a mistake that is told of at start.</summary>
/// <param name="what">What is chosen.</param>
/// <param name="how">By which calls.</param>
internal sealed class Choice<T>(string what, string how)
{
    private readonly SortedDictionary<string, T> _made = new(StringComparer.Ordinal);

    public bool IsMade => _made.Count > 0;

    public T? Value => _made.Count == 0 ? default : _made.Values.First();

    /// <summary>Chooses.</summary>
    /// <param name="by">The call by which it is chosen; the last of several calls of one kind counts.</param>
    /// <param name="value">What is chosen.</param>
    public void Make(string by, T value) => _made[by] = value;

    public IEnumerable<string> Problems(bool isRequired)
    {
        if (_made.Count > 1)
            yield return $"The {what} must be one; it is chosen by {string.Join(" and ", _made.Keys)}. Leave all but one out.";
        if (_made.Count == 0 && isRequired)
            yield return $"The {what} must be chosen; it is not. Call {how} in AddSegmentation.";
    }
}
