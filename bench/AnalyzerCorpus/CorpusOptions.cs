namespace WesMemGuard.AnalyzerCorpus;

/// <summary>What the command line asks for.</summary>
internal sealed record CorpusOptions(bool List, bool Suggestions, bool Tests, bool Peer, bool Untimed, bool Projects, int Rounds,
    int Typing, string? Pass, string? Only, IReadOnlyList<string> Folders)
{
    public static CorpusOptions Parse(string[] args)
    {
        var folders = new List<string>();
        string? only = null;
        string? pass = null;
        var rounds = 1;
        var typing = 0;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--only")
                only = args[++i];
            else if (args[i] == "--pass")
                pass = args[++i];
            else if (args[i] == "--rounds")
                rounds = int.Parse(args[++i], System.Globalization.CultureInfo.InvariantCulture);
            else if (args[i] == "--typing")
                typing = int.Parse(args[++i], System.Globalization.CultureInfo.InvariantCulture);
            else if (!args[i].StartsWith("--", StringComparison.Ordinal))
                folders.Add(args[i]);
        }
        return new(args.Contains("--list"), args.Contains("--all"), args.Contains("--tests"), args.Contains("--peer"),
            args.Contains("--untimed"), args.Contains("--projects"), rounds, typing, pass, only, folders);
    }
}
