using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class CacheExpiryTests
{
    private static readonly string[] Bad =
    [
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { public Task<Block?> GetAsync(string hash, Func<string,
            Task<Block>> load) => cache.GetOrCreateAsync(hash, entry => load(hash)); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly IMemoryCache _cache;
            public C(IMemoryCache cache) => _cache = cache; public void Put(long height, Block b) {
            using var entry = _cache.CreateEntry(height); entry.Value = b; } }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly MemoryCache _cache = new(new MemoryCacheOptions());
            public void Put(string a, object v) { var options = new MemoryCacheEntryOptions();
            _cache.Set($"balance:{a}", v, options); } public void Close() => _cache.Dispose(); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private static readonly MemoryCacheEntryOptions Options = new() { Size = 1 };
            private readonly IMemoryCache cache; public C(IMemoryCache c) { cache = c; }
            public Block? Get(string k) => cache.GetOrCreate(k, e => { e.Size = 2; return new Block(); });
            public void Put(string k) => cache.Set(k, new Block(), Options); }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        namespace Microsoft.Extensions.Caching.Distributed
        {
            public class DistributedCacheEntryOptions { public TimeSpan? SlidingExpiration { get; set; } }
            public interface IDistributedCache { Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options); }
            public sealed class Q(IDistributedCache cache) { public Task Put(string id,
                byte[] b) => cache.SetAsync(id, b, new DistributedCacheEntryOptions {
                SlidingExpiration = TimeSpan.FromMinutes(5) }); }
        }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { public void Put(string k, Block b) => cache.Set(k, b, TimeSpan.FromMinutes(1)); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { public void Put(Block b) => cache.Set("head", b); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { public Block? Get(string k) => cache.GetOrCreate(k, e => {
            e.AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1); return new Block(); }); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { public Block? Get(string k) => cache.GetOrCreate(k, Make);
            private static Block Make(ICacheEntry entry) { entry.SetAbsoluteExpiration(TimeSpan.FromMinutes(1));
            return new Block(); } }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C { private readonly MemoryCache _cache = new(new MemoryCacheOptions {
            SizeLimit = 10 }); public void Put(string k, Block b) => _cache.Set(k, b, new MemoryCacheEntryOptions {
            Size = 1 }); public void Close() => _cache.Dispose(); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { private static readonly MemoryCacheEntryOptions Options =
            new MemoryCacheEntryOptions().SetAbsoluteExpiration(TimeSpan.FromMinutes(1)); public void Put(string k,
            Block b) => cache.Set(k, b, Options); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { public void Put(string k, Block b,
            MemoryCacheEntryOptions options) => cache.Set(k, b, options); }
        """,
    ];

    private static readonly string[] Weak =
    [
        """
        namespace Microsoft.Extensions.Caching.Distributed
        {
            public class DistributedCacheEntryOptions { public TimeSpan? SlidingExpiration { get; set; } }
            public interface IDistributedCache { Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options); }
            public sealed class Q(IDistributedCache cache) { public Task Put(string id,
                byte[] b) => cache.SetAsync(id, b, new DistributedCacheEntryOptions()); }
        }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { public void Put(string k, Block b) => cache.Set(k, b,
            new MemoryCacheEntryOptions { SlidingExpiration = TimeSpan.FromMinutes(1) }); }
        """,
        """
        using Microsoft.Extensions.Caching.Memory;
        public sealed class C(IMemoryCache cache) { public void Put(string k, Block b) => cache.Set(k, b);
            public void Forget(string k) => cache.Remove(k); }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG1004", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);

    [TestCaseSource(nameof(Weak))]
    public void Weak_evidence_is_a_suggestion(string code) => Snippet.ShouldSuggest("WMG1004", code);
}
