using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Segmentation.EntityFrameworkCore.Tests;

/// <summary>A test process has more hosts than EF Core thinks sound.</summary>
internal static class ManyServices
{
    public static TOptions IgnoringMany<TOptions>(this TOptions options)
        where TOptions : DbContextOptionsBuilder
    {
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.ManyServiceProvidersCreatedWarning));
        return options;
    }
}
