using System.Globalization;

namespace Segmentation.Benchmarks.Matching;

/// <summary>A customer with forty attributes, as a feature table or a profile service has them.</summary>
public sealed class Profile
{
    public const int Numbers = 16;
    public const int Counts = 8;
    public const int Instants = 6;
    public const int Texts = 10;
    public const int Words = 50;

    public static readonly DateTimeOffset AsOf = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public required long Id { get; init; }

    // Uniform from 0 to 10,000 in cents.
    public decimal Number0 { get; init; }
    public decimal Number1 { get; init; }
    public decimal Number2 { get; init; }
    public decimal Number3 { get; init; }
    public decimal Number4 { get; init; }
    public decimal Number5 { get; init; }
    public decimal Number6 { get; init; }
    public decimal Number7 { get; init; }
    public decimal Number8 { get; init; }
    public decimal Number9 { get; init; }
    public decimal Number10 { get; init; }
    public decimal Number11 { get; init; }
    public decimal Number12 { get; init; }
    public decimal Number13 { get; init; }
    public decimal Number14 { get; init; }
    public decimal Number15 { get; init; }

    // Uniform from 0 to 9,999.
    public int Count0 { get; init; }
    public int Count1 { get; init; }
    public int Count2 { get; init; }
    public int Count3 { get; init; }
    public int Count4 { get; init; }
    public int Count5 { get; init; }
    public int Count6 { get; init; }
    public int Count7 { get; init; }

    // Uniform over the thousand days before as-of.
    public DateTimeOffset Instant0 { get; init; }
    public DateTimeOffset Instant1 { get; init; }
    public DateTimeOffset Instant2 { get; init; }
    public DateTimeOffset Instant3 { get; init; }
    public DateTimeOffset Instant4 { get; init; }
    public DateTimeOffset Instant5 { get; init; }

    // One of fifty words.
    public string Text0 { get; init; } = "";
    public string Text1 { get; init; } = "";
    public string Text2 { get; init; } = "";
    public string Text3 { get; init; } = "";
    public string Text4 { get; init; } = "";
    public string Text5 { get; init; } = "";
    public string Text6 { get; init; } = "";
    public string Text7 { get; init; } = "";
    public string Text8 { get; init; } = "";
    public string Text9 { get; init; } = "";

    public static string Word(int index) => "word " + index.ToString(CultureInfo.InvariantCulture);

    public static Profile[] Some(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(1, count).Select(id => Create(id, random))];
    }

    private static Profile Create(long id, Random random)
    {
        var profile = new Profile { Id = id };
        foreach (System.Reflection.PropertyInfo property in typeof(Profile).GetProperties().Where(p => p.Name != nameof(Id)))
        {
            property.SetValue(profile, property.PropertyType switch
            {
                Type t when t == typeof(decimal) => random.Next(1_000_000) / 100m,
                Type t when t == typeof(int) => random.Next(10_000),
                Type t when t == typeof(DateTimeOffset) => AsOf.AddSeconds(-random.NextDouble() * 1000 * 86_400),
                // A text of its own, as a database's reader makes them.
                _ => Word(random.Next(Words)),
            });
        }

        return profile;
    }
}
