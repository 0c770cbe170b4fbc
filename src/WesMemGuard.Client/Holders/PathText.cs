namespace WesMemGuard.Client.Holders;

/// <summary>
/// Writes the way from a root to an object. What a collection is made of is not shown: its elements are <c>[]</c>. A chain of objects of
/// one type (the nodes of a list) is shown once.
/// </summary>
/// <param name="grows">
/// Whether objects of a type come with the calls: what such an object refers to came with it, so none of its fields is who holds them.
/// </param>
internal sealed class PathText(Func<Type, bool> grows)
{
    private const int MostLetters = 140, FewestParts = 3, MostDeclaring = 2;
    private const string Arrow = " → ", Left = "…";
    private const string Target = "_target";
    private static readonly string[] CollectionRooms = ["System.Collections", "System.Threading.Channels"];
    private static readonly string[] Inner = ["LinkedListNode`1", "Deque`1", "ConcurrentQueueSegment`1"];

    private readonly List<string> _parts = [];
    private Type? _last;
    private bool _within, _skipped;

    /// <summary>The last field on the way that the program itself declares, of an object that doesn't grow in number.</summary>
    public HoldingField? Field { get; private set; }

    /// <summary>Begins with a static field.</summary>
    /// <param name="declaredBy">The type that declares it, more where it can't be told which.</param>
    /// <param name="field">Its name.</param>
    /// <param name="held">The type of what it holds.</param>
    /// <param name="kind">How such a root is written.</param>
    public void Static(IReadOnlyList<Type> declaredBy, string field, Type held, string kind)
    {
        var name = FieldNames.Plain(field);
        var types = string.Join("|", declaredBy.Take(MostDeclaring).Select(TypeNames.Of));
        _parts.Add(types.Length == 0 ? $"{kind} {name}" : $"{kind} {types}.{name}");
        if (declaredBy.Count > 0)
            Remember(new HoldingField(declaredBy[0], name));
        Hold(held);
    }

    /// <summary>Begins with an object that something other than a field keeps.</summary>
    public void Begin(string kind, Type held)
    {
        _parts.Add(kind);
        if (kind != Roots.Call)
            _parts[^1] += $" ({TypeNames.Of(held)})";
        _last = held;
        _within = IsCollection(held);
    }

    /// <summary>Goes one object further.</summary>
    /// <param name="held">Its type.</param>
    /// <param name="isLast">Whether it is the one whose holder is asked for.</param>
    public void Step(Type held, bool isLast)
    {
        if (_within && !isLast && IsPart(held))
        {
            _skipped = true;
            return;
        }

        if (held == _last && !_skipped && !_within)
            return;
        if (IsDelegate(_last!) && held.IsArray && !isLast)
        {
            _skipped = true;
            return;
        }

        if (_within || _skipped)
            _parts.Add("[]");
        else if (!_last!.IsArray && FieldOf(_last, held) is { } field)
        {
            _parts[^1] += "." + field.Name;
            if (!grows(_last))
                Remember(field);
            Hold(held);
            return;
        }

        Add(held);
    }

    /// <summary>How many objects it leads over, those that are not shown left out.</summary>
    public int Length => _parts.Count;

    /// <summary>The whole way; what is too long for two lines of a message is left out of its middle.</summary>
    public override string ToString()
    {
        var kept = _parts.ToList();
        while (kept.Count > FewestParts && kept.Sum(p => p.Length + Arrow.Length) > MostLetters)
        {
            kept[^2] = Left;
            kept.RemoveAt(kept.Count - 3);
        }

        return string.Join(Arrow, kept);
    }

    /// <summary>What a delegate refers to is what its method is called on, but for the array of a delegate of many.</summary>
    private static HoldingField? FieldOf(Type holder, Type held) =>
        IsDelegate(holder) ? new HoldingField(typeof(Delegate), Target) : FieldNames.Of(holder, held);

    private static bool IsDelegate(Type type) => typeof(Delegate).IsAssignableFrom(type);

    private void Hold(Type held)
    {
        if (!IsCollection(held))
        {
            Add(held);
            return;
        }

        _parts[^1] += $" ({TypeNames.Of(held)})";
        (_last, _within, _skipped) = (held, true, false);
    }

    private void Add(Type held)
    {
        _parts.Add(TypeNames.Of(held));
        (_last, _within, _skipped) = (held, IsCollection(held), false);
    }

    private void Remember(HoldingField field)
    {
        if (!Roots.IsOfOthers(field.DeclaredBy.Assembly))
            Field = field;
    }

    private static bool IsCollection(Type type) => !type.IsArray && !type.IsNested && IsInRoom(type) && !Inner.Contains(type.Name);

    /// <summary>Nodes, buckets, tables and arrays that a collection keeps its elements in.</summary>
    private static bool IsPart(Type type) => type.IsArray || (IsInRoom(type) && (type.IsNested || Inner.Contains(type.Name)));

    private static bool IsInRoom(Type type) =>
        type.Namespace is { } room && Array.Exists(CollectionRooms, r => room.StartsWith(r, StringComparison.Ordinal));
}
