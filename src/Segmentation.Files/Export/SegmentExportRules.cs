using Microsoft.Extensions.Options;

namespace Segmentation.Files.Export;

/// <summary>Validates the options of one export when the host starts.</summary>
internal sealed class SegmentExportRules(string name, ExportFormats formats) : IValidateOptions<SegmentExportOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, SegmentExportOptions options)
    {
        if (optionsName != name)
            return ValidateOptionsResult.Skip;
        string[] problems = [.. options.Problems(formats)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
