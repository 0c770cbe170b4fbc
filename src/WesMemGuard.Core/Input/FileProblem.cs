using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Input;

/// <summary>One thing that is wrong in a file, at the place where it can be changed.</summary>
/// <param name="File">The file's name as it was given to the reader.</param>
/// <param name="Line">The line, from 1; 0 when the problem is the file as a whole.</param>
/// <param name="Column">The column, from 1, in UTF-16 units (a tab is one); 0 when the problem is the file as a whole.</param>
/// <param name="Reason">What was found, and what is allowed.</param>
public sealed record FileProblem(string File, int Line, int Column, Reason Reason)
{
    /// <summary>What was found and what is allowed, in English.</summary>
    public string Message => Reason.In(Language.English);

    /// <summary><c>file:line:column: message</c>, or <c>file: message</c> without a place, in English.</summary>
    public override string ToString() => Placed.In(Language.English);

    /// <summary>The problem at its place.</summary>
    internal Reason Placed => Line == 0 ? InputReasons.Of(File, Reason) : InputReasons.At(File, Line, Column, Reason);
}
