using System.Globalization;
using System.Text.Json;
using WesMemGuard.Runs;

namespace WesMemGuard.Node.Answers;

/// <summary>
/// The answer of <c>/api/v1/system/memory</c> (node.md 1.1). Modules keep the node's order; one that is listed twice
/// stays twice, the judge flags it.
/// </summary>
internal static class MemoryAnswer
{
    /// <summary>A real node lists 12.</summary>
    private const int MostModules = 1000;

    /// <summary>Reads one.</summary>
    /// <param name="body">Its bytes.</param>
    /// <param name="names">Of the samples before it: a node says the names of its modules and layers with each, for days.</param>
    public static MemorySample Read(ReadOnlyMemory<byte> body, SharedNames names) => StrictJson.Read(body, root => Sample(root, names));

    private static MemorySample Sample(JsonElement root, SharedNames names)
    {
        var runtime = StrictJson.Object(root, "runtime");
        return new MemorySample(
            StrictJson.Count(runtime, "runtime.", "rss_bytes"), StrictJson.Count(runtime, "runtime.", "heap_alloc"),
            StrictJson.Count(runtime, "runtime.", "heap_inuse"), StrictJson.Count(runtime, "runtime.", "num_gc"),
            StrictJson.Count(runtime, "runtime.", "num_goroutine"), Modules(StrictJson.Array(root, "modules"), names));
    }

    private static ModuleSample[] Modules(JsonElement list, SharedNames names)
    {
        var count = list.GetArrayLength();
        if (count > MostModules)
            throw new MissException(MissKind.Unreadable,
                string.Create(CultureInfo.InvariantCulture, $"modules: found {count}, at most {MostModules} are read"));
        var modules = new ModuleSample[count];
        var i = 0;
        foreach (var module in list.EnumerateArray())
            modules[i] = Module(module, string.Create(CultureInfo.InvariantCulture, $"modules[{i++}]"), names);
        return modules;
    }

    private static ModuleSample Module(JsonElement module, string path, SharedNames names)
    {
        if (module.ValueKind != JsonValueKind.Object)
            throw new MissException(MissKind.Unreadable,
                $"{path}: found {StrictJson.Found(module)}, an object is needed");
        path += ".";
        return new ModuleSample(
            names.Of(StrictJson.Text(module, path, "module")), names.Of(StrictJson.Text(module, path, "layer")),
            StrictJson.Count(module, path, "objects"),
            StrictJson.Count(module, path, "approx_bytes"), StrictJson.Count(module, path, "cache_items"),
                StrictJson.Count(module, path, "queue_length"));
    }
}
