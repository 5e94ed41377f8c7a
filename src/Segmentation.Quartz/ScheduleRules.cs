using Microsoft.Extensions.Options;

namespace Segmentation.Quartz;

/// <summary>Validates the options of one name when the host starts.</summary>
internal sealed class ScheduleRules(string name, TimeProvider time) : IValidateOptions<SegmentScheduleOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, SegmentScheduleOptions options)
    {
        if (optionsName != name)
            return ValidateOptionsResult.Skip;
        string[] problems = [.. options.Problems(time.GetUtcNow())];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
