using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;

namespace Segmentation.EntityFrameworkCore.Tests.Composition;

[CollectionDefinition("counts of the whole process", DisableParallelization = true)]
public sealed class ProcessCounts;

/// <summary>A ready-made segment is compiled once, whatever the instant, the constants and the lengths of lists.</summary>
[Collection("counts of the whole process")]
public sealed class CompiledOnceTests
{
    private const int Times = 1000;

    public static TheoryData<string, string> Segments
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string provider in new[] { "SQLite", "PostgreSQL" })
            {
                foreach (ReadyMadeSegment segment in CommerceSegments.All)
                    data.Add(provider, segment.Id);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Segments))]
    public void InSegment_OverAThousandInstantsConstantsAndLengths_IsCompiledOnce(string provider, string id)
    {
        ReadyMadeSegment segment = CommerceSegments.Find(id)!;
        var random = new Random(id.Length);
        using CommerceContext context = CommerceContext.Offline(provider);
        using var misses = new CacheMisses();
        // A refused segment is refused each time, and compiled never.
        int compiled = 0;
        for (int i = 0; i < Times; i++)
        {
            SegmentSet set = SegmentSet.Bind(CommerceContext.Schema, [segment.Create(Values(segment, random, i))]);
            var asOf = new DateTimeOffset(2000 + random.Next(50), 1 + random.Next(12), 1 + random.Next(28), random.Next(24), random.Next(60), 0, TimeSpan.Zero);
            try
            {
                IQueryable<long> query = context.Customers.InSegment(set[id], asOf).Select(c => EF.Property<long>(c, "id"));
                Assert.NotEmpty(query.ToQueryString());
                compiled++;
            }
            catch (CompositionRefusedException)
            {
                Assert.Equal(0, compiled);
            }
        }

        Assert.Equal(compiled == 0 ? 0 : 1, misses.Count);
    }

    private static Dictionary<string, object> Values(ReadyMadeSegment segment, Random random, int turn) => segment.Parameters
        .Where(p => p.Type != ReadyMadeParameterType.Attribute)
        .ToDictionary(p => p.Name, p => p.Type switch
        {
            ReadyMadeParameterType.Text => $"text{turn}",
            ReadyMadeParameterType.Texts => Enumerable.Range(0, 1 + random.Next(20)).Select(n => $"text{turn}-{n}").ToArray(),
            // The end of a span is not before its start.
            ReadyMadeParameterType.Integer => 1 + random.Next(100) + (p.Name.StartsWith("to", StringComparison.Ordinal) ? 100 : 0),
            ReadyMadeParameterType.Decimal => p.Default is decimal and < 1 ? random.Next(1, 999_999) / 1_000_000m : (object)(random.Next(1, 1_000_000) / 100m),
            _ => new DateOnly(2000 + random.Next(50), 1 + random.Next(12), 1 + random.Next(28)),
        });

    /// <summary>How often a query was not found among those compiled, since this was made.</summary>
    private sealed class CacheMisses : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly long _before;
        private long _last;

        public CacheMisses()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Microsoft.EntityFrameworkCore" && instrument.Name == "microsoft.entityframeworkcore.compiled_query_cache_misses")
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((_, value, _, _) => _last = value);
            _listener.Start();
            _before = Now();
        }

        public long Count => Now() - _before;

        public void Dispose() => _listener.Dispose();

        private long Now()
        {
            _listener.RecordObservableInstruments();
            return _last;
        }
    }
}
