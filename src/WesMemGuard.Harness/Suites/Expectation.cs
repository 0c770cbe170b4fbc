using System.Text;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Suites;

/// <summary>
/// What a suite expects of a scenario: the worst outcome by its folder's prefix, every limit's exact message by
/// <c>expected.txt</c>; with neither, that everything held.
/// </summary>
internal sealed class Expectation
{
    /// <summary>The file of the exact messages, in the budget's order, a line <c>---</c> between two.</summary>
    public const string FileName = "expected.txt";

    private const string Separator = "\n---\n";
    private const long MostBytes = 4 * 1024 * 1024;

    private readonly Outcome? _worst;
    private readonly string[]? _messages;

    private Expectation(Outcome? worst, string[]? messages)
    {
        _worst = worst;
        _messages = messages;
    }

    /// <summary>Reads what a scenario's folder says.</summary>
    internal static Expectation Of(ScenarioFolder scenario)
    {
        var path = scenario.PathOf(FileName);
        if (!File.Exists(path))
            return new Expectation(scenario.ExpectedOutcome ?? Outcome.Held, null);
        var text = Encoding.UTF8.GetString(FileBytes.Read(path, scenario.ShownOf(FileName), MostBytes)).ReplaceLineEndings("\n")
            .TrimEnd('\n');
        return new Expectation(scenario.ExpectedOutcome, text.Split(Separator));
    }

    /// <summary>Writes the messages as they came out: what was seen is accepted from now on.</summary>
    internal static void Accept(ScenarioFolder scenario, RunVerdict verdict) =>
        File.WriteAllText(scenario.PathOf(FileName), string.Join(Separator, verdict.Verdicts.Select(v => v.Message.In(Language.English)))
            + "\n");

    /// <summary>How what came out differs from what was expected; empty when it doesn't.</summary>
    internal IReadOnlyList<string> Differences(RunVerdict verdict)
    {
        var differences = new List<string>();
        if (_worst is { } worst && worst != verdict.Worst)
            differences.Add($"the worst outcome should be {OutcomeName.Of(worst)} but is {OutcomeName.Of(verdict.Worst)}");
        if (_messages is null)
            return differences;
        if (_messages.Length != verdict.Verdicts.Count)
            differences.Add($"{FileName} holds {_messages.Length} messages but there are {verdict.Verdicts.Count} limits");
        foreach (var (expected, actual) in _messages.Zip(verdict.Verdicts))
        {
            if (FirstDifference(expected, actual.Message.In(Language.English)) is { } difference)
                differences.Add($"{actual.Of} {actual.Metric} {actual.Limit}: {difference}");
        }

        return differences;
    }

    private static string? FirstDifference(string expected, string actual)
    {
        var (one, other) = (expected.Split('\n'), actual.Split('\n'));
        for (var i = 0; i < Math.Max(one.Length, other.Length); i++)
        {
            var (should, was) = (i < one.Length ? one[i] : "(no line)", i < other.Length ? other[i] : "(no line)");
            if (should != was)
                return $"line {i + 1} of the message should be\n      {should.Trim()}\n    but is\n      {was.Trim()}";
        }

        return null;
    }
}
