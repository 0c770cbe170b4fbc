namespace WesMemGuard.Runs;

/// <summary>Sees what a run keeps, as it happens. Called under the run's lock: in order, one at a time.</summary>
internal interface IRunWitness
{
    /// <summary>An entry was kept.</summary>
    void Saw(RunEntry entry);
}
