using WesMemGuard.Cli;

return await GuardCommand.RunAsync(args, Surroundings.OfThisProcess()).ConfigureAwait(false);
