using WesMemGuard.Input;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording.Tests;

internal sealed class RecordingFolderTests
{
    private const string Memory =
        """{"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":200,"headers":{},"body":"x"}""";
    private Spoiled _spoiled = null!;

    [SetUp]
    public void Begin() => _spoiled = new Spoiled();

    [TearDown]
    public void End() => _spoiled.Dispose();

    [Test]
    public void Every_recording_of_the_repository_is_whole()
    {
        var all = Recordings.All();
        all.Length.ShouldBe(26);
        foreach (var name in all)
        {
            var recording = RecordingFolder.Open(Recordings.Of(name));
            recording.Notices.ShouldBeEmpty(name);
            recording.Exchanges.Count.ShouldBeGreaterThan(100, name);
            recording.Process.ShouldNotBeEmpty(name);
            recording.Phases.ShouldNotBeEmpty(name);
            recording.Events[^1].Name.ShouldBe("exited", name);
            recording.Configuration!.Mode.ShouldBe(name == "minimal-mode" ? "minimal" : "heuristic", name);
        }
    }

    [Test]
    public void A_recording_says_what_it_is()
    {
        var recording = RecordingFolder.Open(Recordings.Of("restarts"));
        recording.Exchanges.Count.ShouldBe(1106);
        recording.Exchanges.Count(e => e.Error is not null).ShouldBe(24);
        recording.Header("restart")
            .ShouldBe(new RunHeader("20261122-153924-restart", "restart", recording.StartedAt, RunOrigin.Replay, "heuristic",
                5));
        recording.Title.ShouldBe("kill -9, SIGTERM, a 45 s SIGSTOP and another kill -9 in 42 min");
        recording.Configuration.ShouldBe(new RecordedConfiguration
        {
            Mode = "heuristic",
            DiagnosticsEnabled = true,
            DiagnosticsPort = 28686,
            RestEnabled = true,
            LogLevel = "info",
        });
        recording.Phases[1].ShouldBe(new Phase(
            "mine", "mine-on", DateTimeOffset.Parse("2026-11-22T15:43:24.144Z"),
                DateTimeOffset.Parse("2026-11-22T15:49:24.150Z"), 1, 0, 0, 0, 0));
        recording.Events[0].Detail.ShouldBe("pid 10138");
        recording.Profiles.Select(p => p.Name).Take(3)
            .ShouldBe(["profiles/00200-goroutine.pb.gz", "profiles/00200-heap.pb.gz", "profiles/00550-goroutine.pb.gz"]);
        recording.Profiles[0].At.ShouldBe(recording.StartedAt.AddSeconds(200));
        recording.Profiles[^1].At.ShouldBe(recording.EndedAt);
        RecordingFolder.Open(Recordings.Of("rest-disabled")).Configuration!.RestEnabled.ShouldBe(false);
    }

    [Test]
    public void A_recording_that_was_cut_off_gives_what_is_whole_and_a_notice()
    {
        var folder = _spoiled.Copy("rest-disabled");
        var bytes = Spoiled.Bytes(folder);
        foreach (var cut in new[] { bytes.Length / 2, bytes.Length - 4, bytes.Length - 9 })
        {
            Spoiled.Write(folder, bytes[..cut]);
            var recording = RecordingFolder.Open(folder);
            recording.Exchanges.ShouldNotBeEmpty();
            recording.Notices[0].Name.ShouldBe("torn", $"cut at {cut}");
            recording.Notices[0].At.ShouldBe(recording.Exchanges[^1].At);
        }
    }

    [Test]
    public void A_file_that_was_cut_before_its_first_line_is_told_at_the_beginning()
    {
        var folder = _spoiled.Copy("rest-disabled");
        Spoiled.Write(folder, Spoiled.Bytes(folder)[..12]);
        var recording = RecordingFolder.Open(folder);
        recording.Exchanges.ShouldBeEmpty();
        recording.Notices[0].Name.ShouldBe("torn");
        recording.Notices[0].At.ShouldBe(recording.StartedAt);
    }

    [Test]
    public void A_gz_of_several_members_is_whole()
    {
        var folder = _spoiled.Copy("rest-disabled");
        var lines = Spoiled.Lines(folder);
        Spoiled.Write(folder,
            [.. Spoiled.Gzip(string.Concat(lines[..50].Select(l => l + "\n"))),
            .. Spoiled.Gzip(string.Concat(lines[50..].Select(l => l + "\n")))]);
        var recording = RecordingFolder.Open(folder);
        recording.Exchanges.Count.ShouldBe(105);
        recording.Notices.ShouldBeEmpty();
    }

    [Test]
    public void Damage_within_gives_what_came_before_it()
    {
        var folder = _spoiled.Copy("restarts");
        var bytes = Spoiled.Bytes(folder);
        Array.Fill<byte>(bytes, 0xff, bytes.Length / 2, 64);
        Spoiled.Write(folder, bytes);
        try
        {
            var recording = RecordingFolder.Open(folder);
            recording.Notices[0].Name.ShouldBe("torn");
            recording.Exchanges.Count.ShouldBeLessThan(1106);
        }
        catch (UnreadableRunException e)
        {
            // The damage may also inflate to lines that are no JSON: then the line is named.
            e.Message.ShouldMatch(@"exchanges\.jsonl\.gz:\d+: ");
        }
    }

    [Test]
    public void Missing_answers_are_told()
    {
        var folder = _spoiled.Copy("rest-disabled");
        Spoiled.Write(folder, Spoiled.Lines(folder).Where((l, i) => i % 10 != 0));
        var notices = RecordingFolder.Open(folder).Notices;
        notices.ShouldAllBe(n => n.Name == "incomplete");
        notices.Single(n =>
            n.Detail!.StartsWith("/api/v1/system/memory: ", StringComparison.Ordinal)).Detail!.ShouldEndWith("recording.json counts 49");
    }

    [Test]
    public void Lines_out_of_order_are_sorted_and_told()
    {
        var folder = _spoiled.Copy("rest-disabled");
        var lines = Spoiled.Lines(folder);
        Spoiled.Write(folder, [.. lines[60..], .. lines[..60]]);
        var recording = RecordingFolder.Open(folder);
        recording.Exchanges.Select(e => e.At).ShouldBeInOrder();
        var notice = recording.Notices.ShouldHaveSingleItem();
        notice.Name.ShouldBe("disorder");
        notice.At.ShouldBe(recording.Exchanges[0].At);
        notice.Detail!.ShouldEndWith("exchanges.jsonl.gz: line 46 is older than the one before it; sorted by time");
    }

    [Test]
    public void Only_exchanges_or_only_looks_at_the_process_are_a_recording()
    {
        var folder = _spoiled.Plain(Memory);
        var recording = RecordingFolder.Open(folder);
        recording.StartedAt.ShouldBe(recording.Exchanges[0].At);
        recording.Events.ShouldBeEmpty("an end that nobody wrote is not made up");
        var loss = recording.Losses.ShouldHaveSingleItem();
        (loss.Kind, loss.From, loss.Part).ShouldBe((LossKind.NoEnd, recording.EndedAt, RunPart.All));
        recording.Configuration.ShouldBeNull();

        File.Delete(Path.Combine(folder, "exchanges.jsonl"));
        File.WriteAllText(Path.Combine(folder, "process.jsonl"),
            """{"at":"2026-11-22T15:00:01+08:00","pid":7,"VmRSS":8,"new":{}}""");
        RecordingFolder.Open(folder).Process.ShouldBe(
            [new Reading<ProcessSample>(DateTimeOffset.Parse("2026-11-22T07:00:01Z"), new ProcessSample(7, 8), null)]);
    }

    [TestCase("1e999", null)]
    [TestCase("-1e300", null)]
    [TestCase("1e9", 1e9)]
    [TestCase("-90.5", -90.5)]
    public void A_clock_is_set_by_no_more_than_any_clock_can_tell(string seconds, double? expected)
    {
        var folder = _spoiled.Plain(Memory);
        File.WriteAllText(Path.Combine(folder, "events.jsonl"),
            $$"""{"at":"2026-11-22T15:00:00Z","event":"clock-step","seconds":{{seconds}}}""");
        RecordingFolder.Open(folder).Events.Single(e => e.Name == RunEvent.ClockStep).Seconds.ShouldBe(expected);
    }

    [Test]
    public void A_folder_without_a_recording_and_one_with_two_are_refused()
    {
        Refused(Path.Combine(_spoiled.Folder, "no")).ShouldEndWith(": is not there");
        Refused(_spoiled.Folder)
            .ShouldEndWith("is not a recording: it contains none of exchanges.jsonl.gz, exchanges.jsonl, process.jsonl");
        var folder = _spoiled.Plain(Memory);
        Spoiled.Write(folder, [Memory]);
        Refused(folder).ShouldEndWith("contains both exchanges.jsonl and exchanges.jsonl.gz; only one of them may exist");
    }

    [TestCase("nonsense", "is not a JSON object: invalid at byte 2")]
    [TestCase("[]", "a JSON object is needed")]
    [TestCase("""{"at":"2026-11-22T15:00:01Z","at":"2026-11-22T15:00:01Z"}""", "is not a JSON object: invalid at byte")]
    [TestCase("""{"method":"GET","path":"/metrics","status":200}""", "at is missing: a time like \"2026-11-22T15:39:16.758Z\" is needed")]
    [TestCase("""
        {"at":"2026-11-22T15:00:01","method":"GET","path":"/metrics","status":200}
        """, "at is \"2026-11-22T15:00:01\": a time like")]
    [TestCase("""{"at":1763825956,"method":"GET","path":"/metrics","status":200}""", "at is 1763825956: a time like")]
    [TestCase("""{"at":"2026-11-22T15:00:01Z","method":"BREW","path":"/metrics","status":200}""",
        "method is \"BREW\": a method: GET, POST")]
    [TestCase("""
        {"at":"2026-11-22T15:00:01Z","method":"GET","path":"http://elsewhere/","status":200}
        """, "path is \"http://elsewhere/\": a path like \"/metrics\" is needed")]
    [TestCase("""{"at":"2026-11-22T15:00:01Z","method":"GET","path":"//elsewhere/","status":200}""", "path is \"//elsewhere/\"")]
    [TestCase("""{"at":"2026-11-22T15:00:01Z","method":"GET","path":"/a b","status":200}""", "path is \"/a b\"")]
    [TestCase("""{"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics"}""", "status is missing: an integer >= 0 is needed")]
    [TestCase("""{"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":99}""", "status is 99: a status from 200 to 599")]
    [TestCase("""
        {"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":"200"}
        """, "status is \"200\": an integer >= 0 is needed")]
    [TestCase("""{"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":204,"body":"x"}""",
        "body: an answer with status 204 has none")]
    [TestCase("""
        {"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":200,"body":7}
        """, "body is 7: a string is needed")]
    [TestCase("""{"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":200,"body":"\ud800"}""", "text that is not UTF-8")]
    [TestCase("""
        {"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":200,"bodyBase64":"%"}
        """, "bodyBase64 is \"%\": base64 is needed")]
    [TestCase("""
        {"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":200,"headers":{"a\r\nb":"x"}}
        """, "can't be served")]
    [TestCase("""
        {"at":"2026-11-22T15:00:01Z","method":"GET","path":"/metrics","status":200,"headers":{"a":"x\ny"}}
        """, "headers: \"a\" can't be served")]
    public void A_line_that_is_wrong_is_named(string line, string what)
    {
        var message = Refused(_spoiled.Plain(Memory, line, Memory));
        message.ShouldContain("exchanges.jsonl:2: ");
        message.ShouldContain(what);
    }

    // Half of a surrogate pair can't be read as a text: in a name of the last line, which may be torn, and in a call's parameters.
    [Test]
    public void Half_a_character_is_bad_input_wherever_it_stands()
    {
        var folder = _spoiled.Plain(Memory);
        File.AppendAllText(Path.Combine(folder, "exchanges.jsonl"), """{"\ud800":1,"\ud800":2}""");
        Refused(folder).ShouldContain("text that is not UTF-8");

        RecordedKey.Of("POST", "/jsonrpc", """{"jsonrpc":"2.0","id":1,"method":"wes_getBlock","params":["\ud800"]}""")
            .ShouldBe("POST /jsonrpc wes_getBlock");
    }

    [Test]
    public void A_torn_last_line_is_let_go_with_a_notice()
    {
        var folder = _spoiled.Plain(Memory);
        File.AppendAllText(Path.Combine(folder, "exchanges.jsonl"), Memory[..50]);
        var recording = RecordingFolder.Open(folder);
        recording.Exchanges.Count.ShouldBe(1);
        recording.Notices.ShouldHaveSingleItem().Detail!.ShouldEndWith("exchanges.jsonl:2: torn, the line and what followed is missing");
    }

    [TestCase("recording.json", "{", ":1:1: this '{' is never closed")]
    [TestCase("recording.json", "[]", ":1:1: a JSON object is needed")]
    [TestCase("recording.json", "{\"interval\":5}", ":1:1: startedAt is missing: a time like")]
    [TestCase("recording.json", """{"startedAt":"2026-11-22T15:00:00Z","interval":0}""",
        ":1:48: interval is the number 0: a number > 0 is needed")]
    [TestCase("recording.json", """
        {"startedAt":"2026-11-22T15:00:00Z","endedAt":"2026-11-22T14:00:00Z"}
        """, "a time not before startedAt is needed")]
    [TestCase("config.json", """{"memory_monitoring":{"mode":7}}""", ":1: memory_monitoring.mode is 7: a string is needed")]
    [TestCase("config.json", """{"node":{"host":{"diagnostics_port":70000}}}""",
        "node.host.diagnostics_port is 70000: a port from 1 to 65535 is needed")]
    [TestCase("phases.jsonl", """
        {"phase":"a","kind":"idle","startedAt":"2026-11-22T15:00:00Z","sent":0,"ok":0,"limited":0,"failed":0}
        """ + "\n", ":1:1: endedAt is missing")]
    [TestCase("phases.jsonl",
        """{"phase":"a","kind":"idle","startedAt":"2026-11-22T15:00:00Z","endedAt":"2026-11-22T16:00:00Z","sent":-1,"ok":0"""
        + ""","limited":0,"failed":0}""" + "\n", ":1:103: sent is the number -1: an integer >= 0 is needed")]
    [TestCase("events.jsonl", """{"at":"2026-11-22T15:00:00Z"}""" + "\n", ":1: event is missing: a string is needed")]
    [TestCase("process.jsonl", """{"at":"2026-11-22T15:00:00Z","pid":1}""" + "\n", ":1: VmRSS is missing: a number >= 0 is needed")]
    public void Every_other_file_is_read_as_strictly(string file, string text, string what)
    {
        var folder = _spoiled.Plain(Memory);
        File.WriteAllText(Path.Combine(folder, file), text);
        var message = Refused(folder);
        message.ShouldContain(Path.Combine(folder, file));
        message.ShouldContain(what);
    }

    [Test]
    public void A_torn_last_phase_is_let_go_with_a_notice()
    {
        const string Phase =
            """{"phase":"a","kind":"idle","startedAt":"2026-11-22T15:00:00Z","endedAt":"2026-11-22T16:00:00Z","sent":0,"ok":0"""
            + ""","limited":0,"failed":0}""";
        var folder = _spoiled.Plain(Memory);
        File.WriteAllText(Path.Combine(folder, "phases.jsonl"), Phase + "\n" + Phase[..60]);
        var recording = RecordingFolder.Open(folder);
        recording.Phases.ShouldHaveSingleItem().Name.ShouldBe("a");
        recording.Notices.ShouldHaveSingleItem().Detail!.ShouldEndWith("phases.jsonl:2: torn, the line and what followed is missing");
    }

    [Test]
    public void A_look_that_failed_is_a_miss()
    {
        var folder = _spoiled.Plain(Memory);
        File.WriteAllText(Path.Combine(folder, "process.jsonl"),
            """{"at":"2026-11-22T15:00:00Z","error":"no such process"}""");
        RecordingFolder.Open(folder).Process.ShouldHaveSingleItem().Miss.ShouldBe(new Miss(MissKind.Unexpected,
            "no such process"));
    }

    [Test]
    public void A_profile_that_is_no_gzip_is_refused_and_other_files_there_are_let_by()
    {
        var folder = _spoiled.Plain(Memory);
        var profiles = Directory.CreateDirectory(Path.Combine(folder, "profiles")).FullName;
        File.WriteAllText(Path.Combine(profiles, "end-heap.top.txt"), "x");
        RecordingFolder.Open(folder).Profiles.ShouldBeEmpty();
        File.WriteAllText(Path.Combine(profiles, "00005-heap.pb.gz"), "x");
        Refused(folder).ShouldEndWith("00005-heap.pb.gz: is not gzip");
    }

    [Test]
    public void Bombs_stop_at_the_bounds()
    {
        var file = Path.Combine(_spoiled.Folder, "bomb.jsonl.gz");
        File.WriteAllBytes(file, Spoiled.Gzip(string.Concat(Enumerable.Repeat("{}\n", 1_000_000))));
        Should.Throw<UnreadableRunException>(() =>
            JsonLines.Read(file, new LineLimits(10), _ => { })).Message.ShouldEndWith(":11: at most 10 lines are read");
        Should.Throw<UnreadableRunException>(() =>
            JsonLines.Read(file, new LineLimits(10_000_000, 2_000_000), _ => { }))
            .Message.ShouldEndWith("over 2,000,000 bytes when decompressed");
        File.WriteAllBytes(file, Spoiled.Gzip("{}\n" + new string(' ', 17 * 1024 * 1024)));
        Should.Throw<UnreadableRunException>(() =>
            JsonLines.Read(file, new LineLimits(10), _ => { })).Message.ShouldEndWith(":2: is over 16,777,216 bytes long");
        File.WriteAllText(file, "plain text");
        Should.Throw<UnreadableRunException>(() => JsonLines.Read(file, new LineLimits(10), _ => { })).Message.ShouldEndWith("is not gzip");
        File.WriteAllBytes(file, [0x1f, 0x8b, 0xff, 0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
        Should.Throw<UnreadableRunException>(() =>
            JsonLines.Read(file, new LineLimits(10), _ => { })).Message.ShouldEndWith("can't be decompressed");
    }

    private static string Refused(string folder)
    {
        var error = Should.Throw<Exception>(() => RecordingFolder.Open(folder));
        (error is UnreadableRunException or BadInputException).ShouldBeTrue(error.ToString());
        return error.Message;
    }
}
