using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using WireMock;
using WireMock.Types;
using WireMock.Util;

namespace WesMemGuard.Testing;

/// <summary>
/// What no stub takes, answered by the replay underneath; where that breaks the connection, so does this.
/// </summary>
internal sealed class RecordedAnswers(Uri replay) : IDisposable
{
    private static readonly string[] OfTheConnection = ["Transfer-Encoding", "Connection", "Keep-Alive", "Content-Length"];

    // A recorded redirection, and a body that was sent packed, are answers like others.
    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false })
    {
        Timeout = TimeSpan.FromMinutes(2),
    };

    public async Task<IResponseMessage> OfAsync(IRequestMessage asked)
    {
        var context = CurrentCall.Context;
        using var request = new HttpRequestMessage(
            new HttpMethod(asked.Method), new Uri(replay, context.Features.Get<IHttpRequestFeature>()!.RawTarget));
        if (asked.BodyAsBytes is { Length: > 0 } body)
            request.Content = new ByteArrayContent(body)
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
        try
        {
            using var answer = await _client.SendAsync(request, context.RequestAborted).ConfigureAwait(false);
            var bytes = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted).ConfigureAwait(false);
            return Of(answer, bytes);
        }
        catch (HttpRequestException)
        {
            context.Abort(); // as recorded: the node gave no answer here
            return new ResponseMessage();
        }
    }

    public void Dispose() => _client.Dispose();

    private static ResponseMessage Of(HttpResponseMessage answer, byte[] body)
    {
        var headers = new Dictionary<string, WireMockList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(h => !OfTheConnection.Contains(h.Key)))
            headers[name] = new WireMockList<string>(values);
        return new ResponseMessage
        {
            StatusCode = (int)answer.StatusCode,
            Headers = headers,
            BodyData = new BodyData { BodyAsBytes = body, DetectedBodyType = BodyType.Bytes },
        };
    }
}
