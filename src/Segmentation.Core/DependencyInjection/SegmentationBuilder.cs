using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Segmentation.DependencyInjection;
using Segmentation.Refresh;

namespace Segmentation;

/// <summary>
/// Declares a host's segmentation, in any order; declaring the same again changes nothing. Adapters add their own calls as
/// extension methods. What is missing or contradictory is told of when the host starts.
/// </summary>
public sealed class SegmentationBuilder
{
    private readonly SegmentationSetup _setup;

    internal SegmentationBuilder(IServiceCollection services, SegmentationSetup setup)
    {
        Services = services;
        _setup = setup;
    }

    /// <summary>The host's services, for adapters that register some of their own.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name that services are keyed by, and options named by; null for the one without.</summary>
    public string? Name => _setup.Name;

    /// <summary>The name of options.</summary>
    internal string OptionsName => Name ?? Options.DefaultName;

    /// <summary>Sets limits and defaults of segments.</summary>
    public SegmentationBuilder Configure(Action<SegmentationOptions> configure)
    {
        Services.Configure(OptionsName, configure);
        return this;
    }

    /// <summary>Sets how segments are refreshed.</summary>
    public SegmentationBuilder ConfigureRefresh(Action<RefreshOptions> configure)
    {
        Services.Configure(OptionsName, configure);
        return this;
    }

    /// <summary>Sets how events are delivered to handlers.</summary>
    public SegmentationBuilder ConfigureDelivery(Action<DeliveryOptions> configure)
    {
        Services.Configure(OptionsName, configure);
        return this;
    }

    /// <summary>Chooses the schema. For adapters and vocabularies; hosts call <c>AddCommerce</c> and the like.</summary>
    /// <param name="by">The call by which it is chosen, as messages name it.</param>
    /// <param name="create">Makes the schema, once.</param>
    public SegmentationBuilder UseSchema(string by, Func<IServiceProvider, SegmentSchema> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _setup.Schema.Make(by, create);
        return this;
    }

    /// <summary>Chooses a schema of the host's own.</summary>
    public SegmentationBuilder UseSchema(SegmentSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return UseSchema($"UseSchema({schema.Name})", _ => schema);
    }

    /// <summary>Adds entities, attributes and relations to the schema.</summary>
    public SegmentationBuilder ExtendSchema(Action<SchemaBuilder> extend)
    {
        ArgumentNullException.ThrowIfNull(extend);
        _setup.Extend(extend);
        return this;
    }

    /// <summary>Says where the schema's names are in the host's class of the subject, as <see cref="MapSubject{T}(SubjectMap{T})"/> does.</summary>
    /// <typeparam name="T">The host's class.</typeparam>
    /// <typeparam name="TMap">The map.</typeparam>
    public SegmentationBuilder MapSubject<T, TMap>()
        where T : class
        where TMap : SubjectMap<T>, new() => MapSubject(new TMap());

    /// <summary>
    /// Says where the schema's names are in the host's class of the subject. Registers <see cref="SegmentMatcher{T}"/> for it:
    /// it reads the stored segments when it is first asked something, and has every change of theirs by this process when
    /// that returns; <c>Segmentation.Hosting</c> looks for those by others. Segments that it cannot match it refuses, at first
    /// with an exception, later by keeping those that it has, with an error in the log and in the health check.
    /// </summary>
    /// <typeparam name="T">The host's class.</typeparam>
    /// <param name="map">The map.</param>
    public SegmentationBuilder MapSubject<T>(SubjectMap<T> map)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(map);
        _setup.Map.Make($"MapSubject<{typeof(T).Name}, {map.GetType().Name}>", (map, map.Build));
        SegmentationServiceCollectionExtensions.Part(Services, Name, r => r.CreateMatcher<T>());
        return this;
    }

    /// <summary>Says what the host's <see cref="SegmentMatcher{T}"/> is given beside the map: stored answers, rows that others refer to.</summary>
    /// <param name="create">Makes the options, when the matcher is made; the last call counts.</param>
    public SegmentationBuilder ConfigureMatching(Func<IServiceProvider, MatcherOptions> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _setup.Matching = create;
        return this;
    }

    /// <summary>Chooses where customers come from. For adapters.</summary>
    /// <param name="by">The call by which it is chosen, as messages name it.</param>
    /// <param name="create">Makes the source, once; it is disposed with the host's services where it can be.</param>
    public SegmentationBuilder UseSource(string by, Func<SegmentationContext, ISegmentSource> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _setup.Source.Make(by, create);
        return this;
    }

    /// <summary>Chooses where definitions, members and events are kept. For adapters.</summary>
    /// <param name="by">The call by which it is chosen, as messages name it.</param>
    /// <param name="create">Makes the store, once; it is disposed with the host's services where it can be.</param>
    public SegmentationBuilder UseStore(string by, Func<SegmentationContext, ISegmentStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _setup.Store.Make(by, create);
        return this;
    }

    /// <summary>Says what to keep definitions, members and events in when no store is chosen. For adapters.</summary>
    /// <param name="by">The call by which it is chosen.</param>
    /// <param name="create">Makes the store, once; it is disposed with the host's services where it can be.</param>
    public SegmentationBuilder UseStoreByDefault(string by, Func<SegmentationContext, ISegmentStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        _setup.DefaultStore.Make(by, create);
        return this;
    }

    /// <summary>Chooses to refresh inside the database.</summary>
    internal SegmentationBuilder UsePushdown(string by, Func<ISegmentSource, ISegmentStore, ISegmentPushdown> create)
    {
        _setup.Pushdown.Make(by, create);
        return this;
    }

    /// <summary>Adds an exporter of segments' members, which every refresh calls when it has committed a segment. For adapters.</summary>
    /// <param name="by">What tells it from others; adding one by the same name again takes the place of the one before.</param>
    /// <param name="create">Makes the exporter, once, given where customers come from.</param>
    public SegmentationBuilder AddExporter(string by, Func<SegmentationContext, ISegmentSource, ISegmentExporter> create)
    {
        ArgumentNullException.ThrowIfNull(by);
        ArgumentNullException.ThrowIfNull(create);
        _setup.Export(by, create);
        return this;
    }

    /// <summary>Adds a condition type that stands for others.</summary>
    /// <typeparam name="T">A sealed record with a <see cref="ConditionTypeAttribute"/>.</typeparam>
    public SegmentationBuilder AddCondition<T>()
        where T : ConditionPlugin
    {
        _setup.Speak(static language => language.AddCondition<T>());
        return this;
    }

    /// <summary>Adds a condition type that the host answers.</summary>
    /// <typeparam name="T">A sealed record with a <see cref="ConditionTypeAttribute"/>.</typeparam>
    /// <typeparam name="TAnswers">Who answers; a singleton of the host's services, added unless it is there.</typeparam>
    /// <param name="options">How it is asked; null for the defaults.</param>
    public SegmentationBuilder AddExternal<T, TAnswers>(ExternalAnswerOptions? options = null)
        where T : ExternalCondition
        where TAnswers : class, IExternalAnswers<T>
    {
        Services.TryAddSingleton<TAnswers>();
        _setup.Speak(static language => language.AddExternal<T>());
        _setup.Answer(typeof(T), (services, answers) => answers.Add(services.GetRequiredService<TAnswers>(), options));
        return this;
    }

    /// <summary>Adds an operator, and its negation.</summary>
    public SegmentationBuilder AddOperator(AttributeOperator operation)
    {
        ArgumentNullException.ThrowIfNull(operation);
        _setup.Speak(language => language.AddOperator(operation));
        return this;
    }

    /// <summary>Adds a handler of customers' entering and leaving; <c>Segmentation.Hosting</c> delivers to it.</summary>
    /// <typeparam name="T">The handler; a singleton of the host's services, added unless it is there.</typeparam>
    public SegmentationBuilder AddEventHandler<T>()
        where T : class, ISegmentEventHandler
    {
        Services.TryAddSingleton<T>();
        _setup.Handle(typeof(T), static services => services.GetRequiredService<T>());
        return this;
    }

    /// <summary>Adds a handler of customers' entering and leaving that the host makes itself.</summary>
    /// <typeparam name="T">The handler; one of a type.</typeparam>
    /// <param name="create">Makes the handler, once.</param>
    public SegmentationBuilder AddEventHandler<T>(Func<IServiceProvider, T> create)
        where T : class, ISegmentEventHandler
    {
        ArgumentNullException.ThrowIfNull(create);
        _setup.Handle(typeof(T), create);
        return this;
    }

    /// <summary>Lets segments move customers between the host's groups.</summary>
    /// <typeparam name="T">Reads and writes the groups; a singleton of the host's services, added unless it is there.</typeparam>
    public SegmentationBuilder UseGroups<T>()
        where T : class, ICustomerGroupWriter
    {
        Services.TryAddSingleton<T>();
        _setup.GroupWriter.Make($"UseGroups<{typeof(T).Name}>", typeof(T));
        return this;
    }
}
