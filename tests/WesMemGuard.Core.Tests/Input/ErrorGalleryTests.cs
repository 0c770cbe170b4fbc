using System.Text;
using System.Text.RegularExpressions;
using WesMemGuard.Core.Tests.Budgets;
using WesMemGuard.Core.Tests.Json;
using WesMemGuard.Core.Tests.Scenarios;
using WesMemGuard.Input;
using WesMemGuard.Measurement;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Input;

/// <summary>
/// Every mistake of the gallery, and the whole message it gets, kept in ErrorGallery.approved.txt beside this.
/// </summary>
internal sealed partial class ErrorGalleryTests
{
    // The lists of metrics are the table's (Budgets/README.md): a new row changes none of these messages.
    private static readonly string OfProcess = string.Join(", ", Metrics.Names(ofProcess: true));
    private static readonly string OfModules = string.Join(", ", Metrics.Names(ofProcess: false));

    [Test]
    public void Every_mistake_gets_its_approved_message()
    {
        var cases = BrokenJson.Cases.Concat(BrokenBudgets.Cases).Concat(BrokenScenarios.Cases).ToArray();
        cases.Length.ShouldBeGreaterThan(100);
        cases.Select(mistake => mistake.Title).ShouldBeUnique();
        var gallery = new StringBuilder();
        foreach (var mistake in cases)
            gallery.Append("== ").Append(mistake.Title).Append('\n').Append(mistake.Shown).Append('\n')
                .Append(MessageOf(mistake)).Append("\n\n");

        ShouldBeApproved(gallery.ToString(), "ErrorGallery");
    }

    [Test]
    public void A_message_that_differs_from_the_approved_one_is_seen() =>
        Should.Throw<ShouldAssertException>(() => ShouldBeApproved("another text", "ErrorGallery"));

    [Test]
    public void Every_mistake_is_told_in_chinese_too()
    {
        var cases = BrokenJson.Cases.Concat(BrokenBudgets.Cases).Concat(BrokenScenarios.Cases).ToArray();
        cases.Length.ShouldBeGreaterThan(100);
        foreach (var mistake in cases)
        {
            var told = Should.Throw<BadInputException>(() => mistake.Read(), mistake.Title).Reason.In(Language.Chinese);
            told.ShouldContain(c => c >= '\u4E00' && c <= '\u9FFF');
            English().Matches(Quoted().Replace(told, "")).Select(m => m.Value).ShouldBeEmpty($"{mistake.Title}: {told}");
        }
    }

    /// <summary>Three words in a row; what a file says stands in quotes.</summary>
    [GeneratedRegex(@"[A-Za-z']+ [a-z']+ [a-z']+")]
    private static partial Regex English();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Quoted();

    private static string MessageOf(Mistake mistake)
    {
        var thrown = Should.Throw<BadInputException>(() => mistake.Read(), mistake.Title);
        thrown.Problems.ShouldNotBeEmpty();
        foreach (var problem in thrown.Problems)
            problem.ToString()
                .ShouldStartWith(problem.Line == 0
                    ? $"{mistake.File}: " : $"{mistake.File}:{problem.Line}:{problem.Column}: ");
        return thrown.Message.Replace(OfProcess, "<the process's metrics>").Replace(OfModules, "<a module's metrics>");
    }

    /// <summary>
    /// Compares with the approved file; a text that differs is kept beside it in the output folder as .received.txt.
    /// </summary>
    private static void ShouldBeApproved(string text, string name)
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Input", name);
        var approved = File.Exists(path + ".approved.txt")
            ? File.ReadAllText(path + ".approved.txt").ReplaceLineEndings("\n") : "";
        if (text == approved)
            return;
        File.WriteAllText(path + ".received.txt", text);
        var (got, kept) = (text.Split('\n'), approved.Split('\n'));
        var line = got.Zip(kept).TakeWhile(pair => pair.First == pair.Second).Count();
        got.ElementAtOrDefault(line)
            .ShouldBe(kept.ElementAtOrDefault(line),
                $"line {line + 1} of {name}; the whole text is in {path}.received.txt");
        got.Length.ShouldBe(kept.Length);
    }
}
