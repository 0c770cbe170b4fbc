namespace WesMemGuard.Verdicts;

/// <summary>What kind of holder a suspect's module is.</summary>
public enum SuspectHolder
{
    /// <summary>A module of the node, or the Go runtime.</summary>
    Module,

    /// <summary>A part of the node without a reporter: no counter of the node ever shows it.</summary>
    NoReporter,

    /// <summary>A third party's library with no code of the node on the stack.</summary>
    ThirdParty,
}
