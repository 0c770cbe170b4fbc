namespace WesMemGuard.Input;

/// <summary>One thing that is wrong in a file, at the place where it can be changed.</summary>
/// <param name="File">The file's name as it was given to the reader.</param>
/// <param name="Line">The line, from 1; 0 when the problem is the file as a whole.</param>
/// <param name="Column">The column, from 1, in UTF-16 units (a tab is one); 0 when the problem is the file as a whole.</param>
/// <param name="Message">What was found, and what is allowed.</param>
public sealed record FileProblem(string File, int Line, int Column, string Message)
{
    /// <summary><c>file:line:column: message</c>, or <c>file: message</c> without a place.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Message}" : $"{File}:{Line}:{Column}: {Message}";
}
