using System.Net;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Prometheus;

/// <summary>
/// Requests to a server of Prometheus' protocol: each is sent again a few times where the server is busy or breaks off, and is
/// bounded from its first byte to the last of its answer.
/// </summary>
internal sealed class PrometheusRequests(HttpClient http, Uri url, TimeProvider time)
{
    private const int Tries = 3;

    /// <summary>What messages call the server.</summary>
    public string Shown => url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.Unescaped).TrimEnd('/');

    /// <summary>Sends a request.</summary>
    /// <param name="path">What is asked, behind <c>/api/v1/</c>.</param>
    /// <param name="content">Makes its content, once for each time it is sent.</param>
    /// <param name="read">Reads the answer as it comes.</param>
    /// <param name="ct">Ends it.</param>
    /// <exception cref="RefusedException">The server gave no such answer, as often as it was asked.</exception>
    public async Task PostAsync(string path, Func<HttpContent> content, Action<HttpContent, Stream> read, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await OnceAsync(path, content, read, ct).ConfigureAwait(false);
                return;
            }
            catch (RefusedException e) when (attempt < Tries
                && e.Status is null or HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), time, ct).ConfigureAwait(false);
            }
        }
    }

    private async Task OnceAsync(string path, Func<HttpContent> content, Action<HttpContent, Stream> read, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"{url.AbsoluteUri.TrimEnd('/')}/api/v1/{path}"));
        request.Content = content();
        // The bound of the client ends with the head of an answer; this one is of all of it.
        using var bound = new CancellationTokenSource(http.Timeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(bound.Token, ct);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            using var body = new EndedStream(await answer.Content.ReadAsStreamAsync(either.Token).ConfigureAwait(false), either.Token);
            if (!answer.IsSuccessStatusCode)
            {
                var why = PrometheusReasons.Refused(path, (int)answer.StatusCode, Excerpt(body));
                throw new RefusedException(answer.StatusCode, Shown,
                    answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden ? PrometheusReasons.Denied(why) : why);
            }

            Read(answer.Content, body, path, read);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new BadInputException(Shown, PrometheusReasons.NotTrusted()); // asking again changes nothing
        }
        catch (HttpRequestException e)
        {
            throw new RefusedException(null, Shown, PrometheusReasons.NoAnswer(e.HttpRequestError.ToString()));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new RefusedException(null, Shown, PrometheusReasons.NoAnswer("Timeout"));
        }
    }

    private void Read(HttpContent content, Stream body, string path, Action<HttpContent, Stream> read)
    {
        try
        {
            read(content, body);
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or FormatException or IOException or HttpRequestException)
        {
            throw new RefusedException(null, Shown, PrometheusReasons.Broken(path));
        }
    }

    /// <summary>What a server says of a refusal; never more than a line.</summary>
    private static string Excerpt(Stream body)
    {
        try
        {
            var json = new JsonPull(body);
            while (json.Next() != JsonPullToken.End)
            {
                if (json.Token == JsonPullToken.Name && json.Text == "error" && json.Next() == JsonPullToken.String)
                    return Texts.OneLine.Name(json.Text);
            }
        }
        catch (Exception e) when (e is System.Text.Json.JsonException or IOException)
        {
            return "-"; // no server of this protocol, or one that is broken
        }

        return "-";
    }
}
