using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Fuzz;

// Fuzzing by coverage: README.md beside this file. The first process instruments a copy of the product and starts it; that one fuzzes.
const string Inside = "--inside";
var options = FuzzOptions.Read(args.Where(a => a != Inside).ToList());
if (options is null)
{
    Console.Error.WriteLine("WesMemGuard.Fuzz [--seconds N (of each reader)] [--reader NAME] [--seed N] [--corpus FOLDER] [--keep]");
    return 64;
}

return args.Contains(Inside) ? FuzzRun.Of(options) : await OutsideAsync(args);

static async Task<int> OutsideAsync(string[] args)
{
    var copy = Directory.CreateTempSubdirectory("wesmemguard-fuzz-").FullName;
    try
    {
        var count = Instrumented.Copy(AppContext.BaseDirectory, copy);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} types are instrumented"));
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false };
        foreach (var argument in args.Prepend(Inside).Prepend(Path.Combine(copy, "WesMemGuard.Fuzz.dll")))
            start.ArgumentList.Add(argument);
        using var inside = Process.Start(start)!;
        await inside.WaitForExitAsync();
        return inside.ExitCode;
    }
    finally
    {
        Directory.Delete(copy, recursive: true);
    }
}
