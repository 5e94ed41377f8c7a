using Segmentation.Diagnostics;
using Segmentation.Predicates;

namespace Segmentation.Tests.Diagnostics;

public sealed class NumberSetTests
{
    // Halves between −1 and 9 tell apart all that sets with whole ends between 0 and 8 can differ in.
    private static readonly Rational[] Probes = [.. Enumerable.Range(-2, 22).Select(i => new Rational(i, 2))];

    [Fact]
    public void Operations_RandomSets_HoldNumberByNumber()
    {
        var random = new Random(7);
        for (int i = 0; i < 3_000; i++)
        {
            NumberSet a = Draw(random), b = Draw(random);
            NumberSet both = a.Intersect(b), less = a.Without(b), whole = a.Whole();
            foreach (Rational probe in Probes)
            {
                Assert.Equal(a.Has(probe) && b.Has(probe), both.Has(probe));
                Assert.Equal(a.Has(probe) && !b.Has(probe), less.Has(probe));
                if (probe.IsWhole)
                    Assert.Equal(a.Has(probe), whole.Has(probe));
            }

            Assert.Equal(Probes.Any(both.Has), !both.IsEmpty);
        }
    }

    private static NumberSet Draw(Random random)
    {
        NumberSet set = NumberSet.Everything;
        for (int i = random.Next(4); i >= 0; i--)
        {
            NumberSet part = random.Next(3) == 0
                ? NumberSet.Of(Enumerable.Range(0, 3).Select(_ => new Rational(random.Next(9))))
                : NumberSet.Of(End(random), random.Next(2) == 0, End(random), random.Next(2) == 0);
            set = random.Next(2) == 0 ? set.Intersect(part) : set.Without(part);
        }

        return set;
    }

    private static Rational? End(Random random) => random.Next(5) == 0 ? null : new Rational(random.Next(9));
}
