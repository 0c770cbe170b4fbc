using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Reasons;

namespace WesMemGuard.Analyzers.GuardFiles;

/// <summary>Puts findings of a rule into a file, at the line and column that the reader gives.</summary>
internal sealed class FileReport(Action<Diagnostic> put)
{
    /// <summary>The property of a finding that holds the right name.</summary>
    public const string RightName = "name";

    /// <summary>Reports at a place.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="file">The file.</param>
    /// <param name="line">The line from 1; 0: the file as a whole.</param>
    /// <param name="column">The column from 1, in UTF-16 units.</param>
    /// <param name="what">What is wrong.</param>
    /// <param name="rightName">The name that was meant, for the fix.</param>
    public void At(DiagnosticDescriptor rule, GuardFile file, int line, int column, Reason what, string? rightName = null)
    {
        var properties = rightName is null
            ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(RightName, rightName);
        put(Diagnostic.Create(rule, Place(file, line, column), properties, new ReasonShown(what)));
    }

    /// <summary>Reports what the budget's reader remarked of one kind.</summary>
    public void Remarks(DiagnosticDescriptor rule, GuardFile file, LimitNoticeKind kind, Func<Limit, bool> counts)
    {
        if (file.Budget is null)
            return;
        foreach (var limit in file.Budget.Limits.Where(counts))
            foreach (var remark in limit.Remarks)
                if (remark.Kind == kind)
                    At(rule, file, remark.Line, remark.Column, remark.Text);
    }

    private static Location Place(GuardFile file, int line, int column)
    {
        var text = file.Source.ToString();
        var start = Start(text, line, column);
        var length = line == 0 ? 0 : TokenLength(text, start);
        var from = new LinePosition(Math.Max(line - 1, 0), Math.Max(column - 1, 0));
        return Location.Create(file.Text.Path, new TextSpan(start, length),
            new LinePositionSpan(from, new LinePosition(from.Line, from.Character + length)));
    }

    /// <summary>Lines end with LF, CR LF or CR here; the compiler's own lines have more ends than JSON's.</summary>
    private static int Start(string text, int line, int column)
    {
        var at = 0;
        for (var current = 1; current < line && at < text.Length; at++)
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')))
                current++;
        return Math.Min(at + Math.Max(column - 1, 0), text.Length);
    }

    private static int TokenLength(string text, int start)
    {
        if (start >= text.Length || text[start] is '\r' or '\n')
            return 0;
        var end = start + 1;
        if (text[start] == '"')
        {
            for (; end < text.Length && text[end] is not ('"' or '\r' or '\n'); end++)
                if (text[end] == '\\')
                    end++;
            return Math.Min(end + 1, text.Length) - start;
        }
        while (char.IsLetterOrDigit(text[start]) && end < text.Length
            && (char.IsLetterOrDigit(text[end]) || text[end] is '.' or '-' or '+'))
            end++;
        return end - start;
    }
}
