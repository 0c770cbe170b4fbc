using System.Text;
using System.Text.RegularExpressions;
using WesMemGuard.Budgets;
using WesMemGuard.Modules;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Core.Tests.Input;

/// <summary>The page beside the readers says nothing that they don't do.</summary>
internal sealed partial class ReadmeTests
{
    private static string Page =>
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Input",
            "README.md")).ReplaceLineEndings("\n");

    [Test]
    public void Every_example_of_the_page_reads()
    {
        var examples = Example().Matches(Page).Select(match => match.Groups[1].Value).ToArray();
        examples.Length.ShouldBeGreaterThan(3);
        var budgets = 0;
        foreach (var example in examples)
        {
            var bytes = Encoding.UTF8.GetBytes(example);
            if (example.Contains("\"limits\""))
            {
                BudgetFile.Read(bytes, "README.md");
                budgets++;
            }
            else
            {
                ScenarioFile.Read(bytes, "README.md");
            }
        }

        budgets.ShouldBeInRange(1, examples.Length - 1);
    }

    [Test]
    public void The_message_of_the_page_is_one_that_is_really_given()
    {
        var message = Message().Match(Page);
        message.Success.ShouldBeTrue();
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Input", "ErrorGallery.approved.txt"))
            .ShouldContain(message.Groups[1].Value);
    }

    [Test]
    public void Every_name_that_the_readers_know_stands_on_the_page()
    {
        string[] names =
        [
            .. RuleReader.Names, .. RuleReader.WorkUnits.Select(unit => unit.Name),
            .. LimitReader.Evidences.Select(evidence => evidence.Name), .. PhaseKinds.Names.Select(kind => kind.Name), .. PhaseRules.Known,
            .. NodeModules.All.Concat(NodeModules.NeverRegistered).Select(module => module.Name), .. NodeModules.Aliases.Keys,
        ];
        names.ShouldNotBeEmpty();
        foreach (var name in names)
            Page.ShouldContain($"`{name}`");
    }

    [GeneratedRegex("```\n(budget.json:.*?)\n```")]
    private static partial Regex Message();

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
