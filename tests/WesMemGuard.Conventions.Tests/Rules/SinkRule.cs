using System.Reflection;
using System.Reflection.Emit;
using WesMemGuard.Cli.Output;
using WesMemGuard.Texts;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// What shows a text makes it a text of its kind, and in one place: a string that comes as it was to where a terminal draws is a violation,
/// and so is one that becomes a page of HTML or Markdown by another way than the holes of <see cref="HtmlLine"/> and
/// <see cref="MarkdownLine"/>, which encode it. In compiled code; the standard output has a gate of its own (ScrubbedWriter).
/// </summary>
internal static class SinkRule
{
    /// <summary>The rooms and types that write HTML.</summary>
    private static readonly string[] Pages =
        ["WesMemGuard.Reports.Html.", "WesMemGuard.Reports.Histories.HistoryPage", "WesMemGuard.Fleets.Report.FleetHtml"];

    private static readonly string[] Written = ["Write", "WriteLine", "Append", "AppendLine"];

    public static IEnumerable<string> Violations(Assembly assembly) =>
        assembly.GetTypes().SelectMany(type => Violations(type, IsPage(type.FullName!)));

    /// <summary>The violations of one type.</summary>
    /// <param name="type">The type.</param>
    /// <param name="isPage">Whether it writes HTML.</param>
    public static IEnumerable<string> Violations(Type type, bool isPage) =>
        from method in WordTestRule.MethodsOf(type).Where(m => !IsOfRecord(m))
        from wrong in Wrong(type.FullName!, isPage ? "HTML" : IsMarkdown(type.FullName!) ? "Markdown" : null, method)
        select $"{type.FullName}.{method.Name} {wrong}";

    /// <summary>How many types write pages: a list that knows none holds nothing.</summary>
    public static int PageTypes(Assembly assembly) => assembly.GetTypes().Count(t => IsPage(t.FullName!));

    private static IEnumerable<string> Wrong(string name, string? markup, MethodBase method)
    {
        var isLiteral = false;
        foreach (var (code, token) in Instructions.Of(method.GetMethodBody()!.GetILAsByteArray()!))
        {
            var called = code.OperandType == OperandType.InlineMethod ? WordTestRule.Resolved(method, token) : null;
            if (called is not null && !name.StartsWith(typeof(Terminal).FullName!, StringComparison.Ordinal) && Draws(called))
                yield return $"hands a string to {called.DeclaringType!.Name}.{called.Name}";
            if (called is not null && markup is not null && IsWritten(called))
                yield return $"writes {markup} by {called.DeclaringType!.Name}.{called.Name}";
            if (called is { Name: nameof(MarkdownLine.AppendLiteral) } && !isLiteral
                && (called.DeclaringType == typeof(MarkdownLine) || called.DeclaringType == typeof(HtmlLine)))
                yield return "makes markup of a string";
            isLiteral = code == OpCodes.Ldstr;
        }
    }

    /// <summary>What the compiler writes for a record, which no page shows.</summary>
    private static bool IsOfRecord(MethodBase method) => method.Name is "PrintMembers" or nameof(ToString)
        && method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute));

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
}
