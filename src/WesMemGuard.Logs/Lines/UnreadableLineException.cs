namespace WesMemGuard.Logs.Lines;

/// <summary>
/// A line that can't be read; the message says why. Never leaves this project: broken lines are counted.
/// </summary>
internal sealed class UnreadableLineException : Exception
{
    public UnreadableLineException(string message) : base(message)
    {
    }

    public UnreadableLineException()
    {
    }

    public UnreadableLineException(string message, Exception cause) : base(message, cause)
    {
    }
}
