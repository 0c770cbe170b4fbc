using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Input;
using WesMemGuard.Units;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard selftest RECORDING|RUN</c>: the gate seen to hold a user's own run, and to fail once a leak is put into it.
/// </summary>
internal static class SelfTestVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(SelfTestVerb));

    public const string Name = "selftest";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "RECORDING|RUN";

    public static readonly string[] Examples =
    [
        "wesmemguard selftest scenarios/_recordings/idle",
        "wesmemguard selftest runs/20261122-153916-idle --budget budget.json --leak \"12 MiB\"",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        var path = new Argument<string>(Takes) { Description = texts["Path"] };
        CommandArguments.RefuseOptions(path);
        var budget = new Option<string?>("--budget") { Description = texts["Budget"], HelpName = "FILE" };
        var leak = new Option<string?>("--leak") { Description = texts["Leak"], HelpName = "SIZE" };
        leak.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && SizeText.Parse(token.Value, out var wrong) is var bytes
                && (wrong is not null || bytes <= 0))
                result.Refuse(UsageReasons.Wrong("--leak", token.Value,
                    wrong is null ? UsageReasons.AboveZero() : InputReasons.Unit(wrong)));
        });
        var command = new Command(Name, texts["Description"]) { path, budget, leak };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var judge = new RunJudge(surroundings.WorkingFolder, settings.ReplayTimeout);
            double? perHour = parsed.GetValue(leak) is { } size ? SizeText.Parse(size, out _) : null;
            var test = await judge.SelfTestAsync(parsed.GetRequiredValue(path), parsed.GetValue(budget), perHour, ct).ConfigureAwait(false);
            SelfTestReport.Write(test, surroundings);
            return test.ExitCode;
        });
        return command;
    }
}
