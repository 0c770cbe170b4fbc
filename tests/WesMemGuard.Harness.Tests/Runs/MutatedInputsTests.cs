using System.Diagnostics;
using System.Text;
using WesMemGuard.Budgets;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Harness.Runs;
using WesMemGuard.Recording;
using WesMemGuard.Recordings;
using WesMemGuard.Runs;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Tests.Runs;

/// <summary>
/// Every reader of files takes any bytes: it reads them, or says what is wrong as bad input; never another error, never
/// without an end.
/// </summary>
internal sealed class MutatedInputsTests
{
    private const int Tries = 400;

    private static IEnumerable<TestCaseData> Readers()
    {
        var recording = RepositoryFolder.Recording("rest-disabled");
        yield return new TestCaseData(Text("""
            { "limits": [ { "of": "process", "metric": "rss", "peak": "2 GiB", "phase": "a" } ] }
            """), (Action<byte[]>)(b => BudgetFile.Read(b, "b"))).SetArgDisplayNames("budget");
        yield return new TestCaseData(Text("""
            { "recording": "../x", "phases": [ { "phase": "a", "kind": "reads", "rate": 3, "for": "2 min" } ] }
            """), (Action<byte[]>)(b => ScenarioFile.Read(b, "s"))).SetArgDisplayNames("scenario");
        yield return new TestCaseData(File.ReadAllBytes(Path.Combine(recording, "recording.json")),
            (Action<byte[]>)(b => RecordingDescription.Read(b, "r"))).SetArgDisplayNames("recording.json");
        yield return new TestCaseData(Text(
            """{"phase":"a","kind":"idle","rate":0,"startedAt":"2026-11-22T12:00:00Z","endedAt":"2026-11-22T12:10:00Z","sent":0"""
            + ""","ok":0,"limited":0,"failed":0}""" + "\n"), (Action<byte[]>)(b => RecordedPhases.Read(b, "p")))
            .SetArgDisplayNames("phases.jsonl");
        yield return new TestCaseData(Text("""
            {"at":"2026-11-22T12:00:00Z","method":"GET","path":"/metrics","status":200,"headers":{"Date":"x"},"body":"go_goroutines 5\n"}
            """ + "\n"), (Action<byte[]>)Recording).SetArgDisplayNames("exchanges.jsonl");
        yield return new TestCaseData(Text("at,heap_alloc,rss_bytes\n2026-11-22T12:00:00Z,1000,500\n2026-11-22T12:01:00Z,1001,501\n"),
            (Action<byte[]>)(b => FoundFile.Read(new MemoryStream(b), "c", new Dictionary<string, string>()).ShouldNotBeNull()))
            .SetArgDisplayNames("series");
        yield return new TestCaseData(Run(), (Action<byte[]>)(b => RunFile.Read(new MemoryStream(b), "r", _ => null).ShouldNotBeNull()))
            .SetArgDisplayNames("run.jsonl");
        yield return new TestCaseData(Text(
            """{"level":"info","timestamp":"2026-11-22T12:00:00.000Z","caller":"a.go:1","rss_bytes":1000"""
            + ""","message":"memory_sample","time":"2026-11-22T12:00:00.000Z","heap_alloc_bytes":10,"gc":1,"goroutines":3"""
            + ""","modules":[]}""" + "\n"), (Action<byte[]>)Log).SetArgDisplayNames("log");
    }

    [TestCaseSource(nameof(Readers))]
    public void Any_bytes_are_read_or_refused(byte[] good, Action<byte[]> read)
    {
        read(good);
        var random = new Random(19);
        var (refused, longest) = (0, TimeSpan.Zero);
        for (var i = 0; i < Tries; i++)
        {
            var bad = Mutated(good, random);
            var began = Stopwatch.StartNew();
            try
            {
                read(bad);
            }
            catch (Exception e) when (BadInputs.Are(e))
            {
                refused++;
            }
            catch (Exception e)
            {
                Assert.Fail($"{e.GetType().Name}: {e.Message} of {Convert.ToBase64String(bad)}");
            }

            longest = began.Elapsed > longest ? began.Elapsed : longest;
        }

        // Of a log what can't be read is counted, never refused.
        if (!TestContext.CurrentContext.Test.Name.Contains("(log)", StringComparison.Ordinal))
            refused.ShouldBeGreaterThan(0);
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(30),
            "no input of a few kilobytes hangs a reader, on a busy machine either");
    }

    /// <summary>Bytes changed, put in, left out or doubled; words of the form in wrong places; a cut.</summary>
    private static byte[] Mutated(byte[] good, Random random)
    {
        var bytes = good.ToList();
        for (var times = random.Next(1, 6); times > 0 && bytes.Count > 0; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.InsertRange(at, Words[random.Next(Words.Length)]); break;
                case 3: bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40))); break;
                case 4:
                    bytes.InsertRange(at,
                    bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 200)))); break;
                default: bytes.RemoveRange(at, bytes.Count - at); break;
            }
        }

        return [.. bytes];
    }

    private static readonly byte[][] Words =
    [
        .. new[] { "{", "}", "[", "]", "\"", ",", ":", "null", "true", "1e999", "-1", "0x", "\u0000", "\\ud800", "\\", "\n",
            "9999999999999999999999", "{\"a\":", "[[[[[[[[" }.Select(Text),
        [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0xc0, 0x80], [0x1f, 0x8b, 0x08],
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Run()
    {
        using var to = new MemoryStream();
        var recorder =
            new RunRecorder(new RunHeader("r", "r", DateTimeOffset.UnixEpoch.AddYears(56), RunOrigin.Live),
                new RunFileWriter(to, (_, _) => { }));
        recorder.Add(new Reading<BlockSample>(DateTimeOffset.UnixEpoch.AddYears(56), new BlockSample(3), null));
        recorder.Add(new RunEvent(DateTimeOffset.UnixEpoch.AddYears(56), RunEvent.End));
        return to.ToArray();
    }

    private static void Recording(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Path, "exchanges.jsonl"), bytes);
        RecordingFolder.Open(folder.Path);
    }

    private static void Log(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "node-system.log");
        File.WriteAllBytes(file, bytes);
        LogRun.ReadAsync([file], default).GetAwaiter().GetResult();
    }
}
