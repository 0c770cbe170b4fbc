using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;
using static WesMemGuard.Fleets.Tests.GrowingNode;

namespace WesMemGuard.Fleets.Tests.Found;

/// <summary>Pages of /metrics kept one a file are a series.</summary>
internal sealed class ScrapeFolderTests
{
    private static readonly Dictionary<string, string> NoMap = [];

    [TestCase("{0}.txt")]
    [TestCase("metrics-{1}.prom")]
    public void Scrapes_are_told_in_time_by_their_names(string name)
    {
        using var folder = Scrapes((at, _) => Named(name, at));

        ScrapeFolder.IsAt(folder.Path).ShouldBeTrue();
        ShouldBeBroken(Of(Judged(ScrapeFolder.Read(folder.Path, "scrapes", NoMap)), "scrapes"));
    }

    /// <summary>A collector whose request failed leaves an empty file, the first among them.</summary>
    [Test]
    public void Empty_scrapes_are_missing_time()
    {
        using var folder = Scrapes((at, _) => Named("{0}.txt", at));
        File.WriteAllText(Path.Combine(folder.Path, Named("{0}.txt", Start - 60)), "");
        File.WriteAllText(Path.Combine(folder.Path, Named("{0}.txt", Start + 60)), "");

        ScrapeFolder.IsAt(folder.Path).ShouldBeTrue();
        ShouldBeBroken(Of(Judged(ScrapeFolder.Read(folder.Path, "scrapes", NoMap)), "scrapes"));
    }

    [Test]
    public void A_folder_of_empty_files_alone_holds_no_scrapes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("1795000000.txt", "");

        ScrapeFolder.IsAt(folder.Path).ShouldBeFalse();
    }

    [Test]
    public void Packed_scrapes_are_read()
    {
        using var folder = new TemporaryFolder();
        foreach (var (at, goal) in Points(40))
        {
            using var file =
                new GZipStream(File.Create(Path.Combine(folder.Path, $"{at}.prom.gz")), CompressionLevel.Fastest);
            file.Write(Encoding.UTF8.GetBytes(Page(goal)));
        }

        ScrapeFolder.IsAt(folder.Path).ShouldBeTrue();
        ShouldBeBroken(Of(Judged(ScrapeFolder.Read(folder.Path, "scrapes", NoMap)), "scrapes"));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [CancelAfter(10_000)]
    public async Task A_pipe_in_a_folder_is_no_page_and_nothing_waits_for_it(CancellationToken ct)
    {
        using var folder = new TemporaryFolder();
        using (var made = Process.Start("mkfifo", Path.Combine(folder.Path, "1795000000.txt")))
            await made.WaitForExitAsync(ct);

        (await Task.Run(() => ScrapeFolder.IsAt(folder.Path), ct).WaitAsync(ct)).ShouldBeFalse();
    }

    [Test]
    public void Folders_within_are_nodes()
    {
        using var folder = Scrapes((at, _) => $"a/{at}.txt");
        foreach (var (at, goal) in Points(0.1))
            folder.Write($"b/{at}.txt", Page(goal));

        var fleet = Judged(ScrapeFolder.Read(folder.Path, "scrapes", NoMap));

        ShouldBeBroken(Of(fleet, "a"));
        Of(fleet, "b").Outcome.ShouldBe(Verdicts.Outcome.Held);
    }

    [Test]
    public void Scrapes_without_times_are_refused()
    {
        using var folder = Scrapes((_, i) => $"page{i}.txt");

        Should.Throw<BadInputException>(() => ScrapeFolder.Read(folder.Path, "scrapes", NoMap))
            .Reason.In(Language.English).ShouldContain("name the files by when they were taken");
    }

    [Test]
    public void A_folder_of_other_files_holds_no_scrapes()
    {
        using var folder = new TemporaryFolder();
        folder.Write("notes.txt", "nothing\n");

        ScrapeFolder.IsAt(folder.Path).ShouldBeFalse();
    }

    private static TemporaryFolder Scrapes(Func<long, int, string> name)
    {
        var folder = new TemporaryFolder();
        var number = 0;
        foreach (var (at, goal) in Points(40))
            folder.Write(name(at, number++), Page(goal));
        return folder;
    }

    private static string Page(long goal) =>
        $"# TYPE go_memstats_next_gc_bytes gauge\ngo_memstats_next_gc_bytes {goal}\n# TYPE go_goroutines gauge\ngo_goroutines 116\n";

    private static string Named(string form, long at) =>
        form.Replace("{0}", $"{at}", StringComparison.Ordinal)
            .Replace("{1}", $"{DateTimeOffset.FromUnixTimeSeconds(at):yyyyMMdd'T'HHmmss'Z'}", StringComparison.Ordinal);
}
