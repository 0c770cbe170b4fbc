namespace WesMemGuard.Analyzers.Tests.Support;

/// <summary>
/// Just enough of the packages that cases use: the rules know types by name, wherever they are declared.
/// </summary>
internal static class Stubs
{
    /// <summary>The program's own types that cases use, without any package.</summary>
    public const string Domain = """
        #nullable enable
        namespace Node
        {
            public sealed class Block { public string Hash { get; set; } = ""; public long Height { get; set; } }
            public interface INodeFeed { event System.EventHandler<Block> BlockReceived; event System.Action Closed; }
            public static class NodeEvents { public static event System.EventHandler<Block>? BlockReceived;
                public static void Raise(Block block) => BlockReceived?.Invoke(null, block); }
        }
        """;

    public const string Source = """
        #nullable enable
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Microsoft.Extensions.Hosting
        {
            public interface IHostedService { Task StartAsync(CancellationToken token); Task StopAsync(CancellationToken token); }
            public abstract class BackgroundService : IHostedService, IDisposable
            {
                protected abstract Task ExecuteAsync(CancellationToken stoppingToken);
                public virtual Task StartAsync(CancellationToken token) => Task.CompletedTask;
                public virtual Task StopAsync(CancellationToken token) => Task.CompletedTask;
                public virtual void Dispose() { }
            }
            public interface IHostApplicationLifetime { CancellationToken ApplicationStopping { get; } }
        }
        namespace Microsoft.Extensions.DependencyInjection
        {
            public interface IServiceCollection { }
            public sealed class ServiceProvider : IServiceProvider, IDisposable {
                public object? GetService(Type type) => null; public void Dispose() { } }
            public interface IServiceScope : IDisposable { IServiceProvider ServiceProvider { get; } }
            public static class ServiceCollectionExtensions
            {
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services) => services;
                public static IServiceCollection AddSingleton<T>(this IServiceCollection services,
                    Func<IServiceProvider, T> make) => services;
                public static IServiceCollection AddTransient<T>(this IServiceCollection services) => services;
                public static IServiceCollection AddTransient<T>(this IServiceCollection services,
                    Func<IServiceProvider, T> make) => services;
                public static IServiceCollection AddMemoryCache(this IServiceCollection services,
                    Action<Caching.Memory.MemoryCacheOptions> configure) => services;
                public static ServiceProvider BuildServiceProvider(this IServiceCollection services) => null!;
                public static IServiceScope CreateScope(this IServiceProvider provider) => null!;
                public static T GetRequiredService<T>(this IServiceProvider provider) => default!;
            }
        }
        namespace Microsoft.AspNetCore.Builder
        {
            public interface IApplicationBuilder { IServiceProvider ApplicationServices { get; } }
        }
        namespace Microsoft.Extensions.Primitives
        {
            public interface IChangeToken { IDisposable RegisterChangeCallback(Action<object?> callback, object? state); }
            public static class ChangeToken { public static IDisposable OnChange(Func<IChangeToken> producer, Action consumer) => null!; }
        }
        namespace Microsoft.Extensions.Options
        {
            public interface IOptionsMonitor<T> { T CurrentValue { get; } IDisposable? OnChange(Action<T, string?> listener); }
            public static class OptionsMonitorExtensions {
                public static IDisposable? OnChange<T>(this IOptionsMonitor<T> monitor, Action<T> listener) => null;
                }
        }
        namespace Microsoft.Extensions.Caching.Memory
        {
            public interface ICacheEntry : IDisposable { object? Value { get; set; }
                TimeSpan? AbsoluteExpirationRelativeToNow { get; set; } TimeSpan? SlidingExpiration { get; set; }
                long? Size { get; set; } }
            public interface IMemoryCache : IDisposable { ICacheEntry CreateEntry(object key);
                void Remove(object key); bool TryGetValue(object key, out object? value); }
            public class MemoryCacheOptions { public long? SizeLimit { get; set; } }
            public class MemoryCache : IMemoryCache
            {
                public MemoryCache(MemoryCacheOptions options) { }
                public ICacheEntry CreateEntry(object key) => null!;
                public void Remove(object key) { }
                public bool TryGetValue(object key, out object? value) { value = null; return false; }
                public void Dispose() { }
            }
            public class MemoryCacheEntryOptions { public TimeSpan? AbsoluteExpirationRelativeToNow { get; set;
                } public TimeSpan? SlidingExpiration { get; set; } public long? Size { get; set; } }
            public static class CacheExtensions
            {
                public static T Set<T>(this IMemoryCache cache, object key, T value) => value;
                public static T Set<T>(this IMemoryCache cache, object key, T value, TimeSpan time) => value;
                public static T Set<T>(this IMemoryCache cache, object key, T value, MemoryCacheEntryOptions? options) => value;
                public static T? GetOrCreate<T>(this IMemoryCache cache, object key, Func<ICacheEntry, T> factory) => default;
                public static Task<T?> GetOrCreateAsync<T>(this IMemoryCache cache, object key,
                    Func<ICacheEntry, Task<T>> factory) => null!;
                public static MemoryCacheEntryOptions SetSize(this MemoryCacheEntryOptions options, long size) => options;
                public static MemoryCacheEntryOptions SetAbsoluteExpiration(this MemoryCacheEntryOptions options, TimeSpan time) => options;
                public static MemoryCacheEntryOptions SetSlidingExpiration(this MemoryCacheEntryOptions options, TimeSpan time) => options;
                public static ICacheEntry SetAbsoluteExpiration(this ICacheEntry entry, TimeSpan time) => entry;
            }
        }
        namespace Grpc.Core
        {
            public interface IAsyncStreamReader<out T> { T Current { get; } Task<bool> MoveNext(CancellationToken token); }
            public interface IClientStreamWriter<in T> { Task WriteAsync(T message); Task CompleteAsync(); }
            public sealed class AsyncUnaryCall<T> : IDisposable { public Task<T> ResponseAsync => null!;
                public System.Runtime.CompilerServices.TaskAwaiter<T> GetAwaiter() => default;
                public void Dispose() { } }
            public sealed class AsyncServerStreamingCall<T> : IDisposable {
                public IAsyncStreamReader<T> ResponseStream => null!; public void Dispose() { } }
            public sealed class AsyncDuplexStreamingCall<TRequest, TResponse> : IDisposable {
                public IAsyncStreamReader<TResponse> ResponseStream => null!;
                public IClientStreamWriter<TRequest> RequestStream => null!; public void Dispose() { } }
            public sealed class AsyncClientStreamingCall<TRequest, TResponse> : IDisposable {
                public IClientStreamWriter<TRequest> RequestStream => null!;
                public Task<TResponse> ResponseAsync => null!; public void Dispose() { } }
            public abstract class ChannelBase { }
            public abstract class ClientBase { }
            public static class AsyncStreamReaderExtensions {
                public static async IAsyncEnumerable<T> ReadAllAsync<T>(this IAsyncStreamReader<T> reader,
                [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken token = default) {
                await Task.Yield(); yield break; } }
        }
        namespace Grpc.Net.Client
        {
            public sealed class GrpcChannelOptions { public System.Net.Http.HttpMessageHandler? HttpHandler { get; set; } }
            public sealed class GrpcChannel : Grpc.Core.ChannelBase, IDisposable
            {
                public static GrpcChannel ForAddress(string address) => null!;
                public static GrpcChannel ForAddress(string address, GrpcChannelOptions options) => null!;
                public Task ShutdownAsync() => Task.CompletedTask;
                public void Dispose() { }
            }
        }
        namespace Node
        {
            public sealed class Block { public string Hash { get; set; } = ""; public long Height { get; set; } }
            public sealed class NodeClient : Grpc.Core.ClientBase
            {
                public NodeClient(Grpc.Net.Client.GrpcChannel channel) { }
                public Grpc.Core.AsyncServerStreamingCall<Block> Watch(string filter,
                    CancellationToken cancellationToken = default) => null!;
                public Grpc.Core.AsyncDuplexStreamingCall<string, Block> Talk() => null!;
                public Grpc.Core.AsyncClientStreamingCall<string, Block> Upload() => null!;
                public Grpc.Core.AsyncUnaryCall<Block> GetAsync(string hash) => null!;
            }
            public interface INodeFeed { event EventHandler<Block> BlockReceived; event Action Closed; }
            public static class NodeEvents { public static event EventHandler<Block>? BlockReceived;
                public static void Raise(Block block) => BlockReceived?.Invoke(null, block); }
        }
        namespace System.Reactive.Disposables
        {
            public sealed class CompositeDisposable : IDisposable {
                public void Add(IDisposable item) { } public bool Remove(IDisposable item) => false; public void Dispose() { } }
        }
        namespace System.Reactive.Linq
        {
            public static class Observable { public static IObservable<long> Timer(TimeSpan dueTime) => null!;
                public static IObservable<T> Distinct<T, TKey>(this IObservable<T> source, Func<T, TKey> key) => null!;
                public static IObservable<TAll> Scan<T, TAll>(this IObservable<T> source, TAll seed, Func<TAll, T, TAll> next) => null!;
                public static IObservable<long> Timer(TimeSpan dueTime, TimeSpan period) => null!; }
        }
        namespace System.Reactive.Subjects
        {
            public sealed class ReplaySubject<T> : IObservable<T> { public ReplaySubject() { }
                public ReplaySubject(int size) { } public void OnNext(T value) { }
                public IDisposable Subscribe(IObserver<T> observer) => null!; }
            public sealed class Subject<T> : IObservable<T>, IDisposable { public void OnNext(T value) { }
                public IDisposable Subscribe(IObserver<T> observer) => null!; public void Dispose() { } }
        }
        namespace System
        {
            public static class ObservableExtensions { public static IDisposable Subscribe<T>(this
                IObservable<T> source, Action<T> onNext) => null!; }
        }
        namespace WesMemGuard
        {
            public sealed class Verdict { public bool Holds => true; public void ShouldHold() { } }
            public sealed class MemoryRun { }
            public sealed class MemoryBudget { public Verdict Judge(MemoryRun run) => new(); }
        }
        """;
}
