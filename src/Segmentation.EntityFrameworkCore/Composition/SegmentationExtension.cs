using System.Globalization;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Segmentation.EntityFrameworkCore;

/// <summary>What a context's options say of segments.</summary>
internal sealed class SegmentationExtension(MapsReference maps, int maxComposedNodes) : IDbContextOptionsExtension
{
    public EntityMaps Maps => Reference.Maps;

    private MapsReference Reference { get; } = maps;

    public int MaxComposedNodes { get; } = maxComposedNodes;

    public DbContextOptionsExtensionInfo Info => field ??= new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services) =>
        new EntityFrameworkServicesBuilder(services).TryAdd<IConventionSetPlugin, ComposerConvention>();

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ExtensionInfo(SegmentationExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => "using segmentation ";

        // Models remember the maps, so that contexts with other ones have other models.
        public override int GetServiceProviderHashCode() => HashCode.Combine(extension.Reference, extension.MaxComposedNodes);

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other.Extension is SegmentationExtension same
            && same.Reference.Equals(extension.Reference) && same.MaxComposedNodes == extension.MaxComposedNodes;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["Segmentation:MaxComposedNodes"] = extension.MaxComposedNodes.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>What makes segments part of queries over one model.</summary>
internal sealed record Composer(ModelMap Map, int MaxComposedNodes)
{
    /// <summary>The name of the annotation that a model has its composer by.</summary>
    public const string Annotation = "Segmentation:Composer";
}

/// <summary>Lets a model know its maps, as a query leads to its model and not to its context.</summary>
internal sealed class ComposerConvention(IDbContextOptions options, IDatabaseProvider provider) : IConventionSetPlugin, IModelFinalizedConvention
{
    public ConventionSet ModifyConventions(ConventionSet conventionSet)
    {
        conventionSet.ModelFinalizedConventions.Add(this);
        return conventionSet;
    }

    public IModel ProcessModelFinalized(IModel model)
    {
        SegmentationExtension extension = options.FindExtension<SegmentationExtension>()!;
        string? name = provider.Name;
        model.AddRuntimeAnnotation(Composer.Annotation, new Lazy<Composer>(() => new Composer(extension.Maps.On(model, name), extension.MaxComposedNodes)));
        return model;
    }
}
