namespace WesMemGuard.Budgets;

/// <summary>The evidence that a liveHeap limit insists on.</summary>
public enum Evidence
{
    /// <summary>Collections forced through the diagnostics port (<c>gc=1</c>).</summary>
    Gc,

    /// <summary>The collector's next goal on <c>/metrics</c>.</summary>
    NextGc,

    /// <summary>Floors of heap_alloc.</summary>
    Floors,
}
