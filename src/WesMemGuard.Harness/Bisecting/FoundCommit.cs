namespace WesMemGuard.Harness.Bisecting;

/// <summary>A commit as people know it.</summary>
/// <param name="Commit">Its id.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Date">When, as git writes it in ISO 8601.</param>
/// <param name="Message">Its message, at most 40 lines.</param>
internal sealed record FoundCommit(string Commit, string Author, string Date, string Message)
{
    private const int MostLines = 40;

    /// <summary>Reads it from a repository.</summary>
    /// <exception cref="Input.BadInputException">git doesn't know it.</exception>
    public static async Task<FoundCommit> ReadAsync(string repository, string commit, CancellationToken ct)
    {
        var text = await GitWorktree.GitAsync(repository, ct, "show", "--no-patch", "--format=%an%n%aI%n%B", commit).ConfigureAwait(false);
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return new FoundCommit(commit, lines[0], lines.Length > 1 ? lines[1] : "",
            string.Join('\n', lines.Skip(2).Take(MostLines)).Trim());
    }
}
