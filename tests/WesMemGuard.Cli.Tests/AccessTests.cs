using System.Diagnostics;
using System.Text.Json;

namespace WesMemGuard.Cli.Tests;

/// <summary>
/// Credentials, and what else comes in by options, are read against a bound and refused in the reader's language.
/// </summary>
internal sealed class AccessTests
{
    private Tool _tool = null!;

    [SetUp]
    public void Begin() => _tool = new Tool();

    [TearDown]
    public void End() => _tool.Dispose();

    [Test]
    [Platform("Linux,MacOsX")]
    [CancelAfter(20_000)]
    public async Task A_credential_is_not_waited_for(CancellationToken ct)
    {
        var pipe = Path.Combine(_tool.Folder.Path, "token");
        using (var made = Process.Start("mkfifo", pipe))
            await made.WaitForExitAsync(ct);

        var code = await Task.Run(() => _tool.RunAsync("verify", "--url", "http://127.0.0.1:1", "--bearer", "file:token"), ct)
            .WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, ct);

        code.ShouldBe(4);
        _tool.Error.ShouldContain("--bearer: needs exactly one line in file:token");
    }

    [TestCase("--bearer", "hunter2", "--bearer: 需要 env:NAME 或 file:PATH")]
    [TestCase("--bearer", "env:NOWHERE", "--bearer: 环境变量中没有 NOWHERE")]
    [TestCase("--bearer", "file:nowhere", "--bearer: 无法读取 nowhere")]
    [TestCase("--metrics-path", "metrics", "--metrics-path: 需要以 / 开头的路径")]
    [TestCase("--diagnostics-url", "x", "--diagnostics-url: 需要 http 地址")]
    public async Task What_is_wrong_is_said_in_Chinese(string option, string value, string said)
    {
        (await _tool.RunAsync("--lang", "zh", "verify", "--url", "http://127.0.0.1:1", option, value)).ShouldBe(4);

        _tool.Error.Replace('：', ':').Replace(": ", ":").ShouldContain(said.Replace(": ", ":"));
    }

    [TestCase("--for", "0 s", "--for: 得到的是 \"0 s\"；须大于 0 s")]
    [TestCase("--log", "nowhere", "nowhere: 不存在；--log")]
    [TestCase("--gc", "2 h", "--gc: 需要 1 s 到 1 h")]
    public async Task What_can_not_be_recorded_is_said_in_Chinese(string option, string value, string said)
    {
        (await _tool.RunAsync("--lang", "zh", "record", "--url", "http://127.0.0.1:1", "--out", "x", option,
            value)).ShouldBe(4);

        _tool.Error.Replace('：', ':').Replace(": ", ":").ShouldContain(said.Replace('：', ':').Replace(": ", ":"));
    }

    [Test]
    public async Task An_account_of_the_genesis_stands_on_one_line()
    {
        (await _tool.RunAsync("keys", "3", "--genesis")).ShouldBe(0);

        _tool.Lines.Length.ShouldBe(5);
        var accounts = JsonDocument.Parse(_tool.Out).RootElement.EnumerateArray();
        accounts.Select(a => a.GetProperty("name").GetString()).ShouldBe(["a1", "a2", "a3"]);
    }

    [Test]
    public async Task A_wrong_number_of_addresses_is_said_in_Chinese()
    {
        (await _tool.RunAsync("--lang", "zh", "keys", "0")).ShouldBe(64);

        _tool.Error.ShouldContain("N 是 1 到 100,000 的整数");
    }
}
