using System.CommandLine;
using WesMemGuard.Cli.Output;
using WesMemGuard.Files;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard selftest RECORDING|RUN</c>: the gate seen to hold a user's own run, and to fail once a leak is put into it.</summary>
internal static class SelfTestVerb
{
    public const string Name = "selftest";

    public static readonly string[] Examples =
    [
        "wesmemguard selftest scenarios/_recordings/idle",
        "wesmemguard selftest runs/20261122-153916-idle --budget budget.json --leak \"12 MiB\"",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var path = new Argument<string>("RECORDING|RUN")
        {
            Description = "A quiet run of your own: a recording folder, a run folder, a run.jsonl file or a series · 一次平稳的录制或运行",
        };
        path.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(t => t.Value.StartsWith('-')))
                result.AddError($"Unknown option '{token.Value}' (a path that begins with - is written ./{token.Value}).");
        });
        var budget = new Option<string?>("--budget")
        {
            Description = "The budget whose growthPerHour of memory is tried (default: liveHeap growthPerHour 4 MiB) · 预算文件",
            HelpName = "FILE",
        };
        var leak = new Option<string?>("--leak") { Description = "The leak an hour (default: 3 times the largest limit that it reaches) · 每小时泄漏量", HelpName = "SIZE" };
        leak.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && SizeText.Parse(token.Value, out var wrong) is var bytes && (wrong is not null || bytes <= 0))
                result.AddError($"--leak {token.Value}: {wrong ?? "a leak is above 0"}");
        });
        var command = new Command(Name, "Shows the gate holding a run as it is and failing with a leak put into it. · 自检:原样应守住,注入泄漏应超出。") { path, budget, leak };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var judge = new RunJudge(surroundings.WorkingFolder, settings.ReplayTimeout);
            double? perHour = parsed.GetValue(leak) is { } size ? SizeText.Parse(size, out _) : null;
            var test = await judge.SelfTestAsync(parsed.GetRequiredValue(path), parsed.GetValue(budget), perHour, ct).ConfigureAwait(false);
            SelfTestReport.Write(test, surroundings.Out);
            return test.ExitCode;
        });
        return command;
    }
}
