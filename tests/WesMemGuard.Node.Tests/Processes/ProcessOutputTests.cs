using System.Diagnostics;
using WesMemGuard.Node.Processes;
using WesMemGuard.Secrets;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>What a node prints is kept without secrets, those over several lines too.</summary>
[Platform("Linux")]
internal sealed class ProcessOutputTests
{
    private const string Key = "MIIBVQIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEAAkEAq7BFUpkGp3+LQmlQ";

    [TestCase("-----BEGIN PRIVATE KEY-----\n" + Key + "\nshortEnd==\n-----END PRIVATE KEY-----\nit is ready\n")]
    [TestCase("/key/swarm/psk/1.0.0/\n/base16/\n" + Key + "\nit is ready\n")]
    public async Task A_key_s_block_reaches_neither_the_file_nor_the_last_words(string printed)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "node-output.log");
        IReadOnlyList<string> last;
        using (var output = new ProcessOutput(file, new Scrubber().Text))
        {
            var start = new ProcessStartInfo("/bin/sh", ["-c", "printf %s \"$0\"; echo on-stderr >&2", printed])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            output.Follow(process);
            await output.RestAsync(TimeSpan.FromSeconds(20), TimeProvider.System);
            last = output.Last;
        }

        var kept = await File.ReadAllTextAsync(file);
        kept.ShouldNotContain(Key);
        kept.ShouldNotContain("shortEnd");
        kept.ShouldContain("it is ready");
        kept.ShouldContain("on-stderr");
        last.ShouldNotContain(Key);
        last.ShouldContain("it is ready");
    }
}
