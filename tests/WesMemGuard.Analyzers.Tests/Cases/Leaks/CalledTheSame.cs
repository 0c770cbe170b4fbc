// Members that are called like those which are believed, and methods of other names that do what they do.
using Microsoft.Extensions.DependencyInjection;

namespace CalledTheSame
{
    public sealed class Rota(Func<Task> next)
    {
        public Task Completion => next();
    }

    public sealed class Watch(Func<Task> next)
    {
        private readonly Rota _rota = new(next);

        public async Task RunAsync(TimeSpan period, CancellationToken token)
        {
            while (!token.IsCancellationRequested)
                await Task.WhenAny(_rota.Completion, Task.Delay(period, token)); // leak: WMG4006
        }
    }

    public sealed class Crate(uint id)
    {
        public uint Id => id;
    }

    public sealed class Shelf
    {
        private readonly HashSet<Crate> _crates = [];

        public bool IsEmpty => _crates.Count == 0;

        public void Stack(Crate crate) => _crates.Add(crate);

        public void Fetch(Crate crate) => _crates.Remove(crate);
    }

    public sealed class Depot
    {
        private readonly Dictionary<string, Shelf> _shelves = new();
        private readonly ConcurrentDictionary<uint, Crate> _all = new();

        public Crate? Find(uint id) => _all.GetValueOrDefault(id);

        public Crate Bring(string where, uint id)
        {
            if (!_shelves.TryGetValue(where, out var shelf))
                _shelves[where] = shelf = new Shelf();
            var crate = new Crate(id);
            shelf.Stack(crate);
            _all.AddOrUpdate(id, crate, (_, _) => crate); // leak: WMG1002
            return crate;
        }

        public void Take(string where, Crate crate)
        {
            if (!_shelves.TryGetValue(where, out var shelf))
                return;
            shelf.Fetch(crate);
            if (shelf.IsEmpty)
                _shelves.Remove(where);
        }
    }

    public sealed class Lines
    {
        private readonly ConcurrentDictionary<string, string> _byText = new();

        public string Of(string text) => _byText.GetOrAdd(text, static known => known.Trim()); // leak: WMG1002
    }

    public static class Setup
    {
        public static void Configure(IServiceCollection services) => services.AddSingleton<Lines>();
    }

    public sealed class Hub
    {
        private readonly List<Gadget> _gadgets = [new()];

        public event Action<string>? Said;

        public void Open()
        {
            foreach (var gadget in _gadgets)
                gadget.Join(this);
            Said?.Invoke("opened");
        }
    }

    public sealed class Gadget
    {
        private int _said;

        public void Join(Hub hub) => hub.Said += _ => _said++; // leak: WMG4001

        public int Said() => _said;
    }

    public sealed class Visitor
    {
        private readonly Gadget _gadget = new();

        public void Join(Hub hub) => _gadget.Join(hub);
    }

    public abstract class Station
    {
        public void Start()
        {
            using var run = new CancellationTokenSource();
            Tune(run.Token);
        }

        protected internal abstract void Tune(CancellationToken token);
    }

    public sealed class Radio : Station
    {
        private string? _wave;

        protected internal override void Tune(CancellationToken token) => token.Register(() => _wave = null); // leak: WMG4004

        public override string ToString() => _wave ?? "";
    }

    public abstract class Orchestra
    {
        public abstract void Tune(CancellationToken token);
    }

    public sealed class Quartet(Radio radio) : Orchestra
    {
        public override void Tune(CancellationToken token) => radio.Tune(token);
    }
}
