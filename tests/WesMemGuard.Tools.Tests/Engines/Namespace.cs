using System.Diagnostics;

namespace WesMemGuard.Tools.Tests.Engines;

/// <summary>
/// A network of the tests' own (<c>unshare</c> and <c>ip</c>), in which this machine has an address that is no loopback: what would leave
/// the machine arrives there, and can be counted.
/// </summary>
internal static class Namespace
{
    /// <summary>The address (RFC 5737).</summary>
    public const string Other = "192.0.2.2";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(4);

    /// <summary>Runs a script of bash in one to its end.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="script">The script; the network is up when it begins.</param>
    /// <param name="environment">Variables of the environment.</param>
    /// <returns>Its exit code, and what it wrote.</returns>
    public static async Task<(int Code, string Out)> RunAsync(string folder, string script,
        params (string Name, string Value)[] environment)
    {
        using var limit = new CancellationTokenSource(Longest);
        // A user that may not make networks makes one in a namespace of users.
        var start = new ProcessStartInfo("unshare",
            ["--map-root-user", "--net", "--pid", "--fork", "--mount-proc", "--kill-child", "bash", "-c",
                $"exec 2>&1; ip link set lo up && ip addr add {Other}/32 dev lo || exit 99\n{script}"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var written = process.StandardOutput.ReadToEndAsync(limit.Token);
            var complained = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await written + await complained);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
