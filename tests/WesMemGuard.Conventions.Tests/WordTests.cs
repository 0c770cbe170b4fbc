using WesMemGuard.Conventions.Tests.Rules;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Texts;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Conventions.Tests;

/// <summary>Truth is data: no code compares, parses or searches a text that is meant for people.</summary>
internal sealed class WordTests
{
    [Test]
    public void No_code_asks_words_what_happened()
    {
        ProductAssemblies.All.Sum(WordTestRule.Methods).ShouldBeGreaterThan(3000);

        ProductAssemblies.All.SelectMany(WordTestRule.Violations).ShouldBeEmpty();
    }

    [Test]
    public void Code_that_does_is_seen() => WordTestRule.Violations(typeof(AsksWords)).ShouldBe(
        [
            "WesMemGuard.Conventions.Tests.WordTests+AsksWords.OfMiss tests the words of Miss.get_Detail",
            "WesMemGuard.Conventions.Tests.WordTests+AsksWords.OfPattern tests the words of Miss.get_Detail",
            "WesMemGuard.Conventions.Tests.WordTests+AsksWords.OfReason tests the words of ReasonText.In",
            "WesMemGuard.Conventions.Tests.WordTests+AsksWords.OfMessage tests the words of VerdictMessage.In",
        ]);

    [Test]
    public void No_problem_is_a_literal_sentence() => ProductAssemblies.All.SelectMany(LiteralRule.Violations).ShouldBeEmpty();

    [Test]
    public void A_literal_sentence_is_seen() => LiteralRule.Violations(typeof(SaysLiterals)).ShouldBe(
        [
            "WesMemGuard.Conventions.Tests.WordTests+SaysLiterals.Plain says a sentence in one language",
            "WesMemGuard.Conventions.Tests.WordTests+SaysLiterals.PutTogether says a sentence in one language",
        ]);

    private static class SaysLiterals
    {
        public static BadInputException Plain() => new("budget.json", InputReasons.Verbatim("holds no limits"));

        public static FileProblem PutTogether(int line) =>
            new("budget.json", line, 1, InputReasons.Verbatim(FormattableString.Invariant($"at most {line} lines are read")));

        public static Reason Command(string next) => InputReasons.Verbatim(next);
    }

    private static class AsksWords
    {
        public static bool OfMiss(Miss miss) => miss.Detail.StartsWith("over ", StringComparison.Ordinal);

        public static bool OfPattern(Miss miss) =>
            miss is { Kind: MissKind.Unreadable, Detail: "the connection was closed" };

        public static bool OfReason(Reason reason, Language language) => reason.In(language) == "the window";

        public static bool OfMessage(VerdictMessage message, string word) =>
            message.In(Language.English).Contains(word, StringComparison.Ordinal);

        public static string OfNothing(Miss miss, Reason reason) => miss.Detail + reason.In(Language.English);
    }
}
