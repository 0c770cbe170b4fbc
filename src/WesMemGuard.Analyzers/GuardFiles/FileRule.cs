using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Reporting;

namespace WesMemGuard.Analyzers.GuardFiles;

/// <summary>One rule about scenario, budget and recording files.</summary>
internal abstract class FileRule
{
    /// <summary>The rule's single descriptor; its message is what the command line says.</summary>
    public abstract DiagnosticDescriptor Descriptor { get; }

    /// <summary>Looks at one file, and at the others where it names them.</summary>
    public abstract void Judge(GuardFile file, GuardFileSet files, FileReport report);

    protected static DiagnosticDescriptor Describe(string id,
        DiagnosticSeverity severity = DiagnosticSeverity.Warning) =>
        new(id, RuleText.TitleOf(id), "{0}", Categories.Of(id), severity, isEnabledByDefault: true,
            helpLinkUri: Categories.HelpLink(id));
}
