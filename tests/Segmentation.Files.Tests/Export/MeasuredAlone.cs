namespace Segmentation.Files.Tests.Export;

/// <summary>Tests that measure the whole process's memory: no other test runs meanwhile.</summary>
[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
