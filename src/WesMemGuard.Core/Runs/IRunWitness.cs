namespace WesMemGuard.Runs;

/// <summary>Sees what a run is told beside the answers of the node, as it happens. Called under the run's lock: in order, one at a time.</summary>
public interface IRunWitness
{
    /// <summary>A look at the process.</summary>
    void Saw(Reading<ProcessSample> reading);

    /// <summary>A finished phase.</summary>
    void Saw(Phase phase);

    /// <summary>An event.</summary>
    void Saw(RunEvent happened);

    /// <summary>A profile.</summary>
    void Saw(ProfileCapture profile);
}
