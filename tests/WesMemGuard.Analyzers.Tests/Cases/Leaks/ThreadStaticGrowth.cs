// A list of each thread that only grows, also when it is made on first use.
namespace ThreadStaticGrowth;

public static class Traces
{
    [ThreadStatic]
    private static List<string>? t_lines;

    public static void Note(string line) => (t_lines ??= new()).Add(line); // leak: WMG1001
}

public static class Rates
{
    private static Dictionary<string, decimal>? s_known;

    public static void Put(string pair, decimal rate)
    {
        s_known ??= new();
        s_known[pair] = rate; // leak: WMG1001
    }
}
