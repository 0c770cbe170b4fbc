using System.Diagnostics;
using System.Globalization;
using WesMemGuard.Node.Processes;

namespace WesMemGuard.Tools.Tests.Services;

/// <summary>
/// A real service on ports of the loopback that were free, in a folder of its own; gone with the test.
/// </summary>
internal sealed class RealService : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Client = new();
    private readonly Process _process;
    private readonly TemporaryFolder _folder;
    private readonly Task _drained;

    private RealService(Process process, TemporaryFolder folder, int port)
    {
        (_process, _folder) = (process, folder);
        _drained = Task.WhenAll(
            process.StandardOutput.BaseStream.CopyToAsync(Stream.Null),
            process.StandardError.BaseStream.CopyToAsync(Stream.Null));
        Url = Local(port);
    }

    public string Url { get; }

    /// <summary>etcd, alone.</summary>
    public static Task<RealService> EtcdAsync() => StartAsync("/health", 2,
        (folder, ports) => new ProcessStartInfo("etcd",
        ["--data-dir", folder.Path, "--enable-pprof", "--listen-client-urls", Local(ports[0]), "--advertise-client-urls", Local(ports[0]),
            "--listen-peer-urls", Local(ports[1]), "--initial-advertise-peer-urls", Local(ports[1]),
            "--initial-cluster", $"default={Local(ports[1])}"]));

    /// <summary>Prometheus, which scrapes itself.</summary>
    public static Task<RealService> PrometheusAsync() => StartAsync("/-/ready", 1, (folder, ports) =>
    {
        var address = ports[0].ToString(CultureInfo.InvariantCulture);
        var settings = folder.Write("prometheus.yml", $$"""
            global: { scrape_interval: 1s }
            scrape_configs: [ { job_name: own, static_configs: [ { targets: [ "127.0.0.1:{{address}}" ] } ] } ]
            """);
        return new ProcessStartInfo("prometheus",
            [$"--config.file={settings}", $"--storage.tsdb.path={folder.Path}/data",
            $"--web.listen-address=127.0.0.1:{address}"]);
    });

    /// <summary>Prometheus over blocks that <c>promtool</c> made; it scrapes nothing.</summary>
    public static Task<RealService> PrometheusOfAsync(string data) => StartAsync("/-/ready", 1, (folder, ports) =>
        new ProcessStartInfo("prometheus",
        [$"--config.file={folder.Write("prometheus.yml", "global: {}\n")}", $"--storage.tsdb.path={data}",
            "--storage.tsdb.retention.time=10y",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{ports[0]}")]));

    /// <summary>Alertmanager, which tells nobody.</summary>
    public static Task<RealService> AlertmanagerAsync() => StartAsync("/-/ready", 1, (folder, ports) =>
        new ProcessStartInfo("prometheus-alertmanager",
        [$"--config.file={folder.Write("alertmanager.yml", "route: { receiver: none }\nreceivers: [ { name: none } ]\n")}",
            $"--storage.path={folder.Path}/data", "--cluster.listen-address=",
            string.Create(CultureInfo.InvariantCulture, $"--web.listen-address=127.0.0.1:{ports[0]}")]));

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _drained.Wait(Longest).ShouldBeTrue();
        _process.Dispose();
        _folder.Dispose();
    }

    private static async Task<RealService> StartAsync(
        string ready, int ports, Func<TemporaryFolder, IReadOnlyList<int>, ProcessStartInfo> of)
    {
        var folder = new TemporaryFolder();
        var free = Ports.Free(ports);
        var start = of(folder, free);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        start.WorkingDirectory = folder.Path;
        var service = new RealService(Process.Start(start)!, folder, free[0]);
        try
        {
            await service.AnswersAsync(ready);
            return service;
        }
        catch
        {
            service.Dispose(); // nobody else would
            throw;
        }
    }

    private async Task AnswersAsync(string path)
    {
        using var limit = new CancellationTokenSource(Longest);
        while (true)
        {
            _process.HasExited.ShouldBeFalse($"{_process.StartInfo.FileName} ended before it answered at {path}");
            try
            {
                using var answer = await Client.GetAsync(new Uri(Url + path), limit.Token);
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException e)
            {
                TestContext.Progress.WriteLine($"{path}: {e.HttpRequestError}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, limit.Token);
        }
    }

    private static string Local(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
}
