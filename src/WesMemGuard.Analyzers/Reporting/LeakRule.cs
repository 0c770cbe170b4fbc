using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Reporting;

/// <summary>
/// One rule: its descriptor and its judgement of a whole type, made after the type's last body was read.
/// </summary>
internal abstract class LeakRule
{
    /// <summary>
    /// The rule's single descriptor; weaker evidence is reported with the same id at a lower severity.
    /// </summary>
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Looks at everything the type does and reports what retains memory.</summary>
    public abstract void Judge(TypeWorld world, RuleReport report);

    /// <summary>A descriptor of the family, with its texts and help page; without an effect its arguments name it.</summary>
    protected static DiagnosticDescriptor Describe(string id, Effect? effect = null, bool enabled = true,
        DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new(id, RuleText.TitleOf(id), RuleText.MessageOf(id, effect), Categories.Of(id), severity, enabled,
            helpLinkUri: Categories.HelpLink(id));
}
