using System.Diagnostics;
using System.Net.Http.Json;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness;
using WesMemGuard.Harness.Periods;
using WesMemGuard.Input;
using WesMemGuard.Node;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Baselines;

/// <summary>
/// Tells of a period that is not as it should be: a webhook on this machine or a host allowed by name, and a command.
/// </summary>
internal sealed class Alerts : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(Alerts));

    /// <summary>One for all alerts; a name is looked up anew now and then, for a watch lasts for days.</summary>
    private readonly HttpClient _http;
    private readonly Uri? _webhook;
    private readonly string? _command;
    private readonly Surroundings _surroundings;

    /// <exception cref="BadInputException">The webhook is no address, or on a host that was not allowed.</exception>
    public Alerts(string? webhook, string? command, IReadOnlyCollection<string> allowed, Surroundings surroundings)
    {
        _webhook = webhook is null ? null : Address(webhook, allowed);
        _command = command;
        _surroundings = surroundings;
        if (_webhook is not null)
            WebhookSecrets.Learn(_webhook, surroundings.Scrubber);
        var handler = new Connections(allowed).Handler();
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        _http = new HttpClient(handler) { Timeout = Patience };
    }

    /// <summary>
    /// Whether a period is worth waking somebody: broken, gone, or not measured. What can't be told yet is not.
    /// </summary>
    public static bool IsWorth(int exitCode) => exitCode is not (ExitCodes.Held or ExitCodes.Inconclusive);

    /// <summary>Tells it. What can't be told is written where people look; watching goes on.</summary>
    public async Task TellAsync(WatchedPeriod period, int exitCode, IReadOnlyList<string> more, CancellationToken ct)
    {
        var language = _surroundings.Language;
        string[] messages =
        [
            .. period.Verdict.NodeGone is { } gone ? [gone.In(language)] : Array.Empty<string>(),
            .. period.Spans.Select(s => s.Verdict).Prepend(period.Verdict).SelectMany(v => v.Verdicts)
                .Where(v => v.Outcome != Outcome.Held).Select(v => v.Message.In(language)),
            .. more,
        ];
        messages = Array.ConvertAll(messages, _surroundings.Scrubber.Last);
        if (_webhook is not null)
        {
            var alert =
                new Alert(period.Folder.Replace('\\', '/'), OutcomeName.InJson(period.Worst), exitCode, messages);
            await TriedAsync("Webhook", () => PostAsync(alert, ct), ct).ConfigureAwait(false);
        }

        if (_command is not null)
            await TriedAsync("Command", () => RunAsync(period.Folder, exitCode, string.Join("\n\n", messages), ct), ct)
                .ConfigureAwait(false);
    }

    /// <summary>One that fails doesn't keep the other from being told.</summary>
    private async Task TriedAsync(string what, Func<Task> tell, CancellationToken ct)
    {
        try
        {
            await tell().ConfigureAwait(false);
        }
        catch (Exception e) when (IsOfTheOther(e) || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            var why = e.InnerException is NotThisMachineException elsewhere
                ? elsewhere.Message : e is OperationCanceledException ? Text("TooLong") : e.Message;
            _surroundings.Error.WriteLine(SafeText.Of(Texts.In(_surroundings.Language)
                .Format(what, what == "Webhook" ? Shown : _command!, why)));
        }
    }

    /// <summary>What messages call the webhook: its host alone, for the rest of an address can be a secret.</summary>
    private string Shown => _webhook!.GetLeftPart(UriPartial.Authority);

    private string Text(string key) => Texts.In(_surroundings.Language)[key];

    private static bool IsOfTheOther(Exception e) =>
        e is HttpRequestException or System.ComponentModel.Win32Exception or IOException or InvalidOperationException
            or UnauthorizedAccessException;

    public void Dispose() => _http.Dispose();

    private async Task PostAsync(Alert alert, CancellationToken ct)
    {
        // With its length told: small receivers don't read chunks.
        using var content = JsonContent.Create(alert);
        await content.LoadIntoBufferAsync(ct).ConfigureAwait(false);
        using var answer = await _http.PostAsync(_webhook, content, ct).ConfigureAwait(false);
        if (!answer.IsSuccessStatusCode)
            throw new HttpRequestException($"{Shown} answered {(int)answer.StatusCode}");
    }

    // No shell: what a node says is given on standard input, never as a part of a command line.
    private async Task RunAsync(string folder, int exitCode, string messages, CancellationToken ct)
    {
        var start = new ProcessStartInfo(_command!)
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = _surroundings.WorkingFolder
        };
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(exitCode.ToString(System.Globalization.CultureInfo.InvariantCulture));
        using var process = Process.Start(start)!;
        using var bound = new CancellationTokenSource(Patience, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, ct);
        try
        {
            await FeedAsync(process, messages).WaitAsync(either.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
            throw new InvalidOperationException(Texts.In(_surroundings.Language).Format("Ended", process.ExitCode));
    }

    /// <summary>A command that reads nothing, or not all, has been told all the same.</summary>
    private static async Task FeedAsync(Process process, string messages)
    {
        try
        {
            await process.StandardInput.WriteAsync(SafeText.Of(messages)).ConfigureAwait(false);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            return; // what it thinks of it, its exit code says
        }
    }

    private static Uri Address(string text, IReadOnlyCollection<string> allowed)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url)
            || url is not { Scheme: "http" or "https", UserInfo: "" })
            throw new BadInputException("--webhook", InputReasons.NoWebhook(text));
        return url.IsLoopback || allowed.Contains(url.Host, StringComparer.OrdinalIgnoreCase)
            ? url
            : throw new BadInputException("--webhook", InputReasons.RemoteHost(url.Host));
    }

    private sealed record Alert(string Run, string Outcome, int ExitCode, IReadOnlyList<string> Messages);
}
