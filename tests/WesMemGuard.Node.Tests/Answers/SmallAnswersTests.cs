using System.Text;
using WesMemGuard.Node.Answers;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Tests.Answers;

internal sealed class SmallAnswersTests
{
    [TestCase("""{"jsonrpc":"2.0","id":1,"result":"0x0"}""", 0)]
    [TestCase("""{"jsonrpc":"2.0","id":28,"error":null,"result":"0x1F"}""", 31)]
    public void A_height_is_read(string body, double height) => Block(body).ShouldBe(new BlockSample(height));

    [TestCase("""{"jsonrpc":"2.0","id":1,"result":31}""", MissKind.Unreadable, "result: found 31, a text is needed")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"result":"31"}""", MissKind.Unreadable, "result: found \"31\", a height as \"0x1f\" is needed")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"result":"0x"}""", MissKind.Unreadable, "result: found \"0x\", a height as \"0x1f\" is needed")]
    [TestCase("""
        {"jsonrpc":"2.0","id":1,"result":"0x10000000000000000"}
        """, MissKind.Unreadable, "result: found \"0x10000000000000000\", a height as \"0x1f\" is needed")]
    [TestCase("""{"jsonrpc":"2.0","id":1}""", MissKind.Unreadable, "result: not there, a text is needed")]
    [TestCase("""{"id":1,"result":"0x1"}""", MissKind.Unreadable, "jsonrpc: not there, a text is needed")]
    [TestCase("""{"jsonrpc":"1.0","result":"0x1"}""", MissKind.Unexpected, "jsonrpc: found \"1.0\", \"2.0\" is needed")]
    [TestCase("""{"jsonrpc":"2.0","id":1,"error":{"code":-32601}}""", MissKind.Unexpected, "JSON-RPC error {\"code\":-32601}")]
    public void What_is_no_height_is_named(string body, MissKind kind, string detail) =>
        Should.Throw<MissException>(() => Block(body)).Miss.ShouldBe(new Miss(kind, detail));

    [Test]
    public void Status_needs_flags_and_texts()
    {
        const string status =
            """{"sync_mode":"full","sync_status":"synced","is_fully_synced":true,"mining_enabled":false}""";
        Read(SmallAnswers.Status, status).ShouldBe(new NodeStatusSample("full", "synced", true, false));
        Should.Throw<MissException>(() => Read(SmallAnswers.Status, status.Replace("false", "0", StringComparison.Ordinal)))
            .Miss.Detail.ShouldBe("mining_enabled: found 0, true or false is needed");
    }

    [Test]
    public void Pool_health_and_diagnostics_name_their_fields()
    {
        Read(SmallAnswers.Pool, """{"pending":4,"queued":0}""").ShouldBe(new PoolSample(4, 0));
        Should.Throw<MissException>(() =>
            Read(SmallAnswers.Pool, """{"pending":4}""")).Miss.Detail.ShouldBe("queued: not there, an integer >= 0 is needed");
        Read(SmallAnswers.Health, """{"status":"ok"}""").ShouldBe(new HealthSample("ok"));
        Should.Throw<MissException>(() =>
            Read(SmallAnswers.Health, """{"status":1}""")).Miss.Detail.ShouldBe("status: found 1, a text is needed");
        const string diagnostics = """{"heap_alloc_mb":975,"num_gc":6,"next_gc_mb":1373,"goroutines":119}""";
        Read(SmallAnswers.Diagnostics, diagnostics).ShouldBe(new DiagnosticsSample(975, 1373, 6, 119));
        Should.Throw<MissException>(() => Read(SmallAnswers.Diagnostics, diagnostics.Replace("6", "6.5", StringComparison.Ordinal)))
            .Miss.Detail.ShouldBe("num_gc: found 6.5, an integer >= 0 is needed");
    }

    private static BlockSample Block(string body) =>
        JsonRpcAnswer.Read(Encoding.UTF8.GetBytes(body), SmallAnswers.Block);

    private static T Read<T>(Func<ReadOnlyMemory<byte>, T> read, string body) => read(Encoding.UTF8.GetBytes(body));
}
