using WesMemGuard.Cli;
using WesMemGuard.Cli.Options;
using WesMemGuard.Verdicts;

if (FileHandles.AreTooFew())
{
    FileHandles.Say();
    return ExitCodes.Unwritable;
}

return await RunAsync(args).ConfigureAwait(false);

// A method of its own: what it names is loaded when it begins.
static async Task<int> RunAsync(string[] args)
{
    try
    {
        return await GuardCommand.RunAsync(args, Surroundings.OfThisProcess()).ConfigureAwait(false);
    }
    catch (Exception e) when (e is FileNotFoundException or FileLoadException or TypeLoadException or TypeInitializationException
        or IOException)
    {
        // Not even this tool's own parts can be opened: where the limit isn't known, a limit that is too low looks so from inside.
        FileHandles.Say();
        return ExitCodes.Unwritable;
    }
}
