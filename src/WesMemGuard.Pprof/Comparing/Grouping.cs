using WesMemGuard.Pprof.Attribution;

namespace WesMemGuard.Pprof.Comparing;

/// <summary>By what stacks are put together.</summary>
internal enum Grouping
{
    /// <summary>By the holding function: the innermost of the node on the stack.</summary>
    Function,

    /// <summary>By the holding function's package.</summary>
    Package,

    /// <summary>By the holding function's module.</summary>
    Module,
}

/// <summary>The name of a holder within a grouping.</summary>
internal static class GroupName
{
    internal static string Of(Holder holder, Grouping grouping) => grouping switch
    {
        Grouping.Function => holder.Frame.Function,
        Grouping.Package => holder.Frame.Package.Length > 0 ? holder.Frame.Package : holder.Frame.Function,
        _ => holder.Module.ToString(),
    };
}
