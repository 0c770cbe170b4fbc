using System.Globalization;
using WesMemGuard.Client.Bench;

const int missed = 1, usage = 64;
bool? met = args switch
{
    ["keeping"] => await KeepingBar.AllAsync(Console.Out),
    ["keeping", .. var names] => await KeepingBar.NamedAsync(Console.Out, names),
    ["clean", var runs, .. var names] => await CleanBar.RunAsync(Console.Out, Number(runs), names),
    ["rare", var runs] => await RareBar.RunAsync(Console.Out, Number(runs)),
    ["heap", var megabytes] => await HeapBar.RunAsync(Console.Out, Number(megabytes)),
    ["alike"] => await AlikeBar.RunAsync(Console.Out),
    _ => null,
};
if (met is null)
    Console.Error.WriteLine("One of: keeping [NAME...], clean RUNS [NAME...], rare RUNS, heap MEGABYTES, alike.");
return met switch { true => 0, false => missed, _ => usage };

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
