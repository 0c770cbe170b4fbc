using System.Globalization;
using WesMemGuard.Harness.Bisecting;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Harness.Tests.Bisecting;

/// <summary>
/// The bar of bisections: a repository of 64 changes, one leak, up to six builds that fail in between and one run that errs, judged at
/// once by a stand-in. The tests hold it for a few leaks, the bench prints it for 50.
/// </summary>
/// <param name="folder">The repository; <see cref="MakeAsync"/> made it.</param>
/// <param name="commits">Its commits, the oldest first.</param>
internal sealed class BisectionBar(string folder, string[] commits)
{
    /// <summary>So many changes lie between the good commit and the bad one, the bad one among them.</summary>
    public const int Changes = 64;

    /// <summary>The most commits that a bisection may run.</summary>
    public const int MostSteps = 8;

    private int _journals;

    /// <summary>Its commits, the oldest first.</summary>
    public string[] Commits => commits;

    /// <summary>Makes the repository; each change writes its number.</summary>
    /// <param name="folder">An empty folder.</param>
    public static async Task<BisectionBar> MakeAsync(string folder) => new(folder, await GitRepository.MakeAsync(folder,
        [.. Enumerable.Range(0, Changes + 1)
            .Select(i => new Dictionary<string, string> { ["number"] = i.ToString(CultureInfo.InvariantCulture) })]));

    /// <summary>A journal that knows nothing yet, outside of what git looks at.</summary>
    public BisectJournal NewJournal() =>
        BisectJournal.Open(Path.Combine(folder, ".git", $"journal-{Interlocked.Increment(ref _journals)}.jsonl"), "journal", "key");

    /// <summary>One bisection of a leak, failing builds and an erring run that the seed chooses.</summary>
    public async Task<(BisectResult Result, bool IsRight)> RunAsync(int seed)
    {
        var random = new Random(seed);
        var leak = random.Next(1, Changes + 1);
        int[] failing = [.. Enumerable.Range(0, 6).Select(_ => random.Next(1, Changes)).Where(i => i != leak && i != leak - 1)];
        var judge = new StandIn(leak, failing, random.Next(1, Changes));
        var result = await new Bisection(judge, NewJournal()).RunAsync(folder, commits[0], commits[Changes], CancellationToken.None);
        return (result, result.FirstBad == commits[leak] && result.Doubt is null);
    }

    /// <summary>Reads the change's number where it is checked out; the first run of one change errs.</summary>
    internal sealed record StandIn(int Leak, int[] FailingBuilds, int Flaky) : IBisectJudge
    {
        private bool _erred;

        public Task<Reason?> BuildAsync(string folder, string commit, CancellationToken ct) => Task.FromResult(
            FailingBuilds.Contains(Number(folder)) ? InputReasons.NotThere() : null);

        public Task<StepRun> RunAsync(string folder, string commit, CancellationToken ct)
        {
            var isBad = Number(folder) >= Leak;
            if (Number(folder) == Flaky && !_erred)
                (_erred, isBad) = (true, !isBad);
            return Task.FromResult(new StepRun(isBad ? Outcome.Broken : Outcome.Held, null));
        }

        private static int Number(string folder) =>
            int.Parse(File.ReadAllText(Path.Combine(folder, "number")), CultureInfo.InvariantCulture);
    }
}
