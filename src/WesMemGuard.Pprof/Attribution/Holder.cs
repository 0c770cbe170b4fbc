namespace WesMemGuard.Pprof.Attribution;

/// <summary>Who holds what was allocated at a stack.</summary>
/// <param name="Frame">The innermost call of the node's own code, outside generated messages and tools; without any,
/// the innermost call that tells something.</param>
/// <param name="Leaf">The innermost call: where the allocation or the wait happens.</param>
/// <param name="Module">The module of the frame.</param>
/// <param name="OnBehalf">The third party's library that the frame called and that allocated for it
/// (<c>github.com/dgraph-io/badger</c>); null for none.</param>
internal sealed record Holder(CallFrame Frame, CallFrame Leaf, AttributedModule Module, string? OnBehalf);
