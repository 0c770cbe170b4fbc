using System.CommandLine;
using WesMemGuard.Baselines;
using WesMemGuard.Cli.Options;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Baselines;

/// <summary><c>wesmemguard baseline save|list|compare|history|periods|watch</c>: runs held against runs that were good.</summary>
internal static class BaselineVerb
{
    internal static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(BaselineVerb));

    public const string Name = "baseline";

    public static readonly string[] Examples =
    [
        "wesmemguard baseline save main runs/20261122-*-idle --commit f9f07a8",
        "wesmemguard baseline compare main runs/20261123-090000-idle",
        "wesmemguard baseline history main --metric liveHeap",
        "wesmemguard baseline periods recordings/transfers --before warm --after stop --within \"2 MiB\"",
        "wesmemguard baseline watch --url http://127.0.0.1:28680 --every 1h --budget budget.json --keep \"14 d\"",
    ];

    public static Command Create(Surroundings surroundings, Option<string[]> set)
    {
        var texts = Texts.In(surroundings.Language);
        return new Command(Name, texts["Description"])
        {
            Save(surroundings, set, texts),
            List(surroundings, texts),
            CompareBaseline.Create(surroundings, set, texts),
            HistoryOfBaseline.Create(surroundings, texts),
            ComparePeriods.Create(surroundings, set, texts),
            WatchBaseline.Create(surroundings, texts),
        };
    }

    private static Command Save(Surroundings surroundings, Option<string[]> set, LocalTexts texts)
    {
        var (name, runs) = (BaselineArguments.Name(texts), BaselineArguments.Runs(texts));
        var period = Period.Option("--period", texts["Period"]);
        var commit = new Option<string?>("--commit") { Description = texts["Commit"], HelpName = "ID" };
        var command = new Command("save", texts["Save"]) { name, runs, period, commit };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = SettingsOption.Read(surroundings, parsed.GetValue(set), outFolder: null);
            var levels = await BaselineRuns.ReadAsync(parsed.GetRequiredValue(runs), parsed.GetValue(period),
                parsed.GetValue(commit), settings.ReplayTimeout, surroundings, ct).ConfigureAwait(false);
            var stored = await new BaselineFolder(surroundings.WorkingFolder).AddAsync(parsed.GetRequiredValue(name), levels, ct)
                .ConfigureAwait(false);
            surroundings.Out.WriteLine(
                SafeText.Of(texts.Format("Saved", levels.Count, BaselineFolder.Shown(parsed.GetRequiredValue(name)), stored)));
            if (stored < BaselineComparison.FewestForOne)
                surroundings.Out.WriteLine(texts.Format("SavedFew", BaselineComparison.FewestForOne));
            return ExitCodes.Held;
        });
        return command;
    }

    private static Command List(Surroundings surroundings, LocalTexts texts)
    {
        var command = new Command("list", texts["List"]);
        command.SetAction(_ =>
        {
            var folder = new BaselineFolder(surroundings.WorkingFolder);
            if (folder.Names.Count == 0)
                surroundings.Out.WriteLine(texts["ListNone"]);
            foreach (var name in folder.Names)
            {
                var runs = folder.Read(name);
                surroundings.Out.WriteLine(
                    SafeText.Of(texts.Format("Listed", name, runs.Count, runs.Min(r => r.From), runs.Max(r => r.To))));
            }

            return ExitCodes.Held;
        });
        return command;
    }
}
