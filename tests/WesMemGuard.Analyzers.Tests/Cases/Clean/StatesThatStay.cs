// Some step cuts what the others lengthen, or the copies belong to whoever puts something together.
using System.Collections.Immutable;

namespace StatesThatStay;

public sealed record Account(decimal Balance, ImmutableList<string> History);

public sealed class AccountActor(ChannelReader<string> mailbox)
{
    private Account _state = new(0, ImmutableList<string>.Empty);

    public async Task RunAsync(CancellationToken token)
    {
        await foreach (var happened in mailbox.ReadAllAsync(token))
            _state = Apply(_state, happened);
    }

    private static Account Apply(Account state, string happened) => happened == "close"
        ? state with { History = ImmutableList<string>.Empty }
        : state with { History = state.History.Add(happened) };
}

public sealed record Request(string Path, ImmutableList<string> Headers)
{
    public Request With(string header) => this with { Headers = Headers.Add(header) };
}

public sealed class Sender(Func<Request, Task> send)
{
    public Task SendAsync(string path, IEnumerable<string> headers)
    {
        var request = new Request(path, ImmutableList<string>.Empty);
        foreach (var header in headers)
            request = Extended(request, header);
        return send(request);
    }

    private static Request Extended(Request request, string header) => request with { Headers = request.Headers.Add(header) };
}
