using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace WesMemGuard.Testing;

/// <summary>A test that runs in a process of its own; in that one it runs as any other, and leaves what came of it.</summary>
internal sealed class ClientMemoryTestCase : XunitTestCase, ISelfExecutingXunitTestCase
{
    /// <summary>For xUnit.net, which reads it from what it wrote.</summary>
    [Obsolete("Called by the de-serializer.")]
    public ClientMemoryTestCase()
    {
    }

    public ClientMemoryTestCase(IXunitTestMethod testMethod, string testCaseDisplayName, string uniqueID, bool @explicit,
        Type[]? skipExceptions, string? skipReason, Type? skipType, string? skipUnless, string? skipWhen,
        Dictionary<string, HashSet<string>>? traits, string? sourceFilePath, int? sourceLineNumber, int? timeout)
        : base(testMethod, testCaseDisplayName, uniqueID, @explicit, skipExceptions, skipReason, skipType, skipUnless, skipWhen, traits,
            null, sourceFilePath, sourceLineNumber, timeout)
    {
    }

    /// <inheritdoc/>
    public async ValueTask<RunSummary> Run(ExplicitOption explicitOption, IMessageBus messageBus, object?[] constructorArguments,
        ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        var tests = await aggregator.RunAsync(CreateTests, []);
        return await CaseRunner.One.Run(this, tests, messageBus, aggregator, cancellationTokenSource, TestCaseDisplayName, SkipReason,
            explicitOption, constructorArguments);
    }

    private sealed class CaseRunner : XunitTestCaseRunner
    {
        public static readonly CaseRunner One = new();

        protected override ValueTask<RunSummary> RunTest(XunitTestCaseRunnerContext ctxt, IXunitTest test) =>
            TestRunner.One.Run(test, ctxt.MessageBus, ctxt.ConstructorArguments, ctxt.ExplicitOption, ctxt.Aggregator.Clone(),
                ctxt.CancellationTokenSource, ctxt.BeforeAfterTestAttributes);
    }

    private sealed class TestRunner : XunitTestRunner
    {
        public static readonly TestRunner One = new();

        protected override async ValueTask<TimeSpan> InvokeTest(XunitTestRunnerContext ctxt, object? testClassInstance)
        {
            if (!ApartProcess.IsThis)
                return await ExecutionTimer.MeasureAsync(() => ctxt.Aggregator.RunAsync(() => ApartAsync(ctxt.Test.TestMethod)));
            var took = await base.InvokeTest(ctxt, testClassInstance);
            var failed = ctxt.Aggregator.ToException();
            ApartProcess.Report(failed is null, failed?.Message);
            return took;
        }

        /// <summary>A test program of xUnit.net v3 takes a method by its own argument, or by that of Microsoft.Testing.Platform.</summary>
        private static async ValueTask ApartAsync(IXunitTestMethod test)
        {
            var attribute = test.Method.GetCustomAttribute<ClientMemoryTestAttribute>();
            var most = TimeSpan.FromSeconds(attribute!.MostSeconds);
            var program = test.TestClass.Class.Assembly.Location;
            var name = $"{test.TestClass.TestClassName}.{test.MethodName}";
            var ran = await Task.Run(() => ApartProcess.RunProgram(program, ["-method", name], most)
                ?? ApartProcess.RunProgram(program, ["--filter-method", name], most)
                ?? ApartProcess.Run(program, name, most)).ConfigureAwait(false);
            if (!ran.Passed)
                throw ApartProcess.Failure(ran.Message);
        }
    }
}
