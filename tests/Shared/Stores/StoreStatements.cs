using System.Text;
using Segmentation.Sql.Store;

namespace Segmentation.Tests.Shared;

/// <summary>The statements that a store sends for each of its calls, as a reviewed file has them.</summary>
internal static class StoreStatements
{
    private static readonly (string Name, Func<ISegmentStore, CancellationToken, Task> Read)[] Reads =
    [
        ("get version", async (store, ct) => await store.GetVersionAsync(ct)),
        ("get definitions", async (store, ct) => await store.GetDefinitionsAsync(ct)),
        ("find segment", async (store, ct) => await store.FindSegmentAsync("vip", ct)),
        ("contains", async (store, ct) => await store.ContainsAsync("vip", new SubjectKey(1), ct)),
        ("get segments of", async (store, ct) => await store.GetSegmentsOfAsync(new SubjectKey(1), ct)),
        ("find members", async (store, ct) => await store.FindMembersAsync("vip", [new SubjectKey(1)], ct)),
        ("get members", async (store, ct) => await store.GetMembersAsync("vip", null, ct).CountAsync(ct)),
        ("get members after", async (store, ct) => await store.GetMembersAsync("vip", new SubjectKey(1), ct).CountAsync(ct)),
        ("find run", async (store, ct) => await store.FindRunAsync("run-1", ct)),
        ("get runs", async (store, ct) => await store.GetRunsAsync(10, ct)),
        ("get history", async (store, ct) => await store.GetHistoryAsync(new HistoryQuery(), ct)),
        ("get history filtered", async (store, ct) => await store.GetHistoryAsync(
            new HistoryQuery { SegmentId = "vip", RunId = "run-1", Action = HistoryAction.RefreshStarted, From = StoreScript.Start, Until = StoreScript.Start, Before = 5 }, ct)),
        ("get groups due", async (store, ct) => await store.GetGroupsDueAsync(null, 10, ct)),
        ("get groups due after", async (store, ct) => await store.GetGroupsDueAsync(new SubjectKey(1), 10, ct)),
        ("get assignments", async (store, ct) => await store.GetAssignmentsAsync([new SubjectKey(1)], ct)),
        ("get tags", async (store, ct) => await store.GetTagsAsync(new SubjectKey(1), ct)),
        ("get ready events", async (store, ct) => await store.GetReadyEventsAsync(StoreScript.Start, 10, ct)),
        ("get dead events", async (store, ct) => await store.GetDeadEventsAsync(0, 10, ct)),
        ("count events", async (store, ct) => await store.CountEventsAsync(ct)),
    ];

    /// <summary>The statements, those that make the tables first; a statement that is sent several times in a row stands once with a number.</summary>
    public static async Task<string> RecordAsync(Func<Task<StorePlace>> newPlace, CancellationToken ct)
    {
        var text = new StringBuilder();
        await using (StorePlace fresh = await newPlace())
            await RecordAsync("prepare", fresh, (store, token) => StoreScript.RunAsync("prepare", store, token));
        foreach (string action in StoreScript.Actions)
        {
            await using StorePlace place = await SetUpAsync();
            await RecordAsync(action, place, (store, token) => StoreScript.RunAsync(action, store, token));
        }

        await using StorePlace read = await SetUpAsync();
        foreach ((string name, Func<ISegmentStore, CancellationToken, Task> call) in Reads)
            await RecordAsync(name, read, call);
        return text.ToString();

        async Task<StorePlace> SetUpAsync()
        {
            StorePlace place = await newPlace();
            using SqlSegmentStore store = place.Open();
            await StoreScript.SetUpAsync(store, ct);
            return place;
        }

        async Task RecordAsync(string name, StorePlace place, Func<ISegmentStore, CancellationToken, Task> call)
        {
            List<StoreStep> steps = [];
            using SqlSegmentStore store = place.Open(step =>
            {
                steps.Add(step);
                return ValueTask.CompletedTask;
            });
            await call(store, ct);
            text.Append("# ").Append(name).Append('\n');
            for (int i = 0; i < steps.Count; i++)
            {
                int times = 1;
                while (i + 1 < steps.Count && (steps[i + 1].Name, steps[i + 1].Text) == (steps[i].Name, steps[i].Text))
                    (i, times) = (i + 1, times + 1);
                text.Append("  ").Append(steps[i].Name).Append(times > 1 ? $" ({times} times)" : "").Append('\n');
                foreach (string line in steps[i].Text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
                    text.Append("    ").Append(line.TrimEnd('\r')).Append('\n');
            }

            text.Append('\n');
        }
    }

    /// <summary>Compares with the approved file; running the tests once with SEGMENTATION_APPROVE=1 approves what is.</summary>
    public static async Task AreApprovedAsync(string actual, string project, CancellationToken ct)
    {
        string? root = AppContext.BaseDirectory;
        while (root is not null && !File.Exists(Path.Combine(root, "Segmentation.Sdk.sln")))
            root = Path.GetDirectoryName(root);
        string file = Path.Combine(root!, "tests", project, "Store", "statements.approved.txt");
        if (Environment.GetEnvironmentVariable("SEGMENTATION_APPROVE") == "1")
            await File.WriteAllTextAsync(file, actual, ct);
        Assert.Equal(File.Exists(file) ? await File.ReadAllTextAsync(file, ct) : "", actual, ignoreLineEndingDifferences: true);
    }
}
