using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Analyzers.Hosting;

namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>Gives files to the compiler beside an empty project and tells what the rules say of them.</summary>
internal static class FileSnippet
{
    private const string Root = "/project/";
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create("Case");

    public static string Rooted(string path) => Root + path;

    public static IReadOnlyList<Diagnostic> Diagnose(IEnumerable<(string Path, string Text)> files) =>
        Diagnose(files.Select(file => (file.Path, Encoding.UTF8.GetBytes(file.Text))));

    public static IReadOnlyList<Diagnostic> Diagnose(IEnumerable<(string Path, byte[] Bytes)> files)
    {
        var texts =
            files.Select(file => (AdditionalText)new Given(Rooted(file.Path), Decode(file.Bytes))).ToImmutableArray();
        var options = new AnalyzerOptions(texts, new EditorConfig("build_property.ProjectDir", Root));
        var found = Empty.WithAnalyzers([new GuardFileAnalyzer()], options).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        found.Where(finding => finding.Id == "AD0001").ShouldBeEmpty();
        return [.. found.OrderBy(finding => finding.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Location.GetLineSpan().StartLinePosition).ThenBy(finding => finding.Id, StringComparer.Ordinal)];
    }

    /// <summary>Each finding as a compiler prints it, without its severity.</summary>
    public static IReadOnlyList<string> Say(params (string Path, string Text)[] files) =>
        [.. Diagnose(files).Select(Text)];

    public static string Text(Diagnostic finding)
    {
        var place = finding.Location.GetLineSpan();
        var message = finding.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        return $"{place.Path[Root.Length..]}({place.StartLinePosition.Line + 1},{place.StartLinePosition.Character + 1}): "
            + $"{finding.Id}: {message}";
    }

    /// <summary>
    /// As the compiler reads a file: by its mark, else UTF-8, else a code page of one byte a character.
    /// </summary>
    private static SourceText Decode(byte[] bytes)
    {
        try
        {
            return SourceText.From(new MemoryStream(bytes),
                new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        }
        catch (DecoderFallbackException)
        {
            return SourceText.From(new MemoryStream(bytes), Encoding.Latin1);
        }
    }

    private sealed class Given(string path, SourceText text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => text;
    }
}
