using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using WesMemGuard.Node;
using WesMemGuard.Secrets;

namespace WesMemGuard.Recording.Known;

/// <summary>
/// The fields of the answers that are known (node.md 1, 4, 6): figures, names, times and hashes. Others are left out.
/// </summary>
internal static class KnownFields
{
    private static readonly FrozenSet<string> Memory = Set(
        "modules", "module", "layer", "objects", "approx_bytes", "cache_items", "queue_length",
        "runtime", "heap_alloc", "heap_inuse", "num_gc", "num_goroutine", "rss_bytes", "rss_mb");

    private static readonly FrozenSet<string> Diagnostics = Set(
        "timestamp", "rss_mb", "heap_alloc_mb", "heap_sys_mb", "heap_idle_mb", "heap_inuse_mb", "heap_objects",
        "sys_mb",
            "total_alloc_mb", "stack_sys_mb",
        "num_gc", "next_gc_mb", "goroutines", "gc_cpu_fraction");

    private static readonly FrozenSet<string> Health =
        Set("status", "timestamp", "liveness", "readiness", "version", "uptime");
    private static readonly FrozenSet<string> Pool = Set("pending", "queued");

    private static readonly FrozenSet<string> Status = Set(
        "sync_mode", "sync_status", "is_fully_synced", "is_online", "mining_enabled", "is_consensus_eligible",
            "is_voter_in_round", "is_proposer_candidate");

    private static readonly FrozenSet<string> MemStats = Set(
        "memstats", "Alloc", "TotalAlloc", "Sys", "Lookups", "Mallocs", "Frees", "HeapAlloc", "HeapSys", "HeapIdle",
            "HeapInuse", "HeapReleased", "HeapObjects",
        "StackInuse", "StackSys", "MSpanInuse", "MSpanSys", "MCacheInuse", "MCacheSys", "BuckHashSys", "GCSys",
        "OtherSys",
            "NextGC", "LastGC", "PauseTotalNs",
        "NumGC", "NumForcedGC", "GCCPUFraction", "EnableGC", "DebugGC", "goroutines", "Goroutines");

    /// <summary>What results of calls are made of.</summary>
    private static readonly FrozenSet<string> Results = Set(
        "result", "height", "hash", "block_hash", "parent_hash", "state_root", "timestamp", "difficulty", "size",
        "tx_count",
            "tx_hashes", "transactions", "tx_hash", "txHash",
        "tx_index", "block_height", "status", "accepted", "success", "is_running", "miner_address", "miner", "balance",
            "balance_wes", "decimals", "wei_per_wes", "pending",
        "queued", "totalTx", "resourcesTotal", "contractsTotal", "aiModelsTotal", "recentBlocksTxTotal",
        "recentBlocksCount",
            "avgTxPerBlockRecent", "stateOutputsTotal",
        "startingBlock", "currentBlock", "highestBlock", "content_hash", "contract_address", "utxos", "outpoint",
        "amount",
            "amount_wes", "version", "numInputs", "numOutputs",
        "allowed", "state", "peers", "number");

    /// <summary>The fields of an answer 200; null when nothing of it is known.</summary>
    public static FrozenSet<string>? Of(string path) => path switch
    {
        NodePaths.Memory => Memory,
        NodePaths.Diagnostics => Diagnostics,
        NodePaths.Pool => Pool,
        NodePaths.Health or "/api/v1/health" or "/api/v1/health/ready" => Health,
        NodePaths.Status => Status,
        "/debug/vars" => MemStats,
        _ => null,
    };

    /// <summary>A document with its known fields alone.</summary>
    public static string Of(JsonElement root, FrozenSet<string> known, Scrubber scrubber) =>
        Written(json => Write(json, root, known, scrubber));

    /// <summary>An answer to a call: the result's known fields, the error's texts without secrets.</summary>
    public static string OfCall(JsonElement root, Scrubber scrubber) => Written(json =>
    {
        json.WriteStartObject();
        foreach (var member in root.EnumerateObject())
        {
            switch (member.Name)
            {
                case "jsonrpc" or "id" when member.Value.ToString().Length <= 20:
                    json.WritePropertyName(member.Name);
                    WriteFree(json, member.Value, scrubber);
                    break;
                case "result":
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, Results, scrubber);
                    break;
                case "error":
                    json.WritePropertyName(member.Name);
                    using (var clean = JsonDocument.Parse(Valid(scrubber.Text(member.Value.GetRawText()))))
                        clean.RootElement.WriteTo(json);
                    break;
            }
        }

        json.WriteEndObject();
    });

    /// <summary>What was taken out may have been a part of the form.</summary>
    private static string Valid(string json)
    {
        try
        {
            using var parsed = JsonDocument.Parse(json);
            return json;
        }
        catch (JsonException)
        {
            return JsonSerializer.Serialize(KnownText.Of("error", json.Length));
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, FrozenSet<string> known, Scrubber scrubber)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject().Where(m => known.Contains(m.Name)))
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, known, scrubber);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array when IsRowOfNumbers(value):
                json.WriteStringValue(KnownText.KindOf(value));
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                    Write(json, item, known, scrubber);
                json.WriteEndArray();
                break;
            default:
                WriteFree(json, value, scrubber);
                break;
        }
    }

    /// <summary>They may be bytes.</summary>
    private static bool IsRowOfNumbers(JsonElement list) =>
        list.GetArrayLength() > 0 && list[0].ValueKind == JsonValueKind.Number;

    private static void WriteFree(Utf8JsonWriter json, JsonElement value, Scrubber scrubber)
    {
        if (value.ValueKind != JsonValueKind.String)
            value.WriteTo(json);
        else if (KnownText.IsName(value.GetString()!))
            json.WriteStringValue(scrubber.Known(value.GetString()!));
        else
            json.WriteStringValue(KnownText.KindOf(value));
    }

    private static string Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer,
            new JsonWriterOptions
            {
                Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                SkipValidation = true
            }))
            write(json);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static FrozenSet<string> Set(params string[] names) => names.ToFrozenSet(StringComparer.Ordinal);
}
