namespace WesMemGuard.Pprof.Comparing;

/// <summary>What one sample of a heap profile stands for: objects of one size allocated at one stack.</summary>
internal readonly record struct StackBucket(CallPath Stack, long ObjectSize);
