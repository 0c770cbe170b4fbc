using System.Globalization;
using WesMemGuard.Client.Bench;

const int missed = 1, usage = 64;
bool? met = args switch
{
    ["keeping"] => await Bars.AllKeepingAsync(Console.Out),
    ["keeping", .. var names] => await Bars.KeepingAsync(Console.Out, names),
    ["clean", var runs, .. var names] => await Bars.CleanAsync(Console.Out, int.Parse(runs, CultureInfo.InvariantCulture), names),
    ["heap", var megabytes] => await Bars.HeapAsync(Console.Out, int.Parse(megabytes, CultureInfo.InvariantCulture)),
    _ => null,
};
if (met is null)
    Console.Error.WriteLine("One of: keeping [NAME...], clean RUNS [NAME...], heap MEGABYTES.");
return met switch { true => 0, false => missed, _ => usage };
