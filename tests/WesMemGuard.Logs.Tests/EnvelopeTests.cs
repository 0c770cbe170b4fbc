using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WesMemGuard.Logs.Entries;
using WesMemGuard.Runs;

namespace WesMemGuard.Logs.Tests;

/// <summary>A real log, wrapped as collectors keep it, tells what it told before.</summary>
internal sealed class EnvelopeTests
{
    private const string Time = "2026-11-22T16:00:00.000123456Z";

    private static readonly List<string> Plain =
        RealLog.Lines("restarts",
            Path.GetFileName(Directory.GetFiles(RealLog.Folder("restarts"), "node-system*.gz")[0]));

    private static IEnumerable<TestCaseData> Wrapped()
    {
        yield return Case(EnvelopeKind.Docker, l => Json(new { log = l + "\n", stream = "stdout", time = Time }));
        yield return Case(EnvelopeKind.Docker,
            l => JsonSerializer.Serialize(new { log = l + "\n", stream = "stderr", attrs = new { tag = "wes" }, time = Time }));
        yield return Case(EnvelopeKind.Cri, l => $"{Time} stdout F {l}");
        yield return Case(EnvelopeKind.Timestamps, l => $"{Time} {l}");
        yield return Case(EnvelopeKind.Timestamps, l => $"[pod/wes-0/node] {Time} {l}");
        yield return Case(EnvelopeKind.Compose, l => $"wes-node-1  | {l}");
        yield return Case(EnvelopeKind.Compose, l => $"\u001b[36mwes-node-1  | \u001b[0m{l}");
        yield return Case(EnvelopeKind.Journal, l => $"Nov  2 16:00:00 host1 wes-node[123]: {l}");
        yield return Case(EnvelopeKind.Journal, l => $"2026-11-22T16:00:00+0000 host1 wes-node[123]: {l}");
        yield return Case(EnvelopeKind.Journal, l => $"<30>1 {Time} host wes-node 123 - - {l}");
        yield return Case(EnvelopeKind.JournalJson,
            l => Json(new { __REALTIME_TIMESTAMP = "1764000000000000", MESSAGE = l }));
        yield return Case(EnvelopeKind.JournalJson,
            l => Json(new { _PID = "1", MESSAGE = Encoding.UTF8.GetBytes(l).Select(b => (int)b) }));
        yield return Case(EnvelopeKind.FluentBit, l => Json(new { date = 1732291200.123, log = l }));
        yield return Case(EnvelopeKind.Loki,
            l => Json(new { labels = new { app = "wes" }, line = l, timestamp = Time }));
        yield return Case(EnvelopeKind.Loki, l => $"{Time} {{app=\"wes\", pod=\"wes-0\"}} {l}");
        yield return Case(EnvelopeKind.CloudLogging,
            l => Json(new { insertId = "a", textPayload = l, timestamp = Time }));
        yield return Case(EnvelopeKind.CloudLogging, l => l[0] == '{'
            ? $"{{\"insertId\":\"a\",\"jsonPayload\":{l},\"severity\":\"INFO\"}}" : Json(new { textPayload = l }));
        yield return Case(EnvelopeKind.Elastic,
            l => new JsonObject
            {
                ["@timestamp"] = Time,
                ["message"] = l,
                ["ecs"] = new JsonObject { ["version"] = "1.6" }
            }.ToJsonString());
        yield return Case(EnvelopeKind.Json, l => Json(new { preview = false, result = new { _raw = l } }));
        yield return Case(EnvelopeKind.FluentBit,
            l => Json(new { kubernetes = new { pod = "wes-0" }, log = $"{Time} stdout F {l}" }));
    }

    [TestCaseSource(nameof(Wrapped))]
    public async Task A_wrapped_line_is_read_as_the_plain_one(EnvelopeKind kind, Func<string, string> wrap)
    {
        using var log = new WrittenLog();
        var plain = await log.Read(Text(Plain));

        var reading = await log.Read(Text(Plain.Select(wrap)));

        Same(reading, plain);
        reading.Envelopes.MaxBy(e => e.Value).Key.ShouldBe(kind);
        reading.Run.Losses.ShouldBeEmpty();
    }

    [Test]
    public async Task Parts_of_a_line_are_joined()
    {
        using var log = new WrittenLog();
        var plain = await log.Read(Text(Plain));

        var parts = Plain.SelectMany(l => l.Chunk(200)
            .Select((c, i) => $"{Time} stdout {((i + 1) * 200 < l.Length ? 'P' : 'F')} {new string(c)}"));

        Same(await log.Read(Text(parts)), plain);
    }

    [Test]
    public async Task A_document_is_read_like_its_lines()
    {
        using var log = new WrittenLog();
        var plain = await log.Read(Text(Plain));
        var entries = Plain.Select(l => new JsonObject { ["insertId"] = "a", ["textPayload"] = l }).ToList();
        var loki = new JsonObject
        {
            ["status"] = "success",
            ["data"] = new JsonObject
            {
                ["resultType"] = "streams",
                ["result"] = new JsonArray(
                    new JsonObject
                    {
                        ["values"] = new JsonArray([.. Plain.Select((l, i) => new JsonArray($"{1764000000000000000 + i}", l))
                    .Reverse()])
                    }),
            },
        };

        Same(await log.Read(loki.ToJsonString()), plain);
        Same(await log.Read(new JsonArray([.. entries]).ToJsonString(new JsonSerializerOptions { WriteIndented = true })), plain);
        Same(await log.Read(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Text(Plain))).ToArray()),
            plain);
        Same(await log.Read(Zipped(Encoding.Unicode.GetBytes(Text(Plain))), "node-system.log.gz"), plain);
        Same(await log.Read(WrittenLog.Gz(new JsonArray([.. entries.Select(e => e.DeepClone())]).ToJsonString()),
            "node-system.log.gz"),
            plain);
        Same(await log.Read(Encoding.BigEndianUnicode.GetBytes(Text(Plain))), plain);
    }

    [Test]
    public async Task Lines_that_were_cut_short_at_the_end_are_missing_time()
    {
        using var log = new WrittenLog();
        var half = Plain.Count / 2;

        var reading =
            await log.Read(Text(Plain.Take(half)
            .Concat(Plain.Skip(half).Select(l => Json(new { log = l + "\n", stream = "stdout", time = Time })[..60]))));

        var loss = reading.Run.Losses.ShouldHaveSingleItem();
        (loss.Kind, loss.From, loss.To, loss.Line).ShouldBe((LossKind.Unreadable, reading.Samples[^1].At, null, half + 1L));
        loss.Count.ShouldBe(Plain.Count - half);
    }

    [Test]
    public async Task A_cut_line_between_samples_leaves_it_to_the_rhythm()
    {
        using var log = new WrittenLog();
        var cut =
            Plain.Index().Where(l => l.Item.Contains("memory_sample", StringComparison.Ordinal)).ElementAt(5).Index;

        var reading = await log.Read(Text(Plain.Select((l, i) => i == cut ? l[..80] : l)));

        reading.Run.Losses.ShouldBeEmpty();
    }

    [Test]
    public async Task A_damaged_gz_is_missing_time_unless_a_twin_holds_it()
    {
        using var log = new WrittenLog();
        var damaged = WrittenLog.Gz(Text(Plain));
        damaged[^6] ^= 0xff;

        (await log.Read(damaged,
            "node-system-2026-01-01T00-00-00.000.log.gz")).Run.Losses.ShouldContain(l => l.Kind == LossKind.Damaged);

        await File.WriteAllTextAsync(log["node-business.log"], Text(Plain));
        (await NodeLog.ReadAsync([log.Folder])).Run.Losses.ShouldAllBe(l => l.From == null || l.To != null);
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gz = new System.IO.Compression.GZipStream(zipped, System.IO.Compression.CompressionLevel.Fastest))
            gz.Write(bytes);
        return zipped.ToArray();
    }

    private static void Same(LogReading reading, LogReading plain)
    {
        plain.Samples.Count.ShouldBeGreaterThan(20);
        reading.Run.Losses.ShouldBeEmpty();
        reading.Samples.Select(s => (s.At, s.Sample)).ShouldBe(plain.Samples.Select(s => (s.At, s.Sample)));
        reading.Events.Select(e => (e.At, e.Kind, e.Message)).ShouldBe(plain.Events.Select(e => (e.At, e.Kind, e.Message)));
        reading.Errors.Select(e => (e.Message, e.Count)).ShouldBe(plain.Errors.Select(e => (e.Message, e.Count)));
    }

    private static TestCaseData Case(EnvelopeKind kind, Func<string, string> wrap) =>
        new TestCaseData(kind, wrap).SetArgDisplayNames(wrap("line"));

    private static readonly JsonSerializerOptions Unescaped =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Json(object value) => JsonSerializer.Serialize(value, Unescaped);

    private static string Text(IEnumerable<string> lines) => string.Join('\n', lines) + "\n";
}
