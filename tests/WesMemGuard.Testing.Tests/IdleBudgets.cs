namespace WesMemGuard.Testing.Tests;

/// <summary>
/// The attribute as users write it, on a real scenario of this repository: its limits are tests of this assembly.
/// </summary>
[ScenarioSuite("scenarios", Only = "holds-idle, holds-block-reads")]
[Parallelizable(ParallelScope.All)]
public sealed class IdleBudgets;
