using System.Globalization;

namespace WesMemGuard.Client.Processes;

/// <summary>
/// A process that no .NET runtime answers for: it has ended, is none, is another user's, or its diagnostics are switched off.
/// </summary>
/// <param name="pid">The process.</param>
/// <param name="inner">What was seen.</param>
internal sealed class NoRuntimeException(int pid, Exception inner) : Exception(
    string.Create(CultureInfo.InvariantCulture, $"process {pid} tells nothing as a .NET process: {inner.Message}"), inner)
{
    /// <summary>The process.</summary>
    public int Pid { get; } = pid;
}
