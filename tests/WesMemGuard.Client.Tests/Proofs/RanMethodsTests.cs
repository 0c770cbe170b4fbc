using System.Runtime.CompilerServices;
using WesMemGuard.Client.Proofs;

namespace WesMemGuard.Client.Tests.Proofs;

/// <summary>Which lines of this file ran.</summary>
internal sealed class RanMethodsTests
{
    [Test]
    public async Task Lines_of_methods_that_ran_are_reached_and_those_of_others_are_not()
    {
        var here = Here();
        Called.Run(out var called);

        var ran = await RanMethods.TakeAsync();

        ran.Reached(here.File, called, called).ShouldBeTrue();
        ran.Reached(here.File, NotCalled.Line, NotCalled.Line).ShouldBeFalse();
        ran.Reached(here.File, NotCalled.FieldLine, NotCalled.FieldLine).ShouldBeTrue("a field without code counts with its file");
        ran.Reached("/elsewhere/RanMethodsTests.cs", called, called).ShouldBeFalse();
    }

    private static (string File, int Line) Here([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => (file, line);

    private static class Called
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Run(out int line) => line = Here().Line;
    }

    private static class NotCalled
    {
        public const int Line = 38, FieldLine = 35;

        public static int Never;

        [MethodImpl(MethodImplOptions.NoInlining)]
        public static void Run() => Never = Here().Line;
    }
}
