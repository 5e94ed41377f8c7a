namespace Segmentation.Evaluation;

/// <summary>Puts stretches of the batches' columns together into the columns of a block.</summary>
internal abstract class ColumnAccumulator
{
    public static ColumnAccumulator For(SchemaAttribute attribute) => attribute.Type switch
    {
        AttributeType.Text or AttributeType.Choice => new TextAccumulator(),
        AttributeType.Set => new SetAccumulator(),
        _ => new NumberAccumulator(),
    };

    public abstract void Append(Column column, int from, int count);

    /// <summary>What was put together, in an order of rows (null for the order it came in); the accumulator starts anew.</summary>
    public abstract Column Take(int[]? order);

    private sealed class NumberAccumulator : ColumnAccumulator
    {
        private long[] _values = [];
        private Int128[]? _wide;
        private ulong[] _present = [];
        private bool _missing;
        private int _count;
        private int _scale;

        public override void Append(Column column, int from, int count)
        {
            var numbers = (NumberColumn)column;
            if (numbers.Scale > _scale)
                Rescale(numbers.Scale);
            Reserve(count);
            Int128 factor = Decimals.PowerOfTen(_scale - numbers.Scale);
            if (_wide is null && (numbers.Values is null || !Fits(numbers.Values.AsSpan(from, count), factor)))
                Widen();
            if (_wide is null)
                AppendNarrow(numbers.Values.AsSpan(from, count), (long)factor);
            else
                AppendWide(numbers, from, count, factor);
            if (numbers.Present is not null)
                CopyPresence(numbers.Present, from, count);
            else if (_missing)
                MarkPresent(_count, count);
            _count += count;
        }

        public override Column Take(int[]? order)
        {
            ulong[]? present = _missing ? _present : null;
            NumberColumn column;
            if (order is null)
                column = _wide is null ? new NumberColumn(_values, _count, present, _scale) : new NumberColumn(_wide, _count, present, _scale);
            else
                column = Reordered(order, present);
            (_values, _wide, _present, _missing, _count, _scale) = ([], null, [], false, 0, 0);
            return column;
        }

        private NumberColumn Reordered(int[] order, ulong[]? present)
        {
            ulong[]? bits = present is null ? null : Bits.None(order.Length);
            for (int i = 0; bits is not null && i < order.Length; i++)
            {
                if (Bits.Get(present!, order[i]))
                    Bits.Set(bits, i);
            }

            return _wide is null
                ? new NumberColumn(Array.ConvertAll(order, row => _values[row]), order.Length, bits, _scale)
                : new NumberColumn(Array.ConvertAll(order, row => _wide[row]), order.Length, bits, _scale);
        }

        // Values that are missing are zero or anything; a factor that does not fit them only widens.
        private static bool Fits(ReadOnlySpan<long> values, Int128 factor)
        {
            if (factor == 1)
                return true;
            long bound = (long)(long.MaxValue / factor);
            foreach (long value in values)
            {
                if (value > bound || value < -bound)
                    return false;
            }

            return true;
        }

        private void AppendNarrow(ReadOnlySpan<long> values, long factor)
        {
            Span<long> into = _values.AsSpan(_count, values.Length);
            values.CopyTo(into);
            for (int i = 0; factor != 1 && i < into.Length; i++)
                into[i] *= factor;
        }

        private void AppendWide(NumberColumn numbers, int from, int count, Int128 factor)
        {
            for (int i = 0; i < count; i++)
                _wide![_count + i] = (numbers.Values is null ? numbers.Wide![from + i] : numbers.Values[from + i]) * factor;
        }

        private void CopyPresence(ulong[] present, int from, int count)
        {
            if (!_missing)
            {
                _missing = true;
                _present = new ulong[Bits.Words(Math.Max(_values.Length, _wide?.Length ?? 0))];
                MarkPresent(0, _count);
            }

            for (int i = 0; i < count; i++)
            {
                if (Bits.Get(present, from + i))
                    Bits.Set(_present, _count + i);
            }
        }

        private void MarkPresent(int from, int count)
        {
            for (int i = from; i < from + count; i++)
                Bits.Set(_present, i);
        }

        private void Reserve(int count)
        {
            int capacity = _wide?.Length ?? _values.Length;
            if (_count + count <= capacity)
                return;
            capacity = Math.Max(_count + count, capacity * 2);
            if (_wide is null)
                Array.Resize(ref _values, capacity);
            else
                Array.Resize(ref _wide, capacity);
            if (_missing)
                Array.Resize(ref _present, Bits.Words(capacity));
        }

        private void Widen()
        {
            _wide = Array.ConvertAll(_values, v => (Int128)v);
            _values = [];
        }

        private void Rescale(int scale)
        {
            Int128 factor = Decimals.PowerOfTen(scale - _scale);
            _scale = scale;
            if (_wide is null && !Fits(_values.AsSpan(0, _count), factor))
                Widen();
            for (int i = 0; i < _count; i++)
            {
                if (_wide is null)
                    _values[i] *= (long)factor;
                else
                    _wide[i] *= factor;
            }
        }
    }

    /// <summary>Takes over the dictionary of the first batch; another one's codes are translated.</summary>
    private sealed class Codes
    {
        private TextDictionary? _dictionary;
        private bool _isOwn;
        private TextDictionary? _translated;
        private int[] _translation = [];

        public TextDictionary Dictionary => _dictionary ??= new TextDictionary();

        public void Append(TextDictionary dictionary, ReadOnlySpan<int> codes, Span<int> into, Span<int> before)
        {
            if (_dictionary is null)
                _dictionary = dictionary;
            if (ReferenceEquals(dictionary, _dictionary))
            {
                codes.CopyTo(into);
                return;
            }

            if (!_isOwn)
            {
                var own = new TextDictionary();
                foreach (ref int code in before)
                    code = code < 0 ? code : own.Encode(_dictionary[code]);
                _dictionary = own;
                _isOwn = true;
            }

            if (!ReferenceEquals(dictionary, _translated) || _translation.Length < dictionary.Count)
            {
                _translated = dictionary;
                _translation = new int[dictionary.Count];
                for (int i = 0; i < _translation.Length; i++)
                    _translation[i] = _dictionary.Encode(dictionary[i]);
            }

            for (int i = 0; i < codes.Length; i++)
                into[i] = codes[i] < 0 ? codes[i] : _translation[codes[i]];
        }
    }

    private sealed class TextAccumulator : ColumnAccumulator
    {
        private Codes _codes = new();
        private int[] _values = [];
        private int _count;

        public override void Append(Column column, int from, int count)
        {
            var texts = (TextColumn)column;
            if (_values.Length < _count + count)
                Array.Resize(ref _values, Math.Max(_count + count, _values.Length * 2));
            _codes.Append(texts.Dictionary, texts.Codes.AsSpan(from, count), _values.AsSpan(_count, count), _values.AsSpan(0, _count));
            _count += count;
        }

        public override Column Take(int[]? order)
        {
            int[] values = order is null ? _values : Array.ConvertAll(order, row => _values[row]);
            var column = new TextColumn(values, _count, _codes.Dictionary);
            (_codes, _values, _count) = (new Codes(), [], 0);
            return column;
        }
    }

    private sealed class SetAccumulator : ColumnAccumulator
    {
        private Codes _codes = new();
        private int[] _offsets = [0];
        private int[] _values = [];
        private int _count;

        public override void Append(Column column, int from, int count)
        {
            var sets = (SetColumn)column;
            int used = _offsets[_count];
            int start = sets.Offsets[from], length = sets.Offsets[from + count] - start;
            if (_offsets.Length < _count + count + 1)
                Array.Resize(ref _offsets, Math.Max(_count + count + 1, _offsets.Length * 2));
            if (_values.Length < used + length)
                Array.Resize(ref _values, Math.Max(used + length, _values.Length * 2));
            for (int i = 1; i <= count; i++)
                _offsets[_count + i] = used + sets.Offsets[from + i] - start;
            _codes.Append(sets.Dictionary, sets.Codes.AsSpan(start, length), _values.AsSpan(used, length), _values.AsSpan(0, used));
            _count += count;
        }

        public override Column Take(int[]? order)
        {
            SetColumn column = order is null ? new SetColumn(_offsets, _values, _count, _codes.Dictionary) : Reordered(order);
            (_codes, _offsets, _values, _count) = (new Codes(), [0], [], 0);
            return column;
        }

        private SetColumn Reordered(int[] order)
        {
            var offsets = new int[order.Length + 1];
            var values = new List<int>(_offsets[_count]);
            for (int i = 0; i < order.Length; i++)
            {
                values.AddRange(_values.AsSpan(_offsets[order[i]].._offsets[order[i] + 1]));
                offsets[i + 1] = values.Count;
            }

            return new SetColumn(offsets, [.. values], order.Length, _codes.Dictionary);
        }
    }
}
