using Microsoft.Extensions.Options;

namespace Segmentation.EntityFrameworkCore;

/// <summary>Options without a setting: their validation tries the maps against the model when a host starts.</summary>
internal sealed class EntityFrameworkCheck
{
    internal sealed class Rules(string name, Func<IReadOnlyList<Problem>> problems) : IValidateOptions<EntityFrameworkCheck>
    {
        public ValidateOptionsResult Validate(string? optionsName, EntityFrameworkCheck options)
        {
            if (optionsName != name)
                return ValidateOptionsResult.Skip;
            IReadOnlyList<Problem> found = problems();
            return found.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found.Select(p => $"{p.Path} ({p.Code}): {p.Message}"));
        }
    }
}
