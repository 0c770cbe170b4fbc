using WesMemGuard.Conventions.Tests.Rules;
using WesMemGuard.Texts;

namespace WesMemGuard.Conventions.Tests;

/// <summary>No reason, notice or comparison is said in English alone.</summary>
internal sealed class SentenceTests
{
    private static readonly string[] Sources =
    [
        "WesMemGuard.Core/Verdicts/Gates", "WesMemGuard.Core/Verdicts/Limits", "WesMemGuard.Core/Verdicts/BudgetJudge.cs", "WesMemGuard.Core/Verdicts/NodePresence.cs",
        "WesMemGuard.Core/Verdicts/PhaseNames.cs", "WesMemGuard.Core/Verdicts/Text/Damage.cs", "WesMemGuard.Core/LiveHeap", "WesMemGuard.Core/Baselines/BaselineComparison.cs",
        "WesMemGuard.Core/Baselines/SteadyLevels.cs", "WesMemGuard.Core/Budgets/LimitNotices.cs", "WesMemGuard.Logs/Collecting/WhyNoSamples.cs",
    ];

    // Figures and what was counted, which stand in messages only; a place in the node's answers.
    private static readonly string[] NoReasons = ["MeasuredText.cs", "FigureText.cs"];
    private static readonly string[] Names = ["/debug/memory/json num_gc", "levels of #0# cycles (#1#); #2# -> #3#", "\"#0#\" #1#, \"#2#\" #3# (2 heap profiles)"];

    [Test]
    public void Every_sentence_of_the_judge_has_a_chinese_twin()
    {
        var files = Sources.SelectMany(Files).Where(f => !NoReasons.Contains(Path.GetFileName(f))).ToList();
        var sentences = files.SelectMany(f => SentenceRule.Of(File.ReadAllText(f))).Except(Names).ToList();
        sentences.Count.ShouldBeGreaterThan(80);

        sentences.Where(s => Phrases.In(Language.Chinese, s) == s).ShouldBeEmpty("add them to src/WesMemGuard.Core/Texts/Phrases.resx and its twin");
    }

    [Test]
    public void The_names_that_are_no_sentences_are_there() =>
        Names.Except(Sources.SelectMany(Files).SelectMany(f => SentenceRule.Of(File.ReadAllText(f)))).ShouldBeEmpty();

    [TestCase("var x = \"it broke at last\";", new[] { "it broke at last" })]
    [TestCase("var x = $\"{a} of {b:0} samples are missing{c}\";", new[] { "#0# of #1# samples are missing#2#" })]
    [TestCase("var x = $\"{n} {(n == 1 ? \"point is\" : \"points are\")} too few\";", new[] { "#0# point is too few", "#0# points are too few" })]
    [TestCase("var x = \"liveHeap\"; throw new E(\"no such limit\");", new string[0])]
    public void What_a_source_says_is_found(string source, string[] sentences) => SentenceRule.Of(source).ShouldBe(sentences);

    [Test]
    public void A_sentence_without_a_twin_is_seen() => Phrases.In(Language.Chinese, "the moon is full").ShouldBe("the moon is full");

    private static string[] Files(string under)
    {
        var path = Path.Combine(RepositoryFolder.Path, "src", under);
        return File.Exists(path) ? [path] : Directory.GetFiles(path, "*.cs", SearchOption.AllDirectories);
    }
}
