using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Input;

namespace WesMemGuard.Harness.Bisecting;

/// <summary>
/// A worktree of its own beside the user's, in which git bisects: what the user has checked out, staged and changed stays as it is.
/// </summary>
internal sealed class GitWorktree : IAsyncDisposable
{
    /// <summary>What <c>git bisect</c> exits with, whichever mark it was that left only skipped commits.</summary>
    private const int OnlySkippedLeft = 2;

    private const int LongestOutput = 4 * 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _repository;

    private GitWorktree(string repository, string folder) => (_repository, Folder) = (repository, folder);

    /// <summary>Where the commits are checked out.</summary>
    public string Folder { get; }

    /// <summary>Makes one.</summary>
    /// <param name="repository">A folder of the repository.</param>
    /// <param name="commit">What is checked out first.</param>
    /// <param name="ct">Ends git.</param>
    /// <exception cref="BadInputException">It is no repository, or git is not there.</exception>
    public static async Task<GitWorktree> CreateAsync(string repository, string commit, CancellationToken ct)
    {
        var folder = Path.Combine(Directory.CreateTempSubdirectory("wesmemguard-bisect-").FullName, "tree");
        await GitAsync(repository, ct, "worktree", "add", "--quiet", "--detach", folder, commit).ConfigureAwait(false);
        return new GitWorktree(repository, folder);
    }

    /// <summary>The full id of what a revision names.</summary>
    /// <exception cref="BadInputException">It names no commit.</exception>
    public static async Task<string> CommitAsync(string repository, string revision, string option, CancellationToken ct)
    {
        var (code, output, _) = await TryAsync(repository, ct, "rev-parse", "--verify", "--quiet", "--end-of-options",
            revision + "^{commit}").ConfigureAwait(false);
        return code == 0 ? output.Trim() : throw new BadInputException(option, BisectReasons.NoCommit(revision));
    }

    /// <summary>Whether one commit is among the ancestors of another.</summary>
    public static async Task<bool> IsAncestorAsync(string repository, string ancestor, string commit, CancellationToken ct) =>
        (await TryAsync(repository, ct, "merge-base", "--is-ancestor", ancestor, commit).ConfigureAwait(false)).Code == 0;

    /// <summary>Runs git in the worktree; what it prints.</summary>
    /// <exception cref="BadInputException">It failed.</exception>
    public Task<string> GitAsync(CancellationToken ct, params string[] arguments) => GitAsync(Folder, ct, arguments);

    /// <summary>Marks the commit that is checked out as good, bad or to be skipped.</summary>
    /// <exception cref="BadInputException">Git failed.</exception>
    public async Task MarkAsync(string mark, CancellationToken ct)
    {
        var (code, _, error) = await TryAsync(Folder, ct, "bisect", mark).ConfigureAwait(false);
        if (code is not (0 or OnlySkippedLeft))
            throw new BadInputException("git bisect", BisectReasons.GitFailed(code, error.Trim()));
    }

    /// <summary>The worktree is taken away again, and git's state of the bisection with it.</summary>
    public async ValueTask DisposeAsync()
    {
        await TryAsync(Folder, CancellationToken.None, "bisect", "reset").ConfigureAwait(false);
        await TryAsync(_repository, CancellationToken.None, "worktree", "remove", "--force", Folder).ConfigureAwait(false);
        var parent = Path.GetDirectoryName(Folder)!;
        if (Directory.Exists(parent))
            Directory.Delete(parent, recursive: true);
    }

    internal static async Task<string> GitAsync(string folder, CancellationToken ct, params string[] arguments)
    {
        var (code, output, error) = await TryAsync(folder, ct, arguments).ConfigureAwait(false);
        return code == 0 ? output : throw new BadInputException("git " + arguments[0], BisectReasons.GitFailed(code, error.Trim()));
    }

    private static async Task<(int Code, string Output, string Error)> TryAsync(string folder, CancellationToken ct,
        params string[] arguments)
    {
        var start = new ProcessStartInfo("git")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            UseShellExecute = false,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        // As a hook of git we would be told another repository than the folder's.
        foreach (var name in new[] { "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE" })
            start.Environment.Remove(name);
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        using var process = Started(start);
        process.StandardInput.Close();
        using var bound = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, ct);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(either.Token), process.StandardError.ReadToEndAsync(either.Token));
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
            return (process.ExitCode, Bounded(await output.ConfigureAwait(false)), Bounded(await error.ConfigureAwait(false)));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            ct.ThrowIfCancellationRequested();
            throw new BadInputException("git " + arguments[0], BisectReasons.GitTooLong(Patience));
        }
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BadInputException("git", BisectReasons.NoGit(e.NativeErrorCode.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static string Bounded(string text) => text.Length <= LongestOutput ? text : text[..LongestOutput];
}
