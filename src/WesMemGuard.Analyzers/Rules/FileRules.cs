using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.GuardFiles;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>All rules about files, in the order of their ids.</summary>
internal static class FileRules
{
    public static ImmutableArray<FileRule> All { get; } = ImmutableArray.Create<FileRule>(
        new UnusableFileRule(),
        new UnknownModuleRule(),
        new BlindMetricRule(),
        new MissingPartRule(),
        new UnbreakableLimitRule());

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = All.Select(rule => rule.Descriptor).ToImmutableArray();
}
