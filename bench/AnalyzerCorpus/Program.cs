using WesMemGuard.AnalyzerCorpus;

if (args.Length == 0)
{
    Console.WriteLine("usage: AnalyzerCorpus [--list] [--all] [--tests] [--peer] [--only id] folder...");
    Console.WriteLine("  --list   print every warning     --all    print suggestions too     --tests  read test folders too");
    Console.WriteLine("  --peer   time IDisposableAnalyzers in the same run    --rounds n  the least of n times, after one that doesn't count");
    return 2;
}
var options = CorpusOptions.Parse(args);
var totals = new Findings();
foreach (var folder in options.Folders)
{
    var code = CorpusCode.Read(folder, options.Tests);
    var run = await CorpusRun.MeasureAsync(code, options);
    run.Print(options);
    totals.Add(run.Findings);
}
if (options.Folders.Count > 1)
    totals.Print("all");
return 0;
