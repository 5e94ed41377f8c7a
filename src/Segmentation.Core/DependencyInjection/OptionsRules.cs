using Microsoft.Extensions.Options;

namespace Segmentation.DependencyInjection;

/// <summary>Validates the options of one name by rules that name property, rule and value.</summary>
internal sealed class OptionsRules<T>(string name, Func<T, IEnumerable<string>> problems) : IValidateOptions<T>
    where T : class
{
    public ValidateOptionsResult Validate(string? optionsName, T options)
    {
        if (optionsName != name)
            return ValidateOptionsResult.Skip;
        string[] found = [.. problems(options)];
        return found.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found);
    }
}
