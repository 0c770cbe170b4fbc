using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class CacheEntrySizeTests
{
    private static readonly string[] Bad =
    [
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly IMemoryCache _cache; public C() {
            _cache = new MemoryCache(new MemoryCacheOptions { SizeLimit = 5 }); }
            public void Put(string k) => _cache.Set(k, 1, TimeSpan.FromMinutes(1));
            public void Close() => _cache.Dispose(); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly MemoryCache _cache = new MemoryCache(new MemoryCacheOptions {
            SizeLimit = 5 }); public Block? Get(string k) => _cache.GetOrCreate(k, e => {
            e.AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(1); return new Block(); });
            public void Close() => _cache.Dispose(); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly MemoryCache _cache; public C(MemoryCacheOptions limited) =>
            _cache = new MemoryCache(limited);
            public void Put(string k) => _cache.Set(k, 1, TimeSpan.FromMinutes(1));
            public void Close() => _cache.Dispose(); }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly MemoryCache _cache = new MemoryCache(new MemoryCacheOptions {
            SizeLimit = 5 }); public Block? Get(string k) => _cache.GetOrCreate(k, e => { e.Size = 1;
            return new Block(); }); public void Close() => _cache.Dispose(); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly MemoryCache _cache = new(new MemoryCacheOptions());
            public void Put(string k) => _cache.Set(k, 1, TimeSpan.FromMinutes(1));
            public void Close() => _cache.Dispose(); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly MemoryCache _cache = new(new MemoryCacheOptions {
            SizeLimit = 5 }); public void Put(string k) { var options = new MemoryCacheEntryOptions();
            options.SetSize(2); _cache.Set(k, 1, options); } public void Close() => _cache.Dispose(); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class Options : MemoryCacheOptions { public TimeSpan Scan { get; set; } }
        public sealed class C { private readonly MemoryCache _cache; public C(TimeSpan scan) =>
            _cache = new(new Options { Scan = scan });
            public void Put(string k) => _cache.Set(k, 1, TimeSpan.FromMinutes(1));
            public void Close() => _cache.Dispose(); }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void An_entry_that_throws_is_an_error(string code) => Snippet.ShouldWarn("WMG1005", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
