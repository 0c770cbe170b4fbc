using WesMemGuard.Core.Tests.Input;

namespace WesMemGuard.Core.Tests.Budgets;

internal static class BrokenBudgets
{
    internal static IReadOnlyList<Mistake> Cases { get; } =
    [
        Budget("an empty budget file", " \n"),
        Budget("a budget that is a list", "[ ]"),
        Budget("a budget without limits", """{ "warmUp": "5 min" }"""),
        Budget("a budget with no entries", """{ "limits": [ ] }"""),
        Budget("limits that are an object", """{ "limits": { } }"""),
        Budget("an entry that is a text", """{ "limits": [ "rss" ] }"""),
        Budget("a misspelled warm-up", """{ "warmup": "5 min", "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }"""),
        Budget("a warm-up without a unit", """{ "warmUp": 5, "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }"""),
        Budget("a warm-up in a foreign unit", """
            { "warmUp": "5 minutes", "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }
            """),
        Budget("a warm-up longer than a year", """
            { "warmUp": "9000 h", "limits": [ { "of": "process", "metric": "rss", "peak": "1 GiB" } ] }
            """),
        Budget("three mistakes in two entries", """
            { "limits": [
                { "of": "process", "metric": "heapAloc", "peak": "2 GiB" },
                { "of": "block", "metric": "objects", "peek": 100, "phase": "" } ] }
            """),
        Mistake.Limit("an entry without anything", "{ }"),
        Mistake.Limit("a figure that no client has", """{ "of": "client", "metric": "goroutines", "peak": 5 }"""),
        Mistake.Limit("a misspelled metric", """{ "of": "process", "metric": "heapAloc", "peak": "2 GiB" }"""),
        Mistake.Limit("a misspelled metric of a module", """{ "of": "block", "metric": "object", "peak": 5 }"""),
        Mistake.Limit("a metric that is nothing like any", """{ "of": "process", "metric": "cpu", "peak": 5 }"""),
        Mistake.Limit("a module's metric of the process", """{ "of": "process", "metric": "objects", "peak": 5 }"""),
        Mistake.Limit("a metric of the process, of a module", """{ "of": "block", "metric": "rss", "peak": "1 GiB" }"""),
        Mistake.Limit("a misspelled process", """{ "of": "proces", "metric": "rss", "peak": "1 GiB" }"""),
        Mistake.Limit("a metric that is a number", """{ "of": "process", "metric": 5, "peak": "1 GiB" }"""),
        Mistake.Limit("no of", """{ "metric": "rss", "peak": "1 GiB" }"""),
        Mistake.Limit("a blank of", """{ "of": " ", "metric": "rss", "peak": "1 GiB" }"""),
        Mistake.Limit("no limit", """{ "of": "process", "metric": "rss" }"""),
        Mistake.Limit("two limits", """{ "of": "process", "metric": "rss", "peak": "1 GiB", "growthPerHour": "1 MiB" }"""),
        Mistake.Limit("a misspelled limit", """{ "of": "process", "metric": "rss", "growthPerHuor": "1 MiB" }"""),
        Mistake.Limit("a size without a unit", """{ "of": "process", "metric": "rss", "peak": 2147483648 }"""),
        Mistake.Limit("a size as text without a unit", """{ "of": "process", "metric": "rss", "peak": "2147483648" }"""),
        Mistake.Limit("a size with the wrong case", """{ "of": "process", "metric": "rss", "peak": "4 mib" }"""),
        Mistake.Limit("a size in a foreign unit", """{ "of": "process", "metric": "rss", "peak": "4 pages" }"""),
        Mistake.Limit("a size with a rate", """{ "of": "process", "metric": "rss", "growthPerHour": "4 MiB/h" }"""),
        Mistake.Limit("a size without a space", """{ "of": "process", "metric": "rss", "peak": "4MiB" }"""),
        Mistake.Limit("a size with two spaces", """{ "of": "process", "metric": "rss", "peak": "4  MiB" }"""),
        Mistake.Limit("a negative size", """{ "of": "process", "metric": "rss", "peak": "-4 MiB" }"""),
        Mistake.Limit("a size with a comma", """{ "of": "process", "metric": "rss", "peak": "4,5 MiB" }"""),
        Mistake.Limit("a size with an exponent", """{ "of": "process", "metric": "rss", "peak": "4e3 MiB" }"""),
        Mistake.Limit("a size that is empty", """{ "of": "process", "metric": "rss", "peak": "" }"""),
        Mistake.Limit("a size that is a unit", """{ "of": "process", "metric": "rss", "peak": "MiB" }"""),
        Mistake.Limit("a size beyond counting", """{ "of": "process", "metric": "rss", "peak": "8388609 GiB" }"""),
        Mistake.Limit("a size that is null", """{ "of": "process", "metric": "rss", "peak": null }"""),
        Mistake.Limit("a count with a size", """{ "of": "process", "metric": "goroutines", "peak": "60 MiB" }"""),
        Mistake.Limit("a count as text", """{ "of": "block", "metric": "objects", "peak": "100" }"""),
        Mistake.Limit("a negative count", """{ "of": "block", "metric": "objects", "peak": -1 }"""),
        Mistake.Limit("a count beyond counting", """{ "of": "block", "metric": "objects", "peak": 1e16 }"""),
        Mistake.Limit("growth without phases", """{ "of": "process", "metric": "rss", "growth": { "max": "1 MiB" } }"""),
        Mistake.Limit("growth that is a size", """{ "of": "process", "metric": "rss", "growth": "1 MiB" }"""),
        Mistake.Limit("growth from a phase to itself", """
            { "of": "process", "metric": "rss", "growth": { "from": "warm", "to": "warm", "max": "1 MiB" } }
            """),
        Mistake.Limit("growth with an unknown property", """
            { "of": "process", "metric": "rss", "growth": { "from": "warm", "until": "stop", "max": "1 MiB" } }
            """),
        Mistake.Limit("growth to many phases", """
            { "of": "process", "metric": "rss", "growth": { "from": "warm", "to": "rest*", "max": "1 MiB" } }
            """),
        Mistake.Limit("growth beside a phase", """
            { "of": "process", "metric": "rss", "phase": "load", "growth": { "from": "warm", "to": "stop", "max": "1 MiB" } }
            """),
        Mistake.Limit("a return without a tolerance", """
            { "of": "process", "metric": "rss", "returnsTo": { "from": "warm", "after": "stop" } }
            """),
        Mistake.Limit("a return to itself", """
            { "of": "block", "metric": "objects", "returnsTo": { "from": "warm", "after": "warm", "tolerance": 1 } }
            """),
        Mistake.Limit("a return of a count with a size", """
            { "of": "block", "metric": "objects", "returnsTo": { "from": "warm", "after": "stop", "tolerance": "1 MiB" } }
            """),
        Mistake.Limit("an unknown unit of work", """
            { "of": "process", "metric": "liveHeap", "growthPer": { "unit": "transfers", "max": "1 KiB" } }
            """),
        Mistake.Limit("work without a unit", """{ "of": "process", "metric": "liveHeap", "growthPer": { "max": "1 KiB" } }"""),
        Mistake.Limit("a cycle without a phase", """
            { "of": "process", "metric": "liveHeap", "growthPer": { "unit": "cycle", "max": "1 KiB" } }
            """),
        Mistake.Limit("a cycle of one phase", """
            { "of": "process", "metric": "liveHeap", "phase": "rest", "growthPer": { "unit": "cycle", "max": "1 KiB" } }
            """),
        Mistake.Limit("a cycle of all phases", """
            { "of": "process", "metric": "liveHeap", "phase": "*", "growthPer": { "unit": "cycle", "max": "1 KiB" } }
            """),
        Mistake.Limit("many phases without a cycle", """
            { "of": "process", "metric": "liveHeap", "phase": "rest*", "growthPerHour": "1 KiB" }
            """),
        Mistake.Limit("a star in the middle", """{ "of": "process", "metric": "liveHeap", "phase": "r*t", "peak": "1 KiB" }"""),
        Mistake.Limit("a blank phase", """{ "of": "process", "metric": "liveHeap", "phase": "", "peak": "1 KiB" }"""),
        Mistake.Limit("a phase with a line break", """{ "of": "process", "metric": "liveHeap", "phase": "a\nb", "peak": "1 KiB" }"""),
        Mistake.Limit("a misspelled evidence", """{ "of": "process", "metric": "liveHeap", "evidence": "nextgc", "peak": "1 GiB" }"""),
        Mistake.Limit("evidence for another metric", """
            { "of": "process", "metric": "heapAlloc", "evidence": "floors", "peak": "1 GiB" }
            """),
        Mistake.Limit("a flag that is a text", """{ "of": "ures", "metric": "objects", "zeroExpected": "yes", "peak": 1 }"""),
        Mistake.Limit("saturation of a peak", """{ "of": "process", "metric": "rss", "saturatesBy": "20 min", "peak": "1 GiB" }"""),
        Mistake.Limit("saturation at once", """{ "of": "process", "metric": "rss", "saturatesBy": "0 s", "growthPerHour": "1 GiB" }"""),
        Budget("more entries than allowed", "{ \"limits\": [\n" + string.Concat(Enumerable.Repeat("1,\n", 1001)) + "] }")
            with { Shown = "{ \"limits\": [ 1, and so on, 1,001 times ] }" },
    ];

    private static Mistake Budget(string title, string text) => Mistake.In("budget.json", title, text);
}
