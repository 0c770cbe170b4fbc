using System.Text.Json;
using WesMemGuard.Files;
using WesMemGuard.Input;
using WesMemGuard.Json;
using WesMemGuard.Output;

namespace WesMemGuard.Harness.Bisecting;

/// <summary>
/// What was learnt of commits, a JSON line each, so that a bisection that was interrupted does not run a commit again. A line counts
/// for the same scenario, budget, limit and commands only.
/// </summary>
internal sealed class BisectJournal
{
    private const long Largest = 1024 * 1024;

    /// <summary>A bisection asks of the logarithm of its commits; more than these are not remembered.</summary>
    private const int MostCommits = 10_000;

    private readonly string? _file;
    private readonly string _shown;
    private readonly string _key;
    private readonly Dictionary<string, CommitState> _known = new(StringComparer.Ordinal);

    private BisectJournal(string? file, string shown, string key) => (_file, _shown, _key) = (file, shown, key);

    /// <summary>A journal that is kept nowhere.</summary>
    public static BisectJournal None() => new(null, "", "");

    /// <summary>Opens a journal, which may not be there yet.</summary>
    /// <param name="file">The file.</param>
    /// <param name="shown">What messages call it.</param>
    /// <param name="key">What the commits were asked: scenario, budget, limit and commands, or a digest of them.</param>
    /// <exception cref="BadInputException">It can't be read.</exception>
    public static BisectJournal Open(string file, string shown, string key)
    {
        var journal = new BisectJournal(file, shown, key);
        if (!File.Exists(file))
            return journal;
        var bytes = PlainFile.Read(file, shown, Largest);
        foreach (var line in JsonText.ParseLines(bytes[..Whole(bytes)], shown))
        {
            if (line["key"]?.Text == key && line["commit"]?.Text is { } commit && line["bad"]?.Boolean is { } isBad)
                journal._known[commit] = isBad ? CommitState.Bad : CommitState.Good;
        }

        return journal;
    }

    /// <summary>A line that was interrupted while it was written has no end, and says nothing.</summary>
    private static int Whole(ReadOnlySpan<byte> bytes) => bytes.LastIndexOf((byte)'\n') + 1;

    /// <summary>What is known of a commit; null: nothing.</summary>
    public CommitState? Known(string commit) => _known.TryGetValue(commit, out var state) ? state : null;

    /// <summary>Keeps what was learnt, at once. Other bisections may write at the same time.</summary>
    /// <exception cref="UnwritableException">It can't be written.</exception>
    public async Task LearnAsync(string commit, CommitState state, CancellationToken ct)
    {
        if (_known.Count < MostCommits)
            _known[commit] = state;
        if (_file is null)
            return;
        using var turn = await FileTurn.TakeAsync(_file, _shown, ct).ConfigureAwait(false);
        Append(_file, JsonSerializer.SerializeToUtf8Bytes(new { key = _key, commit, bad = state == CommitState.Bad }));
    }

    private void Append(string file, byte[] line)
    {
        try
        {
            using var journal = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1);
            var bytes = new byte[Math.Min(journal.Length, Largest)];
            journal.ReadExactly(bytes);
            journal.Position = Whole(bytes);
            journal.Write([.. line, (byte)'\n']);
            journal.SetLength(journal.Position);
        }
        catch (Exception e) when (UnwritableException.Is(e))
        {
            throw UnwritableException.Of(_shown, e);
        }
    }
}
