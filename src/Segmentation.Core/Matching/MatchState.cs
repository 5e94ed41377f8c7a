namespace Segmentation.Matching;

/// <summary>What a match finds out about one customer by one plan. Reused from match to match; not safe for concurrent use.</summary>
internal sealed class MatchState
{
    private readonly Hits?[] _hits;
    private readonly int[] _runOf;
    private ulong[] _scratch = new ulong[16];
    private readonly long[] _instants;
    private long _filledAt = -1;
    private int[] _formerHits = [];
    private SubjectKey? _key;
    private bool _isKeyKnown;

    public MatchState(MatchPlan plan)
    {
        Plan = plan;
        Rows = New<RowsState>(plan.RowsCount);
        Numbers = New<NumberCells>(plan.NumberCount);
        Texts = New<TextCells>(plan.TextCount);
        Sets = New<SetCells>(plan.SetCount);
        Bits = New<RowBits>(plan.PredicateCount);
        Codes = new int[plan.SlotCount];
        Changed = new bool[plan.Families.Count];
        Matched = new ulong[plan.Index.WordCount];
        LeafWords = new ulong[plan.Index.LeafWordCount];
        _hits = [.. plan.Families.Select(f => f is HitFamily ? new Hits() : null)];
        _instants = new long[plan.Compiled?.InstantCount ?? 0];
        _runOf = new int[plan.Index.PartCount];
    }

    public MatchPlan Plan { get; }

    public Moment Moment { get; } = new();

    public RowsState[] Rows { get; }

    public NumberCells[] Numbers { get; }

    public TextCells[] Texts { get; }

    public SetCells[] Sets { get; }

    public RowBits[] Bits { get; }

    /// <summary>What the families found.</summary>
    public int[] Codes { get; }

    /// <summary>A bit a segment, in the order of the index.</summary>
    public ulong[] Matched { get; }

    /// <summary>A bit a formula for each leaf of an index.</summary>
    public ulong[] LeafWords { get; }

    /// <summary>By family: whether it found something else than before.</summary>
    public bool[] Changed { get; }

    public int Reruns { get; set; }

    /// <summary>Whether the state is that of a match which came to its end.</summary>
    public bool IsComplete { get; private set; }

    public long LeavesTested { get; set; }

    public long SegmentsTested { get; set; }

    public long StepsRun { get; private set; }

    /// <summary>For a set of literals that are found one by one.</summary>
    public RowBits Found { get; } = new();

    public HashSet<Int128> SeenNumbers { get; } = [];

    public HashSet<string> SeenTexts { get; } = new(StringComparer.Ordinal);

    public HashSet<string> SeenFoldedTexts { get; } = new(StringComparer.OrdinalIgnoreCase);

    public TextCells[] Parts { get; set; } = [];

    /// <summary>The customer's key; null when it is missing.</summary>
    public SubjectKey? Key
    {
        get
        {
            if (!_isKeyKnown)
                (_key, _isKeyKnown) = (Plan.Sources.Subject.KeyOf(Rows[0][0]), true);
            return _key;
        }
    }

    public Hits HitsOf(HitFamily family) => _hits[family.Index]!;

    public Span<ulong> Scratch(int words)
    {
        if (_scratch.Length < words)
            _scratch = new ulong[words];
        return _scratch.AsSpan(0, words);
    }

    /// <summary>Whether a part of the index comes up in a run for the first time.</summary>
    public bool IsFirstOf(int run, int part)
    {
        bool isFirst = _runOf[part] != run;
        _runOf[part] = run;
        return isFirst;
    }

    /// <summary>Finds out everything about a customer.</summary>
    public void Match(object customer, DateTimeOffset asOf)
    {
        if (Plan.Compiled is { } compiled && TryCompiled(compiled, customer, asOf))
            return;
        Begin(customer, asOf);
        foreach (Step step in Plan.Steps)
            step.Run(this);
        StepsRun += Plan.Steps.Length;
        Plan.Index.Run(this);
        IsComplete = true;
    }

    /// <summary>Finds out again what changes, or another instant, have made different.</summary>
    public void Update(object customer, DateTimeOffset asOf, PlannedChanges changes)
    {
        if (!IsComplete || !TryUpdate(customer, asOf, changes))
            Match(customer, asOf);
    }

    /// <summary>Keeps nothing of the customer alive.</summary>
    public void Release()
    {
        IsComplete = false;
        foreach (RowsState rows in Rows)
            rows.Clear();
        foreach (TextCells texts in Texts)
            texts.Clear();
        foreach (SetCells sets in Sets)
            sets.Clear();
        _key = null;
        _isKeyKnown = false;
    }

    private bool TryCompiled(CompiledSegments compiled, object customer, DateTimeOffset asOf)
    {
        // There is nothing that an update could build on: it is a match, which for so few segments costs no more.
        IsComplete = false;
        (LeavesTested, SegmentsTested, StepsRun) = (0, Plan.Index.SegmentCount, 0);
        if (asOf.UtcTicks != _filledAt)
        {
            Moment.MoveTo(asOf, Plan.Calendar);
            compiled.Fill(Moment, _instants);
            _filledAt = asOf.UtcTicks;
        }

        Matched.AsSpan().Clear();
        return compiled.TryRun(customer, _instants, Plan.Index, Matched);
    }

    private bool TryUpdate(object customer, DateTimeOffset asOf, PlannedChanges changes)
    {
        bool isMoved = asOf != Moment.AsOf, isOther = !ReferenceEquals(customer, Rows[0][0]);
        Begin(customer, asOf);
        Array.Clear(Changed);
        foreach (Step step in Plan.Steps)
        {
            if (changes.Steps[step.Order] || (isMoved && changes.StepsOfTime[step.Order]))
            {
                StepsRun++;
                if (step is Family family)
                    Changed[family.Index] = RunAnew(family);
                else
                    step.Run(this);
            }
            else if (step is RowsCell rows && (isOther || changes.IsBelowSubject) && !RunAnew(rows))
            {
                return false;
            }
        }

        Plan.Index.Rerun(this);
        IsComplete = true;
        return true;
    }

    /// <summary>Whether a family finds something else than before.</summary>
    private bool RunAnew(Family family)
    {
        if (family is not HitFamily hit)
        {
            int before = Codes[family.Slot];
            family.Run(this);
            return Codes[family.Slot] != before;
        }

        ReadOnlySpan<int> hits = HitsOf(hit).Literals;
        if (_formerHits.Length < hits.Length)
            _formerHits = new int[hits.Length * 2];
        Span<int> former = _formerHits.AsSpan(0, hits.Length);
        hits.CopyTo(former);
        family.Run(this);
        return !HitsOf(hit).Literals.SequenceEqual(former);
    }

    /// <summary>Takes objects anew that may have been replaced; false when there are others than the values are of.</summary>
    private bool RunAnew(RowsCell cell)
    {
        if (cell is SubjectRows)
            return true;
        RowsState rows = cell.Of(this), above = cell.Parent!.Of(this);
        long before = rows.Fingerprint(above.Count);
        cell.Run(this);
        return rows.Fingerprint(above.Count) == before;
    }

    private void Begin(object customer, DateTimeOffset asOf)
    {
        // A match that fails leaves nothing that an update could build on.
        IsComplete = false;
        (LeavesTested, SegmentsTested, StepsRun) = (0, 0, 0);
        Moment.MoveTo(asOf, Plan.Calendar);
        _filledAt = -1;
        _isKeyKnown = false;
        RowsState subject = Rows[0];
        subject.Clear();
        subject.Begin(0);
        subject.AddOne(customer);
    }

    private static T[] New<T>(int count)
        where T : new()
    {
        var all = new T[count];
        for (int i = 0; i < count; i++)
            all[i] = new T();
        return all;
    }
}
