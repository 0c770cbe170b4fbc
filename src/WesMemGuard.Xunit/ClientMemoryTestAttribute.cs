using System.Runtime.CompilerServices;
using Xunit;
using Xunit.v3;

namespace WesMemGuard.Testing;

/// <summary>
/// A test that measures a client's memory, in a process of its own: what other tests allocate at the same time is not in its figures,
/// however many run. Its message is the measurement's. Its class and its fixtures are made in both processes.
/// </summary>
/// <param name="file">Filled in by the compiler.</param>
/// <param name="line">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer(typeof(ClientMemoryTestDiscoverer))]
public sealed class ClientMemoryTestAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : FactAttribute(file, line)
{
    /// <summary>The longest time that its process may take, in seconds; 120, of which starting it takes one or two.</summary>
    public int MostSeconds { get; set; } = 120;
}
