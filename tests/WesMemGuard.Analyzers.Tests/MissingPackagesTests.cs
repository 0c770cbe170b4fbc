using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests;

/// <summary>
/// Before a restore, types of packages mean nothing to the compiler: at least 90 % of the warnings stay, and clean code
/// gets none.
/// </summary>
internal sealed class MissingPackagesTests
{
    private const double Bar = 0.9;

    [Test]
    public void Nearly_all_warnings_stay_without_packages()
    {
        var before = 0;
        var after = 0;
        var lost = new List<string>();
        foreach (var code in KnownCode.Leaking())
        {
            var had = KnownCode.Warnings(code);
            var has = Without(code);
            before += had.Count;
            var kept = had.Count(id => has.Remove(id));
            after += kept;
            if (kept < had.Count)
                lost.Add($"{string.Join(' ', had)}: {code}");
        }
        TestContext.Out.WriteLine($"{after} of {before} warnings stay without packages ({(double)after / before:P1})");
        ((double)after / before).ShouldBeGreaterThanOrEqualTo(Bar, string.Join("\n\n", lost));
    }

    [Test]
    public void Clean_code_stays_clean_without_packages()
    {
        KnownCode.Right().ShouldNotBeEmpty();
        KnownCode.Right().Select(code => (Code: code, Found: Without(code)))
            .Where(right => right.Found.Count > KnownCode.Warnings(right.Code).Count)
            .Select(right => string.Join(' ', right.Found) + ": " + right.Code).ShouldBeEmpty();
    }

    [Test]
    public void An_argument_of_a_missing_type_hides_neither_a_linked_source_nor_a_streamed_response() =>
        Without("""
            public sealed class Reader(HttpClient http, Shop.Tokens tokens)
            {
                public async Task<int> ReadAsync(CancellationToken token)
                {
                    var source = CancellationTokenSource.CreateLinkedTokenSource(tokens.Stop, token);
                    var answer = await http.GetAsync(tokens.Address, HttpCompletionOption.ResponseHeadersRead, source.Token);
                    return (int)answer.StatusCode;
                }
            }
            """).ShouldBe(["WMG3001", "WMG4005"], ignoreOrder: true);

    [Test]
    public void A_call_whose_end_an_interceptor_hands_on_is_not_its_own() =>
        Without("""
            public sealed class Mapping : Shop.Interceptor
            {
                public override Shop.StreamingCall<T> Stream<T>(T request, Shop.Context context, Shop.Continuation<T> next)
                {
                    var call = next(request, context);
                    return new Shop.StreamingCall<T>(new Shop.MappedReader<T>(call.ResponseStream), call.GetStatus, call.Dispose);
                }
            }
            """).ShouldBeEmpty();

    [Test]
    public void A_key_of_a_missing_type_is_still_called_what_it_is_called() =>
        Without("""
            public sealed class Topics(Shop.Names names)
            {
                private static readonly ConcurrentDictionary<string, bool> Checked = new();

                public async Task EnsureAsync(string project)
                {
                    var topicName = names.Of(project);
                    if (Checked.TryAdd(topicName.ToString(), true))
                        await Task.Delay(10);
                }
            }

            public sealed class Messages(Shop.Names names)
            {
                private static readonly ConcurrentDictionary<string, bool> Checked = new();

                public async Task EnsureAsync(string project)
                {
                    var messageId = names.Of(project);
                    if (Checked.TryAdd(messageId.ToString(), true))
                        await Task.Delay(10);
                }
            }
            """).ShouldBe(["WMG1001"]);

    private static List<string> Without(string code) =>
        [.. Snippet.Diagnose(Snippet.CompileBare(code)).Where(found => found.Severity >= DiagnosticSeverity.Warning)
            .Select(found => found.Id)];
}
