using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WesMemGuard.Reasons;

namespace WesMemGuard.Fleets.Alerting;

/// <summary>Sends alerts to one receiver; one that is down is tried again, and what could not be sent is told.</summary>
/// <param name="http">Enters the receiver.</param>
/// <param name="url">Where it is; for Alertmanager its root.</param>
/// <param name="format">How it wants alerts.</param>
/// <param name="time">The time to wait in before another try.</param>
internal sealed class AlertSender(HttpClient http, Uri url, AlertFormat format, TimeProvider time)
{
    private const int Tries = 4;

    /// <summary>Several alerts in one request at most.</summary>
    private const int MostAtOnce = 200;

    /// <summary>The secret that DingTalk and Feishu sign with; null: the receiver asks for none.</summary>
    public string? Secret { get; init; }

    /// <summary>What messages call the receiver: its host alone, for the rest of an address can be a secret.</summary>
    public string Shown => url.GetLeftPart(UriPartial.Authority);

    /// <summary>Sends alerts.</summary>
    /// <param name="alerts">What to tell.</param>
    /// <param name="told">Told of each that arrived.</param>
    /// <param name="ct">Gives it up.</param>
    /// <returns>Why some did not arrive; null: all did.</returns>
    public async Task<Reason?> SendAsync(IReadOnlyList<FleetAlert> alerts, Action<FleetAlert> told, CancellationToken ct)
    {
        Reason? failed = null;
        foreach (var part in alerts.Chunk(MostAtOnce))
        {
            foreach (var (body, inner) in format.Bodies(part))
            {
                if (await TriedAsync(body, ct).ConfigureAwait(false) is { } why)
                {
                    failed ??= AlertReasons.NotSent(Shown, inner.Count, why);
                    continue;
                }

                foreach (var alert in inner)
                    told(alert);
            }
        }

        return failed;
    }

    private async Task<Reason?> TriedAsync(string body, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (again, why) = await OnceAsync(body, ct).ConfigureAwait(false);
            if (why is null || !again || attempt == Tries)
                return why;
            await Task.Delay(TimeSpan.FromSeconds(1 << (attempt - 1)), time, ct).ConfigureAwait(false);
        }
    }

    private async Task<(bool Again, Reason? Why)> OnceAsync(string body, CancellationToken ct)
    {
        try
        {
            // The bound of the client ends with the head of an answer where its body isn't read by it.
            using var bound = new CancellationTokenSource(http.Timeout, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, ct);
            using var request = new HttpRequestMessage(HttpMethod.Post, Address());
            request.Content = new StringContent(Signed(body), Encoding.UTF8, "application/json");
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
                return (answer.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError,
                    AlertReasons.Status((int)answer.StatusCode));
            return (false, await ComplaintAsync(answer, either.Token).ConfigureAwait(false));
        }
        catch (HttpRequestException e)
        {
            return (true, AlertReasons.NoAnswer(e.HttpRequestError.ToString()));
        }
        catch (IOException)
        {
            return (true, AlertReasons.NoAnswer(nameof(HttpRequestError.ResponseEnded)));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (true, AlertReasons.NoAnswer("Timeout"));
        }
    }

    /// <summary>DingTalk and Feishu refuse with 200 and a code in the body.</summary>
    private static async Task<Reason?> ComplaintAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        using var stream = await answer.Content.ReadAsStreamAsync(ct).ConfigureAwait(false);
        var head = new byte[4096];
        var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct).ConfigureAwait(false);
        try
        {
            using var json = JsonDocument.Parse(head.AsMemory(0, read));
            foreach (var name in new[] { "errcode", "code", "StatusCode" })
            {
                if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty(name, out var code)
                    && code.ValueKind == JsonValueKind.Number && code.TryGetInt64(out var number) && number != 0)
                    return AlertReasons.Refused(number);
            }
        }
        catch (JsonException)
        {
            return null; // Slack says "ok", others nothing
        }

        return null;
    }

    private Uri Address()
    {
        if (format.Name == "alertmanager")
            return new Uri(url.AbsoluteUri.TrimEnd('/') + "/api/v2/alerts");
        if (format.Name != "dingtalk" || Secret is null)
            return url;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var sign = Hmac(Secret, $"{now}\n{Secret}");
        return new Uri($"{url.AbsoluteUri}{(url.Query.Length > 0 ? "&" : "?")}timestamp={now}&sign={Uri.EscapeDataString(sign)}");
    }

    /// <summary>Feishu wants its signature in the body.</summary>
    private string Signed(string body)
    {
        if (format.Name != "feishu" || Secret is null)
            return body;
        var now = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{{\"timestamp\":\"{now}\",\"sign\":\"{Hmac($"{now}\n{Secret}", "")}\",{body[1..]}";
    }

    private static string Hmac(string key, string text) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
