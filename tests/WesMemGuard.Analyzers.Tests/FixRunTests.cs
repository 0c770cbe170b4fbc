using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// Code answers the same before and after its fix; and what the fix is for has happened after it, not before.
/// </summary>
internal sealed class FixRunTests
{
    /// <summary>
    /// Programs with one finding: <c>Run.It</c> answers what they do, <c>Run.Ended</c> says that nothing leaks.
    /// </summary>
    private static readonly (string Id, string Code)[] Programs =
    [
        ("WMG3001", """
            public sealed class Body : MemoryStream {
                protected override void Dispose(bool disposing) { Run.Ended = true; base.Dispose(disposing); } }
            public sealed class Peer : HttpMessageHandler {
                protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken token) =>
                    Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new Body()) }); }
            public static class Run { public static bool Ended;
                public static async Task<string> It() { return await AskAsync(new HttpClient(new Peer())); }
                private static async Task<string> AskAsync(HttpClient http) {
                    var answer = await http.GetAsync("http://node/", HttpCompletionOption.ResponseHeadersRead);
                    return answer.StatusCode.ToString(); } }
            """),
        ("WMG4005", """
            public static class Run { public static bool Ended;
                public static async Task<string> It() { using var life = new CancellationTokenSource();
                    return await OnceAsync(life.Token, async token => { Kept = token; await Task.Yield(); return "answer"; }) + Probe(); }
                private static CancellationToken Kept;
                private static string Probe() { try { Kept.WaitHandle.WaitOne(0); }
                    catch (ObjectDisposedException) { Ended = true; } return ""; }
                private static async Task<string> OnceAsync(CancellationToken life, Func<CancellationToken, Task<string>> call) {
                    var linked = CancellationTokenSource.CreateLinkedTokenSource(life);
                    return await call(linked.Token); } }
            """),
        ("WMG1003", """
            public sealed class Calls { public readonly Dictionary<int, TaskCompletionSource<string>> Open = new();
                private readonly Dictionary<int, TaskCompletionSource<string>> _open = new();
                public int Left => _open.Keys.ToArray().Length;
                public async Task<string> AskAsync(int id, CancellationToken token) { var source = new TaskCompletionSource<string>();
                    _open[id] = source;
                    return await source.Task.WaitAsync(token); }
                public void Answer(int id, string text) { if (_open.Remove(id, out var source)) source.SetResult(text); } }
            public static class Run { public static bool Ended;
                public static async Task<string> It() { var calls = new Calls(); var first = calls.AskAsync(1, default);
                    calls.Answer(1, "answer"); var said = await first;
                    using var stop = new CancellationTokenSource(); var second = calls.AskAsync(2, stop.Token); stop.Cancel();
                    try { await second; } catch (OperationCanceledException) { said += " cancelled"; }
                    Ended = calls.Left == 0; return said; } }
            """),
        ("WMG2003", """
            public static class Run { public static bool Ended;
                public static async Task<string> It() { var channel = Channel.CreateBounded<string>(10); var said = "";
                    try { await CopyAsync(["a", "b", ""], channel.Writer); } catch (FormatException e) { said = e.GetType().Name; }
                    Ended = channel.Reader.Completion.IsCompleted
                        || channel.Reader.Count == 2 && !channel.Writer.TryWrite("c");
                    while (channel.Reader.TryRead(out var line)) said += line == "c" ? "" : line; return said; }
                private static async Task CopyAsync(string[] lines, ChannelWriter<string> writer) {
                    foreach (var line in lines) { if (line.Length == 0) throw new FormatException(); await writer.WriteAsync(line); }
                    writer.Complete(); } }
            """),
        ("WMG3006", """
            public static class Run { public static bool Ended;
                public static async Task<string> It() { await Task.Yield(); var path = Path.GetTempFileName();
                    try { var said = Write(path);
                        try { File.Open(path, FileMode.Open, FileAccess.Read, FileShare.None).Dispose(); Ended = true; }
                        catch (IOException) { } return said; } finally { GC.Collect(); GC.WaitForPendingFinalizers(); File.Delete(path); } }
                private static string Write(string path) {
                    var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None);
                    file.WriteByte(1); file.Flush(); return file.Length.ToString(); } }
            """),
        ("WMG4006", """
            public static class Run { public static bool Ended;
                public static async Task<string> It() { Ended = true; var said = await WaitAsync(Task.FromResult(1));
                    return said + await WaitAsync(Task.Delay(-1)); }
                private static async Task<string> WaitAsync(Task task) {
                    await Task.WhenAny(task, Task.Delay(TimeSpan.FromMilliseconds(Long)));
                    return task.IsCompleted ? "in time " : "too late "; }
                private static readonly int Long = 20; }
            """),
        ("WMG4001", """
            public static class Feed { public static event Action? Beat; public static void Raise() => Beat?.Invoke();
                public static int Count => Beat?.GetInvocationList().Length ?? 0; }
            public sealed class View { public int Beats; public void Open() { Feed.Beat += OnBeat; } private void OnBeat() => Beats++; }
            public static class Run { public static bool Ended;
                public static async Task<string> It() { await Task.Yield();
                    object view = new View(); ((View)view).Open(); Feed.Raise();
                    (view as IDisposable)?.Dispose(); Ended = Feed.Count == 0; return ((View)view).Beats.ToString(); } }
            """),
        ("WMG3005", """
            public sealed class Peer : WebSocket { private int _left = 3;
                public override WebSocketCloseStatus? CloseStatus => null; public override string? CloseStatusDescription => null;
                public override WebSocketState State => WebSocketState.Open; public override string? SubProtocol => null;
                public override void Abort() { } public override void Dispose() { }
                public override Task CloseAsync(WebSocketCloseStatus s, string? d, CancellationToken t) => Task.CompletedTask;
                public override Task CloseOutputAsync(WebSocketCloseStatus s, string? d, CancellationToken t) => Task.CompletedTask;
                public override Task SendAsync(ArraySegment<byte> b, WebSocketMessageType m, bool e, CancellationToken t) =>
                    Task.CompletedTask;
                public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken token) =>
                    Task.FromResult(new WebSocketReceiveResult(4, WebSocketMessageType.Text, --_left == 0)); }
            public static class Run { public static bool Ended;
                public static async Task<string> It() { Ended = true; return (await WholeAsync(new Peer(), default)).ToString(); }
                private static async Task<long> WholeAsync(WebSocket socket, CancellationToken token) {
                    var whole = new MemoryStream(); var buffer = new byte[64]; WebSocketReceiveResult got;
                    do {
                        got = await socket.ReceiveAsync(new ArraySegment<byte>(buffer), token);
                        whole.Write(buffer, 0, got.Count);
                    } while (!got.EndOfMessage);
                    return whole.Length; } }
            """),
        ("WMG4004", """
            public static class Run { public static bool Ended;
                public static async Task<string> It() { using var life = new CancellationTokenSource(); var said = "";
                    await WaitAsync(life.Token, () => said = "late"); life.Cancel(); Ended = said.Length == 0; return "done"; }
                public static async Task WaitAsync(CancellationToken life, Action stop) {
                    life.Register(stop);
                    await Task.Yield(); } }
            """),
    ];

    private static IEnumerable<string> Ids => Programs.Select(program => program.Id);

    [Test]
    public void There_are_programs() => Ids.ShouldNotBeEmpty();

    [TestCaseSource(nameof(Ids))]
    public async Task Fixed_code_answers_the_same_and_leaks_no_more(string id)
    {
        var code = Programs.Single(program => program.Id == id).Code;
        var after = (await Fixer.FixAsync(id, code)).ShouldNotBeNull();

        var (said, ended) = await RunAsync(code);
        var (saysNow, endsNow) = await RunAsync(after);

        saysNow.ShouldBe(said, after);
        endsNow.ShouldBeTrue(after);
        if (!code.Contains("Ended = true; ", StringComparison.Ordinal))
            ended.ShouldBeFalse();
    }

    private static async Task<(string Said, bool Ended)> RunAsync(string code)
    {
        using var image = new MemoryStream();
        var made = Snippet.Compile(code).WithOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable)).Emit(image);
        made.Success.ShouldBeTrue(string.Join('\n',
            made.Diagnostics.Where(found => found.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        var context = new AssemblyLoadContext("fixed", isCollectible: true);
        try
        {
            var run = context.LoadFromStream(image).GetType("Run")!;
            var said =
                await (Task<string>)run.GetMethod("It", BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!;
            return (said, (bool)run.GetField("Ended")!.GetValue(null)!);
        }
        finally
        {
            context.Unload();
        }
    }
}
