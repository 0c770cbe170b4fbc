using System.Globalization;

namespace WesMemGuard.Fuzz;

/// <summary>What is fuzzed, and for how long.</summary>
/// <param name="Seconds">Time of each reader.</param>
/// <param name="Reader">The only one; null: all.</param>
/// <param name="Seed">Of the mutations.</param>
/// <param name="Corpus">The folder of inputs, one folder a reader.</param>
/// <param name="Keeps">Whether the smallest inputs that reach all that was reached are kept in the corpus.</param>
internal sealed record FuzzOptions(double Seconds, string? Reader, int Seed, string Corpus, bool Keeps)
{
    /// <summary>Of the command line; null: it is wrong.</summary>
    public static FuzzOptions? Read(IReadOnlyList<string> args)
    {
        var options = new FuzzOptions(5, null, 1, Path.Combine("bench", "WesMemGuard.Fuzz", "Corpus"), false);
        for (var i = 0; i < args.Count; i++)
        {
            var value = i + 1 < args.Count ? args[i + 1] : null;
            switch (args[i], value)
            {
                case ("--keep", _):
                    options = options with { Keeps = true };
                    continue;
                case ("--seconds", { } text) when double.TryParse(text, CultureInfo.InvariantCulture, out var seconds):
                    options = options with { Seconds = seconds };
                    break;
                case ("--seed", { } text) when int.TryParse(text, CultureInfo.InvariantCulture, out var seed):
                    options = options with { Seed = seed };
                    break;
                case ("--reader", { } name):
                    options = options with { Reader = name };
                    break;
                case ("--corpus", { } folder):
                    options = options with { Corpus = folder };
                    break;
                default:
                    return null;
            }

            i++;
        }

        return options;
    }
}
