using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace WesMemGuard.Tests;

/// <summary>A repository that a test makes: commits in a line, each with the files that it is given.</summary>
internal static class GitRepository
{
    /// <summary>Makes one in a folder; the ids of its commits, the oldest first.</summary>
    public static async Task<string[]> MakeAsync(string folder,
        IReadOnlyList<IReadOnlyDictionary<string, string>> commits)
    {
        await GitAsync(folder, "", "init", "--quiet", "--initial-branch=main", ".");
        var text = new StringBuilder();
        for (var i = 0; i < commits.Count; i++)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"change {i}");
            text.Append("commit refs/heads/main\n");
            text.Append(CultureInfo.InvariantCulture, $"committer Test <test@example.org> {1700000000 + i} +0000\n");
            text.Append(CultureInfo.InvariantCulture, $"data {message.Length}\n{message}\n");
            foreach (var (name, content) in commits[i])
                text.Append(CultureInfo.InvariantCulture,
                    $"M 100644 inline {name}\ndata {content.Length}\n{content}\n");
        }

        await GitAsync(folder, text.ToString(), "fast-import", "--quiet");
        return (await GitAsync(folder, "", "rev-list", "--reverse", "main")).Split('\n',
            StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Runs git; what it prints.</summary>
    public static async Task<string> GitAsync(string folder, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output : throw new InvalidOperationException($"git {arguments[0]} ended with {process.ExitCode}");
    }
}
