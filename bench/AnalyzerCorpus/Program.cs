using WesMemGuard.AnalyzerCorpus;

if (args.Length == 0)
{
    Console.WriteLine("usage: AnalyzerCorpus [--list] [--all] [--tests] [--peer] [--untimed] [--only id] folder...");
    Console.WriteLine("  --list   print every warning     --all    print suggestions too     --tests  read test folders too");
    Console.WriteLine(
        "  --peer   time IDisposableAnalyzers in the same run    --rounds n  the least of n times, after one that doesn't count");
    Console.WriteLine("  --projects   compares one compilation with one for each project that refers to the others");
    Console.WriteLine("  --typing n   types n characters into files spread over the code, and tells what each costs");
    Console.WriteLine("  --untimed   one pass with the rules and no times: for reading what is found");
    Console.WriteLine(
        "  --pass read|bind|idle|rules|peer   makes this one pass and says nothing: for perf stat -e instructions:u, "
            + "which other work can't disturb");
    return 2;
}
var options = CorpusOptions.Parse(args);
var totals = new Findings();
foreach (var folder in options.Folders)
{
    var code = CorpusCode.Read(folder, options.Tests);
    if (options.Pass is not null)
    {
        await CorpusRun.PassAsync(code, options.Pass);
        continue;
    }

    if (options.Projects)
    {
        await ProjectCode.CompareAsync(code, folder);
        continue;
    }

    if (options.Typing > 0)
    {
        await Typing.MeasureAsync(code, options.Typing);
        continue;
    }

    var run = await CorpusRun.MeasureAsync(code, options);
    run.Print(options);
    totals.Add(run.Findings);
}
if (options.Folders.Count > 1 && options.Pass is null && options.Typing == 0 && !options.Projects)
    totals.Print("all");
return 0;
