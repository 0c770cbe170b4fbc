using System.CommandLine;
using WesMemGuard.Cli.Exporting;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Fleets.Prometheus;
using WesMemGuard.Fleets.Rules;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard rules BUDGET</c>: recording and alerting rules of Prometheus that mirror a budget.</summary>
internal static class RulesVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(RulesVerb));

    public const string Name = "rules";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "BUDGET";

    public static readonly string[] Examples =
    [
        "wesmemguard rules budget.json --select 'up{job=\"wes\"}' > wesmemguard-rules.yml",
        "wesmemguard rules budget.json --select 'up{job=\"wes\"}' --over 12h --for 30m --out wesmemguard-rules.yml",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var budget = new Argument<string>(Takes) { Description = texts["Budget"] };
        CommandArguments.RefuseOptions(budget);
        var select = new Option<string>("--select")
        {
            Description = texts["Select"],
            HelpName = "SELECTOR",
            DefaultValueFactory = _ => "up",
        };
        var over = Durations.Option("--over", texts["Over"], "6h");
        var after = Durations.Option("--for", texts["For"], "15m");
        var gogc = GoGc(texts["Gogc"]);
        var verdicts = new Option<bool>("--verdicts") { Description = texts["Verdicts"] };
        var output = new Option<string?>("--out") { Description = texts["Out"], HelpName = "FILE" };
        var command = new Command(Name, texts["Description"]) { budget, select, over, after, gogc, verdicts, output };
        command.SetAction(parsed =>
        {
            var file = parsed.GetRequiredValue(budget);
            var rules = new BudgetRules(RunJudge.ReadBudget(surroundings.WorkingFolder, file), new RuleAsk(parsed.GetValue(select)!)
            {
                Over = Span.Read(parsed.GetValue(over)!, over.Name),
                For = Span.Read(parsed.GetValue(after)!, after.Name),
                Gogc = parsed.GetValue(gogc),
                Verdicts = parsed.GetValue(verdicts),
            });
            foreach (var left in rules.LeftOut)
                surroundings.Say(left);
            if (rules.Mirrored.Count == 0)
                throw new BadInputException(file, ExportingReasons.NoRule());
            if (parsed.GetValue(output) is { } to)
                OutputFile.Write(to, surroundings, writer => writer.Write(rules.In(surroundings.Language)));
            else
                surroundings.Out.Write(rules.In(surroundings.Language));
            return ExitCodes.Held;
        });
        return command;
    }

    private static Option<int> GoGc(string description)
    {
        var gogc = new Option<int>("--gogc") { Description = description, HelpName = "PERCENT", DefaultValueFactory = _ => 100 };
        gogc.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var percent) && percent is < 1 or > 10_000)
                result.Refuse(UsageReasons.OutOfRange("--gogc", token.Value, 1, 10_000));
        });
        return gogc;
    }
}
