using System.Reflection;
using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;
using NUnit.Framework.Internal.Commands;

namespace WesMemGuard.Testing;

/// <summary>
/// A test that measures a client's memory, in a process of its own: what other tests allocate at the same time is not in its figures,
/// however many run. Its message is the measurement's. Its fixture's one-time set-up runs in both processes.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClientMemoryTestAttribute : TestAttribute, IWrapSetUpTearDown
{
    /// <summary>The longest time that its process may take, in seconds; 120, of which starting it takes some five.</summary>
    public int MostSeconds { get; set; } = 120;

    /// <inheritdoc/>
    public TestCommand Wrap(TestCommand command) => ApartProcess.IsThis
        ? new ReportingCommand(command) : new ApartCommand(command, TimeSpan.FromSeconds(MostSeconds));

    /// <summary>In the test's own process: runs it, and leaves what came of it for the one that waits.</summary>
    private sealed class ReportingCommand(TestCommand inner) : DelegatingTestCommand(inner)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            try
            {
                var result = innerCommand.Execute(context);
                ApartProcess.Report(result.ResultState.Status == TestStatus.Passed, result.Message);
                return result;
            }
            catch (Exception e)
            {
                // What a test throws comes through here before NUnit makes a result of it.
                ApartProcess.Report(false, Thrown(e).Message);
                throw;
            }
        }
    }

    private static Exception Thrown(Exception e) =>
        e is NUnitException or TargetInvocationException && e.InnerException is { } inner ? Thrown(inner) : e;

    /// <summary>In the process of all tests: starts the test's own and waits for it.</summary>
    private sealed class ApartCommand(TestCommand inner, TimeSpan most) : DelegatingTestCommand(inner)
    {
        public override TestResult Execute(TestExecutionContext context)
        {
            var (passed, message) = ApartProcess.Run(Test.TypeInfo!.Type.Assembly.Location, Test.FullName, most);
            if (passed)
                context.CurrentResult.SetResult(ResultState.Success, message);
            else
                context.CurrentResult.SetResult(ResultState.Failure, message);
            return context.CurrentResult;
        }
    }
}
