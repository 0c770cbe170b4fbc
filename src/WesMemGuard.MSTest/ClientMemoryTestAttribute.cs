using System.Runtime.CompilerServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace WesMemGuard.Testing;

/// <summary>
/// A test that measures a client's memory, in a process of its own: what other tests allocate at the same time is not in its figures,
/// however many run. Its message is the measurement's. What its class initializes runs in both processes.
/// </summary>
/// <param name="file">Filled in by the compiler.</param>
/// <param name="line">Filled in by the compiler.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClientMemoryTestAttribute([CallerFilePath] string file = "", [CallerLineNumber] int line = -1)
    : TestMethodAttribute(file, line)
{
    /// <summary>The longest time that its process may take, in seconds; 120, of which starting it takes some five.</summary>
    public int MostSeconds { get; set; } = 120;

    /// <inheritdoc/>
    public override async Task<TestResult[]> ExecuteAsync(ITestMethod testMethod)
    {
        ArgumentNullException.ThrowIfNull(testMethod);
        if (!ApartProcess.IsThis)
            return [await Task.Run(() => Apart(testMethod)).ConfigureAwait(false)];
        var results = await base.ExecuteAsync(testMethod).ConfigureAwait(false);
        var failed = Array.Find(results, r => r.Outcome != UnitTestOutcome.Passed)?.TestFailureException;
        ApartProcess.Report(Array.TrueForAll(results, r => r.Outcome == UnitTestOutcome.Passed),
            (failed?.InnerException ?? failed)?.Message);
        return results;
    }

    private TestResult Apart(ITestMethod test)
    {
        var (passed, message) = ApartProcess.Run(test.MethodInfo.DeclaringType!.Assembly.Location,
            $"{test.TestClassName}.{test.TestMethodName}", TimeSpan.FromSeconds(MostSeconds));
        return passed
            ? new TestResult { Outcome = UnitTestOutcome.Passed }
            : new TestResult { Outcome = UnitTestOutcome.Failed, TestFailureException = new AssertFailedException(message) };
    }
}
