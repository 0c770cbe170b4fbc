using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using WesMemGuard.Cli.Output;
using WesMemGuard.Texts;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// What shows a text makes it a text of its kind, and in one place: a string that comes as it was to where a terminal draws, into a
/// page of HTML or into Markdown is a violation. In compiled code; the standard output has a gate of its own (ScrubbedWriter).
/// </summary>
internal static class SinkRule
{
    /// <summary>The rooms and types that write HTML, whose own texts are encoded by what makes them.</summary>
    private static readonly string[] Pages =
        ["WesMemGuard.Reports.Html.", "WesMemGuard.Reports.Histories.HistoryPage", "WesMemGuard.Fleets.Report.FleetHtml"];

    /// <summary>What is never from outside: ids and figures.</summary>
    private static readonly string[] OwnTexts =
    [
        "Languages.NameOf", "AlertStates.OutcomeId", "LoadCells.Milliseconds", "LocalTexts.get_Item", "ChartJson.Of", "Chart.get_Id",
        "Chart.get_Unit", "Outcomes.Style", "HistoryWords.InJson",
    ];

    private static readonly string[] Written = ["Write", "WriteLine", "Append", "AppendLine"];

    public static IEnumerable<string> Violations(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => Violations(type, IsPage(type.FullName!)));

    /// <summary>The violations of one type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isPage">Whether it writes HTML.</param>
    public static IEnumerable<string> Violations(Type type, bool isPage) =>
        from method in WordTestRule.MethodsOf(type)
        from wrong in Wrong(type.FullName!, isPage, method)
        select $"{type.FullName}.{method.Name} {wrong}";

    /// <summary>How many types write pages: a list that knows none holds nothing.</summary>
    public static int PageTypes(Assembly assembly) => assembly.GetTypes().Count(t => IsPage(t.FullName!));

    private static IEnumerable<string> Wrong(string name, bool isPage, MethodBase method)
    {
        var isLiteral = false;
        string? fresh = null;
        foreach (var (code, token) in Instructions.Of(method.GetMethodBody()!.GetILAsByteArray()!))
        {
            var called = code.OperandType == OperandType.InlineMethod ? WordTestRule.Resolved(method, token) : null;
            if (called is not null && !name.StartsWith(typeof(Terminal).FullName!, StringComparison.Ordinal) && Draws(called))
                yield return $"hands a string to {called.DeclaringType!.Name}.{called.Name}";
            if (called is not null && IsMarkdown(name) && IsWritten(called))
                yield return $"writes Markdown by {called.DeclaringType!.Name}.{called.Name}";
            if (called is { Name: nameof(MarkdownLine.AppendLiteral) } && called.DeclaringType == typeof(MarkdownLine) && !isLiteral)
                yield return "makes markup of a string";
            if (called is not null && fresh is not null && IsShown(called))
                yield return $"shows {fresh} as it is";
            // A text that others were put to is as fresh as it was.
            if (called is not { Name: nameof(string.Concat) } && (called is not null || code.StackBehaviourPop is not StackBehaviour.Pop0))
                fresh = called is not null && isPage ? Fresh(called) : null;
            isLiteral = code == OpCodes.Ldstr;
        }
    }

    /// <summary>A method of the library that draws on terminals, and takes a string.</summary>
    private static bool Draws(MethodBase called) =>
        called.DeclaringType is { } owner && (owner == typeof(ScrubbedWriter) ? called.Name == "get_" + nameof(ScrubbedWriter.Drawn)
            : owner.Assembly.GetName().Name!.StartsWith("Spectre.Console", StringComparison.Ordinal) && owner.Name != "Segment"
                && called.GetParameters().Any(p => p.ParameterType == typeof(string) || p.ParameterType == typeof(string[])
                    || p.ParameterType == typeof(FormattableString)));

    private static bool IsPage(string type) => Pages.Any(p => type.StartsWith(p, StringComparison.Ordinal));

    private static bool IsMarkdown(string type)
    {
        var name = type[(type.LastIndexOf('.') + 1)..];
        return name.Contains("Markdown", StringComparison.Ordinal) && !name.StartsWith(nameof(MarkdownText), StringComparison.Ordinal)
            && !name.StartsWith(nameof(MarkdownLine), StringComparison.Ordinal);
    }

    private static bool IsWritten(MethodBase called) => Written.Contains(called.Name)
        && (typeof(TextWriter).IsAssignableFrom(called.DeclaringType) || called.DeclaringType == typeof(System.Text.StringBuilder));

    private static bool IsShown(MethodBase called) => IsWritten(called)
        || (called.DeclaringType == typeof(DefaultInterpolatedStringHandler) && called.Name == "AppendFormatted");

    /// <summary>A string of the product's that nobody encoded.</summary>
    private static string? Fresh(MethodBase called)
    {
        if ((called as MethodInfo)?.ReturnType != typeof(string) || called.DeclaringType?.FullName is not { } owner
            || !owner.StartsWith("WesMemGuard.", StringComparison.Ordinal) || IsPage(owner))
            return null;
        var name = $"{called.DeclaringType.Name}.{called.Name}";
        return OwnTexts.Contains(name) ? null : name;
    }
}
