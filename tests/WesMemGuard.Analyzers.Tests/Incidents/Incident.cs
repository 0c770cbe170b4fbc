namespace WesMemGuard.Analyzers.Tests.Incidents;

/// <summary>One leak: where it is told of, the rule that must see it, and the code before and after its fix.</summary>
internal sealed record Incident(string Name, string Source, string Id, string Before, string After)
{
    public override string ToString() => Name + ", " + Source;
}
