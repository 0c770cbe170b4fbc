// A service scope that nobody disposes, or only when all goes well: what it made is never cleaned up.
using Microsoft.Extensions.DependencyInjection;

namespace WrapperScope;

internal sealed class Scopes(IServiceProvider root)
{
    internal IServiceScope Open() => root.CreateScope();
}

internal sealed class Importer(Scopes scopes, IServiceProvider root)
{
    public int Count()
    {
        var scope = scopes.Open(); // leak: WMG3006
        return scope.ServiceProvider.GetRequiredService<List<int>>().Count;
    }

    public async Task RunAsync(Func<IServiceProvider, Task> work)
    {
        var scope = root.CreateScope(); // leak: WMG3006
        await work(scope.ServiceProvider);
        scope.Dispose();
    }
}
