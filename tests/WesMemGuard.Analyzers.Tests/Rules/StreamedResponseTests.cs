using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class StreamedResponseTests
{
    private static readonly string[] Bad =
    [
        """
        public sealed class Tokens(HttpClient http) { public async Task<HttpResponseMessage> GetAsync(string
            url) { var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
            if (!response.IsSuccessStatusCode) { await Task.Delay(10); response = await http.GetAsync(url); }
            return response; } }
        """,
        """
        #pragma warning disable SYSLIB0014
        public static class Old { public static bool Answers(string url) {
            var request = System.Net.WebRequest.Create(url); var response = request.GetResponse();
            return response.ContentLength > 0; } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<int> Get(string u) { var r = await c.GetAsync(u,
            HttpCompletionOption.ResponseHeadersRead); r.EnsureSuccessStatusCode();
            var s = await r.Content.ReadAsStringAsync(); return s.Length; } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<Stream?> Get(HttpRequestMessage m) {
            var r = await c.SendAsync(m, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
            if (!r.IsSuccessStatusCode) return null; return await r.Content.ReadAsStreamAsync(); } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<string> Get(string u) {
            var s = await c.GetStreamAsync(u); var b = new byte[10]; await s.ReadAsync(b); return b.ToString()!; } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<string> Get(string u) => await (await
            c.GetAsync(u, HttpCompletionOption.ResponseHeadersRead)).Content.ReadAsStringAsync(); }
        """,
        """
        public sealed class C
        {
            private readonly HttpClient http;
            public C(HttpClient http) => this.http = http;
            public async Task<HttpResponseMessage> GetAsync(string url, CancellationToken token)
            {
                HttpResponseMessage response = null!;
                for (var i = 0; i < 3; i++)
                {
                    response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, token);
                    if (response.IsSuccessStatusCode) return response;
                    await Task.Delay(100, token);
                }
                return response;
            }
        }
        """,
        """
        public sealed class C(HttpClient http)
        {
            public async Task<long> SizeAsync(string url)
            {
                var response = await OpenAsync(url);
                return response.Content.Headers.ContentLength ?? 0;
            }
            private Task<HttpResponseMessage> OpenAsync(string url) => http.SendAsync(new
                HttpRequestMessage(HttpMethod.Get, url), HttpCompletionOption.ResponseHeadersRead);
        }
        """,
        """
        public sealed class C(HttpClient http)
        {
            public async IAsyncEnumerable<string> LinesAsync(string url)
            {
                var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
                var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
                while (await reader.ReadLineAsync() is { } line) yield return line;
            }
        }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        public sealed class Tokens(HttpClient http) { public async Task<HttpResponseMessage> GetAsync(string
            url) { var response = await http.GetAsync(url, HttpCompletionOption.ResponseHeadersRead);
            if (!response.IsSuccessStatusCode) { response.Dispose(); response = await http.GetAsync(url); }
            return response; } }
        """,
        """
        public sealed class Call(HttpMessageInvoker invoker) : IDisposable {
            private HttpResponseMessage? Answer { get; set; } public async Task RunAsync(HttpRequestMessage request,
            CancellationToken token) { try { var task = invoker is HttpClient client ? client.SendAsync(request,
            HttpCompletionOption.ResponseHeadersRead, token) : invoker.SendAsync(request, token);
            Answer = await task.ConfigureAwait(false); } catch (Exception) { Console.WriteLine(); throw; } }
            public void Dispose() => Answer?.Dispose(); }
        """,
        """
        #pragma warning disable SYSLIB0014
        public static class Old { public static bool Answers(string url) {
            var request = System.Net.WebRequest.Create(url); using var response = request.GetResponse();
            return response.ContentLength > 0; } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<int> Get(string u) {
            using var r = await c.GetAsync(u, HttpCompletionOption.ResponseHeadersRead);
            r.EnsureSuccessStatusCode(); return (await r.Content.ReadAsStringAsync()).Length; } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<string> Get(string u) {
            var r = await c.GetAsync(u); return await r.Content.ReadAsStringAsync(); } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<Stream> Get(string u) {
            var r = await c.GetAsync(u, HttpCompletionOption.ResponseHeadersRead);
            return await r.Content.ReadAsStreamAsync(); } }
        """,
        """
        public sealed class C(HttpClient c) { public Task<HttpResponseMessage> Get(string u) => c.GetAsync(u,
            HttpCompletionOption.ResponseHeadersRead); }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<string> Get(string u) {
            var r = await c.GetAsync(u, HttpCompletionOption.ResponseHeadersRead); try {
            return await r.Content.ReadAsStringAsync(); } finally { r.Dispose(); } } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<string> Get(string u) {
            await using var s = await c.GetStreamAsync(u); using var r = new StreamReader(s);
            return await r.ReadToEndAsync(); } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<string> Get(string u) {
            var r = await c.GetAsync(u, HttpCompletionOption.ResponseHeadersRead);
            await using var s = await r.Content.ReadAsStreamAsync(); using var reader = new StreamReader(s);
            return await reader.ReadToEndAsync(); } }
        """,
        """
        public sealed class C(HttpClient c) { public async Task<string> Get(string u) {
            using (var r = await c.GetAsync(u, HttpCompletionOption.ResponseHeadersRead)) { return await Read(r); }
            } private static Task<string> Read(HttpResponseMessage r) => r.Content.ReadAsStringAsync(); }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        public sealed class C(HttpClient c) { public async Task<HttpResponseMessage> Get(string u) {
            var r = await c.GetAsync(u, HttpCompletionOption.ResponseHeadersRead); r.EnsureSuccessStatusCode();
            return r; } }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG3001", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG3001", code);
}
