using System.CommandLine;
using WesMemGuard.Cli.Baselines;
using WesMemGuard.Cli.Comparing;
using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Verbs;

namespace WesMemGuard.Cli;

/// <summary>All verbs, in the order in which help lists them.</summary>
internal static class VerbTable
{
    /// <summary>Lines to paste for who asks the tool itself.</summary>
    public static readonly string[] Examples =
        ["wesmemguard run scenarios", "wesmemguard judge recordings/idle --budget budget.json"];

    /// <summary>Every verb; none is made yet.</summary>
    /// <param name="surroundings">What verbs get from the process.</param>
    /// <param name="set">The option of all that read the configuration.</param>
    public static IReadOnlyList<Verb> All(Surroundings surroundings, Option<string[]> set) =>
    [
        new(RunVerb.Name, RunVerb.Takes, typeof(RunVerb), () => RunVerb.Examples,
            () => RunVerb.Create(surroundings, set)),
        new(JudgeVerb.Name, JudgeVerb.Takes, typeof(JudgeVerb), () => JudgeVerb.Examples,
            () => JudgeVerb.Create(surroundings, set)),
        new(AbVerb.Name, AbVerb.Takes, typeof(AbVerb), () => AbVerb.Examples, () => AbVerb.Create(surroundings, set)),
        new(RecordVerb.Name, "", typeof(RecordVerb), () => RecordVerb.Examples, () => RecordVerb.Create(surroundings)),
        new(ReplayVerb.Name, ReplayVerb.Takes, typeof(ReplayVerb), () => ReplayVerb.Examples,
            () => ReplayVerb.Create(surroundings)),
        new(ImportVerb.Name, ImportVerb.Takes, typeof(ImportVerb), () => ImportVerb.Examples,
            () => ImportVerb.Create(surroundings)),
        new(SelfTestVerb.Name, SelfTestVerb.Takes, typeof(SelfTestVerb), () => SelfTestVerb.Examples,
            () => SelfTestVerb.Create(surroundings, set)),
        new(ProposeVerb.Name, ProposeVerb.Takes, typeof(ProposeVerb), () => ProposeVerb.Examples,
            () => ProposeVerb.Create(surroundings, set)),
        new(VerifyVerb.Name, "", typeof(VerifyVerb), () => VerifyVerb.Examples, () => VerifyVerb.Create(surroundings)),
        new(WatchVerb.Name, "", typeof(WatchVerb), () => WatchVerb.Examples, () => WatchVerb.Create(surroundings, set)),
        new(LogsVerb.Name, LogsVerb.Takes, typeof(LogsVerb), () => LogsVerb.Examples,
            () => LogsVerb.Create(surroundings)),
        new(DiffVerb.Name, DiffVerb.Takes, typeof(DiffVerb), () => DiffVerb.Examples,
            () => DiffVerb.Create(surroundings)),
        new(ReportVerb.Name, ReportVerb.Takes, typeof(ReportVerb), () => ReportVerb.Examples,
            () => ReportVerb.Create(surroundings, set)),
        new(AnalyzeVerb.Name, AnalyzeVerb.Takes, typeof(AnalyzeVerb), () => AnalyzeVerb.Examples,
            () => AnalyzeVerb.Create(surroundings, set)),
        new(DiagnoseVerb.Name, DiagnoseVerb.Takes, typeof(DiagnoseVerb), () => DiagnoseVerb.Examples,
            () => DiagnoseVerb.Create(surroundings, set)),
        new(BaselineVerb.Name, "", typeof(BaselineVerb), () => BaselineVerb.Examples,
            () => BaselineVerb.Create(surroundings, set)),
        new(HistoryVerb.Name, HistoryVerb.Takes, typeof(HistoryVerb), () => HistoryVerb.Examples,
            () => HistoryVerb.Create(surroundings)),
        new(BisectVerb.Name, BisectVerb.Takes, typeof(BisectVerb), () => BisectVerb.Examples,
            () => BisectVerb.Create(surroundings, set)),
        new(ExportVerb.Name, ExportVerb.Takes, typeof(ExportVerb), () => ExportVerb.Examples,
            () => ExportVerb.Create(surroundings, set)),
        new(RulesVerb.Name, RulesVerb.Takes, typeof(RulesVerb), () => RulesVerb.Examples,
            () => RulesVerb.Create(surroundings)),
        new(ConfigVerb.Name, "", typeof(ConfigVerb), () => ConfigVerb.Examples,
            () => ConfigVerb.Create(surroundings, set)),
        new(KeysVerb.Name, KeysVerb.Takes, typeof(KeysVerb), () => KeysVerb.Examples,
            () => KeysVerb.Create(surroundings)),
        new(ProveVerb.Name, ProveVerb.Takes, typeof(ProveVerb), () => ProveVerb.Examples,
            () => ProveVerb.Create(surroundings)),
        new(SchemaVerb.Name, SchemaVerb.Takes, typeof(SchemaVerb), () => SchemaVerb.Examples,
            () => SchemaVerb.Create(surroundings)),
        new(CompletionVerb.Name, CompletionVerb.Takes, typeof(CompletionVerb), () => CompletionVerb.Examples,
            () => CompletionVerb.Create(surroundings)),
    ];
}
