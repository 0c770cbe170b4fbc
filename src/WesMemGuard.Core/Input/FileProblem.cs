using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Input;

/// <summary>One thing that is wrong in a file, at the place where it can be changed.</summary>
/// <param name="File">The file's name as it was given to the reader.</param>
/// <param name="Line">The line, from 1; 0 when the problem is the file as a whole.</param>
/// <param name="Column">The column, from 1, in UTF-16 units (a tab is one); 0 when the problem is the file as a whole.</param>
/// <param name="Message">What was found, and what is allowed.</param>
public sealed record FileProblem(string File, int Line, int Column, string Message)
{
    /// <summary>A problem that can be said in any language.</summary>
    public FileProblem(string file, int line, int column, Reason reason)
        : this(file, line, column, reason.In(Language.English)) => Reason = reason;

    /// <summary>What was found, as data; null where it is known in English only.</summary>
    public Reason? Reason { get; }

    /// <summary><c>file:line:column: message</c>, or <c>file: message</c> without a place.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}:{Column}: {Message}";

    /// <summary>The problem at its place, as data.</summary>
    internal Reason Placed => Line == 0 ? InputReasons.Of(File, What) : InputReasons.At(File, Line, Column, What);

    private Reason What => Reason ?? InputReasons.Verbatim(Message);
}
