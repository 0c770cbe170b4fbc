namespace WesMemGuard.Pprof.Attribution;

/// <summary>Finds the holder of a stack by its innermost frame of the node; remembers what it found.</summary>
internal sealed class Attributor
{
    private static readonly CallFrame NoFrame = new("<unknown>", "", 0);

    private readonly ModuleMap _map;
    private readonly Dictionary<CallFrame, Place> _places = [];
    private readonly Dictionary<CallPath, Holder> _holders = [];

    /// <summary>With a map of modules, the node's own unless another is given.</summary>
    public Attributor(ModuleMap? map = null) => _map = map ?? ModuleMap.Node;

    /// <summary>The map in use.</summary>
    public ModuleMap Map => _map;

    /// <summary>Who holds what was allocated at this stack.</summary>
    public Holder HolderOf(CallPath stack)
    {
        ArgumentNullException.ThrowIfNull(stack);
        if (!_holders.TryGetValue(stack, out Holder? holder))
            _holders[stack] = holder = Find(stack);
        return holder;
    }

    private Holder Find(CallPath stack)
    {
        int node = InnermostOfNode(stack);
        CallFrame leaf = stack.Frames.IsEmpty ? NoFrame : stack.Frames[0];
        if (node < 0)
            return WithoutNode(stack, leaf);
        CallFrame frame = stack.Frames[node];
        return new Holder(frame, leaf, PlaceOf(frame).Entry!.Value.Module, LibraryWithin(stack, node));
    }

    /// <summary>The innermost frame of the node that doesn't pass on what it holds; if all do, the innermost of those.</summary>
    private int InnermostOfNode(CallPath stack)
    {
        int passing = -1;
        for (int i = 0; i < stack.Frames.Length; i++)
        {
            if (PlaceOf(stack.Frames[i]).Entry is not { } entry)
                continue;
            if (!entry.Passes)
                return i;
            passing = passing < 0 ? i : passing;
        }
        return passing;
    }

    /// <summary>The library nearest to the node's frame among those it called.</summary>
    private string? LibraryWithin(CallPath stack, int node)
    {
        for (int i = node - 1; i >= 0; i--)
        {
            if (PlaceOf(stack.Frames[i]) is { Entry: null, Kind: ModuleKind.ThirdParty } place)
                return place.Library;
        }
        return null;
    }

    private Holder WithoutNode(CallPath stack, CallFrame leaf)
    {
        foreach (ModuleKind kind in new[] { ModuleKind.ThirdParty, ModuleKind.StandardLibrary })
        {
            if (stack.Frames.FirstOrDefault(f => PlaceOf(f).Kind == kind) is { } frame)
                return new Holder(frame, leaf, new AttributedModule(PlaceOf(frame).Library, kind), null);
        }
        CallFrame? runtime = stack.Frames.FirstOrDefault(f => PlaceOf(f).Kind == ModuleKind.Runtime
            && !GoLibraries.IsAllocator(f.Function));
        runtime ??= stack.Frames.FirstOrDefault(f => PlaceOf(f).Kind == ModuleKind.Runtime);
        return runtime is null
            ? new Holder(leaf, leaf, new AttributedModule("unknown", ModuleKind.Unknown), null)
            : new Holder(runtime, leaf, new AttributedModule("runtime", ModuleKind.Runtime), null);
    }

    private Place PlaceOf(CallFrame frame)
    {
        if (!_places.TryGetValue(frame, out Place place))
        {
            string package = frame.Package;
            (ModuleKind kind, string library) = GoLibraries.Of(package);
            _places[frame] = place = new Place(_map.Find(package), kind, library);
        }
        return place;
    }

    /// <summary>The module of a package of the node, or the library it belongs to.</summary>
    private readonly record struct Place(ModuleMap.Entry? Entry, ModuleKind Kind, string Library);
}
