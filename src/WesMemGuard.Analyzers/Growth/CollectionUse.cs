using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>What one mention of a collection does to it.</summary>
internal enum UseKind
{
    Read,
    Grow,
    Shrink,
    Replace,
    Initialize,
    BoundCheck,
    Enumerate,
    Shown,
    Escape,
}

/// <summary>One mention of a collection, with the key or element that goes in.</summary>
internal readonly struct CollectionUse(UseKind kind, IOperation place, Body body, IOperation? key = null,
    IOperation? value = null)
{
    public UseKind Kind { get; } = kind;

    /// <summary>The call or assignment that does it.</summary>
    public IOperation Place { get; } = place;

    public Body Body { get; } = body;

    public IOperation? Key { get; } = key;

    public IOperation? Value { get; } = value;
}
