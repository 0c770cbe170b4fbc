// Types of one name, of which one is registered, and the signals of the object's own that come once, by a name of its own.
using Microsoft.Extensions.DependencyInjection;

namespace CalledOtherwise
{
    public static class Setup
    {
        public static void Configure(IServiceCollection services) => services.AddSingleton<Shared.Lines>();
    }

    public sealed class Shuffling
    {
        private readonly Channel<int> _queue = Channel.CreateBounded<int>(10);

        private Task Closed => _queue.Reader.Completion;

        public async Task RunAsync(TimeSpan period, CancellationToken token)
        {
            while (await Task.WhenAny(Closed, Task.Delay(period, token)) != Closed)
                _queue.Writer.TryWrite(1);
        }

        public async Task<int> TakeAsync(CancellationToken token) => await _queue.Reader.ReadAsync(token);

        public void End() => _queue.Writer.TryComplete();
    }
}

namespace CalledOtherwise.Shared
{
    public sealed class Lines
    {
        private readonly string _first = "one";

        public string Of(int line) => line == 1 ? _first : "";
    }
}

namespace CalledOtherwise.OfOneText
{
    public sealed class Lines
    {
        private readonly ConcurrentDictionary<string, string> _byText = new();

        public string Of(string text) => _byText.GetOrAdd(text, static known => known.Trim());
    }

    public sealed class Text
    {
        public static string Read(IEnumerable<string> parts)
        {
            var lines = new Lines();
            return string.Concat(parts.Select(lines.Of));
        }
    }
}
