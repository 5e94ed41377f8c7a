using Microsoft.Extensions.Options;
using Segmentation;
using Segmentation.Files;
using Segmentation.Files.Export;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds exports to files to a host's segmentation.</summary>
public static class FilesBuilderExtensions
{
    /// <summary>Exports the members of segments to files whenever a refresh has committed them.</summary>
    /// <param name="builder">The segmentation.</param>
    /// <param name="configure">Says which segments, where to and how. Options that break a rule are refused when the host starts.</param>
    /// <param name="formats">The formats there are; null for the built-in ones.</param>
    /// <param name="name">What tells this export from others of the host; calls of the same name together make one.</param>
    public static SegmentationBuilder AddFileExports(
        this SegmentationBuilder builder, Action<SegmentExportOptions> configure, ExportFormats? formats = null, string name = "files")
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        ArgumentException.ThrowIfNullOrEmpty(name);
        string optionsName = $"{builder.Name}/{name}";
        ExportFormats known = formats ?? ExportFormats.BuiltIn;
        builder.Services.AddOptions<SegmentExportOptions>(optionsName).Configure(configure).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<SegmentExportOptions>>(new SegmentExportRules(optionsName, known));
        return builder.AddExporter(
            $"AddFileExports({name})",
            (context, source) => new SegmentFileExporter(
                source, context.Schema, context.Services.GetRequiredService<IOptionsMonitor<SegmentExportOptions>>().Get(optionsName), known, context.Bind));
    }
}
