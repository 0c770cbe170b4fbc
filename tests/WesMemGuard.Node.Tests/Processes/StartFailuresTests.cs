using WesMemGuard.Node.Processes;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>What the real program printed when it could not start, one file each.</summary>
internal sealed class StartFailuresTests
{
    private static string Folder => Path.Combine(RepositoryFolder.Path, "tests/WesMemGuard.Node.Tests/Processes/StartFailures");

    [TestCase("no-arguments", "the arguments lack --chain (private, consortium or public)")]
    [TestCase("no-config", "the arguments lack --config, which a private or consortium chain needs")]
    [TestCase("missing-config", "the configuration file can't be read: open nowhere.json: no such file or directory")]
    [TestCase("torn-config", "the configuration file is not JSON: unexpected end of JSON input")]
    [TestCase("bad-port", "the configuration contains an invalid port: 99999")]
    [TestCase("invalid-quorum",
        "the configuration is refused at mining.min_network_quorum_total: min_network_quorum_total 必须 >= 1（至少包含本机）")]
    public void A_recorded_failure_is_explained(string name, string expected)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".txt"));
        lines.ShouldContain("rc 1");
        StartFailures.Explain(lines.TakeLast(40).ToList(), 1).In(Language.English).ShouldBe(expected);
    }

    [Test]
    public void Every_recorded_failure_has_a_case()
    {
        var files = Directory.GetFiles(Folder);
        files.ShouldNotBeEmpty();
        files.Length.ShouldBe(typeof(StartFailuresTests)
            .GetMethod(nameof(A_recorded_failure_is_explained))!.GetCustomAttributes(typeof(TestCaseAttribute), false).Length);
    }

    [TestCase(137, "killed")]
    [TestCase(2, "exit code 2, for an unknown reason")]
    [TestCase(null, "its exit code is unknown")]
    [TestCase(3, "exit code 3, for an unknown reason")]
    public void Without_known_words_the_exit_code_speaks(int? exitCode, string expected) =>
        StartFailures.Explain([], exitCode).In(Language.English).ShouldContain(expected);

    [Test]
    public void Exit_code_2_of_a_go_program_is_a_wrong_flag_where_its_output_says_so_and_the_line_is_quoted()
    {
        string[] output =
            ["flag provided but not defined: -chian", "Usage of ./node:", "  -chain string",
            "    \tthe chain (default \"private\")", "  -config string", "    \tthe file"];

        StartFailures.Explain(output, 2).In(Language.English)
            .ShouldBe("the arguments are refused (exit code 2): flag provided but not defined: -chian");
        StartFailures.Telling(output)[0].ShouldBe("flag provided but not defined: -chian");
        StartFailures.Explain(["goroutine 1 [running]:", "panic: runtime error: index out of range [3]", "", "goroutine 1 [running]:"], 2)
            .In(Language.English).ShouldStartWith("the program panicked: runtime error");
        StartFailures.Telling(["a", "b", "c", "d"]).ShouldBe(["b", "c", "d"]);
    }
}
