using System.Net;
using System.Text;
using System.Text.Json;
using WesMemGuard.Node;
using WesMemGuard.Node.Services;
using WesMemGuard.Recording.Writing;
using WesMemGuard.Runs;

namespace WesMemGuard.Recording.Tests.Writing;

/// <summary>
/// Secrets of 10 kinds, each under its name once, and without it before and afterwards, in all the forms that a text
/// may give it.
/// </summary>
internal sealed class PlantedSecrets
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private readonly Random _random = new(20261122);
    private int _second;

    public PlantedSecrets(int count) => All = [.. Enumerable.Range(0, count).Select(i => Make(i % 10))];

    public IReadOnlyList<(int Kind, string Value)> All { get; }

    public static RecordingPlan Plan => new(Start, "planted", TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), """
        {"security":{"psk":{"key":"psk-of-the-configuration"}}}
        """);

    /// <summary>Has a recording see all of them.</summary>
    public void PlantIn(RecordingWriter recording, RunRecorder run)
    {
        foreach (var (_, value) in All)
            recording.Log("node-system.log", $"worker {_random.Next(100)} uses {value} now"); // before anybody can know
        foreach (var (kind, value) in All)
            Name(recording, run, kind, value);
        foreach (var (_, value) in All)
            Repeat(recording, run, value);
    }

    /// <summary>Which of them stand in a text, in any form, and where.</summary>
    public IEnumerable<string> In(string text) =>
        from secret in All
        let at = Forms(secret.Value).Select(f => text.IndexOf(f, StringComparison.Ordinal)).FirstOrDefault(i => i >= 0,
            -1)
        where at >= 0
        select $"kind {secret.Kind}: {text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 100)]}";

    private static IEnumerable<string> Forms(string value) =>
    [
        value, Json(value), Json(Json(value)), Uri.EscapeDataString(value), WebUtility.UrlEncode(value),
        Convert.ToBase64String(Encoding.UTF8.GetBytes(value)).TrimEnd('=')[..^1], Hex(value), Hex(value)
            .ToUpperInvariant(), value.ToUpperInvariant(),
    ];

    private static string Json(string value) => JsonEncodedText.Encode(value).Value;

    private static string Hex(string value) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(value));

    /// <summary>
    /// Keys are hexadecimal, tokens as JWTs are; passwords have quotes, slashes and letters of other alphabets.
    /// </summary>
    private (int, string) Make(int kind) => (kind, kind switch
    {
        0 or 1 => Letters("0123456789abcdef", 64),
        2 => "Pä\"ss/w\\ö&rd=" + Letters("abcXYZ019+", 12),
        3 or 4 => Letters("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", 43),
        5 => Letters("abcdefABCDEF0123456789!$*", 16),
        6 => Letters("0123456789abcdef", 64),
        7 => Letters("abcdefghijklmnop0123456789", 24),
        8 => string.Join(' ', Enumerable.Range(0, 12).Select(_ => Letters("abcdefghijklmnop", 6))),
        _ => Letters("ABCDEFGHabcdefgh0123456789", 30),
    });

    private string Letters(string alphabet, int count) =>
        new(Enumerable.Range(0, count).Select(_ => alphabet[_random.Next(alphabet.Length)]).ToArray());

    private void Name(RecordingWriter recording, RunRecorder run, int kind, string value)
    {
        switch (kind)
        {
            case 0:
                Ask(recording.Load, new NodeRequest("POST", "/jsonrpc", $$$"""
                    {"jsonrpc":"2.0","id":1,"method":"wes_sendTransaction","params":[{"amount":"1","privateKey":"{{{value}}}"}]}
                    """), "{}");
                break;
            case 1:
                Ask(recording.Exchanges, new NodeRequest("GET", "/a"),
                    "{\"error\":{\"data\":{\"detail\":\"{\\\"private_key\\\":\\\""
                    + value + "\\\"}\"}}}");
                break;
            case 2:
                Ask(recording.Exchanges, new NodeRequest("GET", "/b"),
                    $$"""{"user":"x","adminPassword" : "{{Json(value)}}"}""");
                break;
            case 3 when char.IsLower(value[0]):
                recording.Log("node-system.log", $"forwarded with Bearer {value} to the gateway");
                break;
            case 3:
                Ask(recording.Exchanges, new NodeRequest("GET", "/c"), "{}", ("Authorization", "Bearer " + value));
                break;
            case 4:
                recording.Log("node-system.log", $$"""{"level":"info","message":"login","accessToken":"{{value}}"}""");
                break;
            case 5:
                Ask(recording.Exchanges, new NodeRequest("GET", "/d"), "ok",
                    ("X-Authorization", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + value))));
                break;
            case 6:
                recording.Log("node-system.log",
                    $"2026-11-22 WARN loaded /key/swarm/psk/1.0.0/\\n/base16/\\n{value} from p2p/network.key");
                break;
            case 7:
                Ask(recording.Exchanges, new NodeRequest("GET", $"/e?x=1&api_key={Uri.EscapeDataString(value)}&y=2"),
                    "{}");
                break;
            case 8:
                run.Add(new RunEvent(Now, "exited", $"rc 1: mnemonic: \"{value}\" is wrong"));
                break;
            default:
                run.Add(new Phase("load", "rpc", Now, Now, 1, 1, 0, 0, 1,
                    $"could not reach http://user:{value}@10.0.0.1/rpc"));
                break;
        }
    }

    private void Repeat(RecordingWriter recording, RunRecorder run, string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        Ask(recording.Exchanges, new NodeRequest("GET", "/echo/" + Uri.EscapeDataString(value)), $$$"""
            {"said":"{{{Json(value)}}}","again":"{\"x\":\"{{{Json(Json(value))}}}\"}"}
            """, ("X-Echo", WebUtility.UrlEncode(value)));
        Ask(recording.Exchanges, new NodeRequest("GET", "/blob"), $$"""
            {"blob":"{{Convert.ToBase64String(bytes)}}","shifted":"{{Convert.ToBase64String([1, .. bytes])}}",
            "hex":"0x{{Hex(value)}}","HEX":"{{Hex(value).ToUpperInvariant()}}"}
            """);
        Ask(recording.Exchanges, new NodeRequest("GET", "/raw"), [0xff, 0xfe, .. Encoding.Latin1.GetBytes(value)]);
        recording.Log("node-system.log", $"peer said {value}!");
        run.Add(new RunEvent(Now, "note", $"it printed {value}"));
        run.Add(new Reading<ProcessSample>(Now, null, new Miss(MissKind.Unexpected, $"/proc said {value}")));
        Ask(recording.Exchanges, new NodeRequest("GET", "/failed"),
            new Miss(MissKind.Unexpected, $"closed after {value}"));
    }

    private DateTimeOffset Now => Start.AddSeconds(_second++);

    private void Ask(IExchangeWitness witness, NodeRequest request, string body,
        params (string Name, string Value)[] headers) =>
        Ask(witness, request, Encoding.UTF8.GetBytes(body), headers);

    private void Ask(IExchangeWitness witness, NodeRequest request, byte[] body,
        params (string Name, string Value)[] headers) =>
        witness.Began(request,
            Now)(new ExchangeEnd(200, [.. headers.Select(h => KeyValuePair.Create(h.Name, h.Value))], body, null,
            TimeSpan.FromMilliseconds(3)));

    private void Ask(IExchangeWitness witness, NodeRequest request, Miss miss) =>
        witness.Began(request, Now)(new ExchangeEnd(0, [], default, miss, TimeSpan.Zero));
}
