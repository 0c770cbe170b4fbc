using WesMemGuard.Conventions.Tests.Rules;
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
