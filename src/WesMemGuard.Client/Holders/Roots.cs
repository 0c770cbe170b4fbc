using System.Reflection;
using WesMemGuard.Client.Heaps;

namespace WesMemGuard.Client.Holders;

/// <summary>Roots in the order in which a person would like to be told of them.</summary>
internal static class Roots
{
    /// <summary>How a path begins that starts at what the call itself captured.</summary>
    public const string Call = "call";

    private static readonly string[] Others =
        ["System", "Microsoft", "netstandard", "mscorlib", "WesMemGuard", "nunit", "NUnit", "xunit", "testhost", "MSTest", "Shouldly"];

    // Types of the runtime that are not public.
    private static readonly string[] Pools =
    [
        "System.Buffers.SharedArrayPoolThreadLocalArray", "System.Buffers.SharedArrayPoolPartitions",
        "System.Threading.ThreadPoolWorkQueue",
    ];

    /// <summary>Whether objects of a type keep what they have for whoever comes next.</summary>
    public static bool IsPool(Type type) =>
        (type.IsArray ? type.GetElementType()! : type).FullName is { } name
        && Array.Exists(Pools, p => name == p || name.StartsWith(p + "+", StringComparison.Ordinal));

    /// <summary>Whether an assembly is of the framework, of a test framework or of ours, not of the program.</summary>
    public static bool IsOfOthers(Assembly assembly) => assembly == typeof(Roots).Assembly
        || (assembly.GetName().Name is { } name
        && Array.Exists(Others, o => name == o || name.StartsWith(o + ".", StringComparison.Ordinal))
        && !IsTests(name));

    /// <summary>
    /// The program's own static fields, then the call, then static fields of others, handles, stacks.
    /// </summary>
    public static int Rank(RootKind kind, bool isOwn) => kind switch
    {
        RootKind.Static or RootKind.ThreadStatic => isOwn ? 0 : 2,
        RootKind.Handle => 3,
        RootKind.Finalizer => 4,
        RootKind.Other => 5,
        _ => 6,
    };

    /// <summary>The rank of what the call captured.</summary>
    public const int RankOfCall = 1;

    /// <summary>How a root is written.</summary>
    public static string Text(RootKind kind) => kind switch
    {
        RootKind.Static => "static",
        RootKind.ThreadStatic => "[ThreadStatic]",
        RootKind.Handle => "handle",
        RootKind.Finalizer => "finalizer queue",
        RootKind.Stack => "stack",
        _ => "root",
    };

    private static bool IsTests(string name) => name.StartsWith("WesMemGuard.", StringComparison.Ordinal)
        && (name.EndsWith(".Tests", StringComparison.Ordinal) || name.EndsWith(".Bench", StringComparison.Ordinal));
}
