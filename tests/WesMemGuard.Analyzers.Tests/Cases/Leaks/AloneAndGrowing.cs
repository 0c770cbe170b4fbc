// Owners that nothing in the program makes and that are given no data.
namespace AloneAndGrowing;

public sealed class Ring
{
    private long[] _slots = new long[16];
    private int _used;

    public void Put(long value)
    {
        if (_used >= _slots.Length)
        {
            var more = new long[_slots.Length << 1];
            _slots.CopyTo(more, 0);
            _slots = more; // leak: WMG1002
        }
        _slots[_used] = value;
        _used++;
    }
}

public sealed class Inbox
{
    private readonly MemoryStream _bytes = new();
    private long _read;

    public void OnBytes(byte[] bytes)
    {
        _bytes.Seek(0, SeekOrigin.End);
        _bytes.Write(bytes, 0, bytes.Length); // leak: WMG1002
    }

    public int ReadByte()
    {
        _bytes.Position = _read;
        var b = _bytes.ReadByte();
        _read = _bytes.Position;
        return b;
    }
}

public sealed class Hooks
{
    private Action<string> _on = static _ => { };

    public void Reconnected(string node)
    {
        var inner = _on;
        _on = text => { Console.WriteLine(node); inner(text); }; // leak: WMG1002
    }

    public void Fire(string text) => _on(text);
}

public sealed class Aggregates
{
    private readonly Dictionary<DateOnly, decimal> _byDay = new();
    private readonly SortedSet<(DateTime At, decimal Amount)> _all = new();

    public void Book(DateTime at, decimal amount)
    {
        var day = DateOnly.FromDateTime(at);
        _byDay[day] = _byDay.GetValueOrDefault(day) + amount;
        _all.Add((at, amount));
    }
}

public sealed class Samples
{
    private double[] _values = new double[64];
    private int _count;

    public void OnSample(double value)
    {
        if (_count == _values.Length)
        {
            var bigger = new double[_values.Length * 2];
            Array.Copy(_values, bigger, _count);
            _values = bigger; // leak: WMG1002
        }
        _values[_count++] = value;
    }

    public double Mean => _values.AsSpan(0, _count).ToArray().Average();
}

public sealed class Chain
{
    private sealed class Link(string hash, Link? before)
    {
        public string Hash { get; } = hash;
        public Link? Before { get; } = before;
    }

    private Link? _head;

    public void OnBlock(string hash) => _head = new Link(hash, _head); // leak: WMG1002

    public string? Tip => _head?.Hash;
}

public sealed class Tail
{
    private sealed class Item
    {
        public string Text = "";
        public Item? Next;
    }

    private readonly Item _first = new();
    private Item _last;

    public Tail() => _last = _first;

    public void OnLine(string text)
    {
        var item = new Item { Text = text };
        _last.Next = item; // leak: WMG1002
        _last = item;
    }

    public IEnumerable<string> All()
    {
        for (var item = _first.Next; item is not null; item = item.Next)
            yield return item.Text;
    }
}
