using System.Text.RegularExpressions;

namespace WesMemGuard.Tools.Tests.Engines;

/// <summary>The harness's tests of ways out, where another address is there and counts what arrives.</summary>
internal sealed partial class OtherMachineTests
{
    [Test]
    public async Task No_way_out_is_taken_where_there_is_one()
    {
        // A build before has made them: `dotnet build` of the solution.
        var tests = Directory.GetFiles(Path.Combine(RepositoryFolder.Path, "tests", "WesMemGuard.Harness.Tests", "bin"),
            "WesMemGuard.Harness.Tests.dll", SearchOption.AllDirectories).ShouldHaveSingleItem();

        var run = await Namespace.RunAsync(Path.GetDirectoryName(tests)!,
            $"dotnet test '{tests}' --filter FullyQualifiedName~WaysOutTests --logger 'console;verbosity=minimal' "
                + "-- NUnit.NumberOfTestWorkers=0",
            ("WESMEMGUARD_TEST_OTHER_MACHINE", "1"), ("DOTNET_CLI_UI_LANGUAGE", "en"));

        run.Code.ShouldBe(0, run.Out);
        var counts = Counts().Match(run.Out);
        counts.Success.ShouldBeTrue(run.Out);
        (counts.Groups["failed"].Value, counts.Groups["skipped"].Value).ShouldBe(("0", "0"));
        int.Parse(counts.Groups["passed"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture).ShouldBeGreaterThan(40);
    }

    [GeneratedRegex(@"Failed:\s+(?<failed>\d+), Passed:\s+(?<passed>\d+), Skipped:\s+(?<skipped>\d+)")]
    private static partial Regex Counts();
}
