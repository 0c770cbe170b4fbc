using WesMemGuard.Client.Bench;

switch (args)
{
    case ["keeping"]:
        await Bars.AllKeepingAsync(Console.Out);
        return 0;
    case ["keeping", .. var names]:
        await Bars.KeepingAsync(Console.Out, names);
        return 0;
    case ["clean", var runs, .. var names]:
        await Bars.CleanAsync(Console.Out, int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture), names);
        return 0;
    case ["heap", var megabytes]:
        await Bars.HeapAsync(Console.Out, int.Parse(megabytes, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("One of: keeping [NAME...], clean RUNS [NAME...], heap MEGABYTES.");
        return 64;
}
