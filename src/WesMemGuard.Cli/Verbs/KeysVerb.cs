using System.CommandLine;
using System.Globalization;
using WesMemGuard.Cli.Options;
using WesMemGuard.Harness.Live.Keys;
using WesMemGuard.Reasons;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary><c>wesmemguard keys N</c>: the addresses that a load of transfers spends from, for the genesis of a private chain.</summary>
internal static class KeysVerb
{
    private const long DefaultBalance = 1_000_000_000_000_000;
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(KeysVerb));

    public const string Name = "keys";

    /// <summary>What the list of verbs shows beside it.</summary>
    public const string Takes = "N";

    public static readonly string[] Examples =
    [
        "wesmemguard keys 90",
        "wesmemguard keys 90 --genesis",
    ];

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var count = new Argument<int>(Takes) { Description = texts["Count"] };
        count.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }]
                && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is >= 1 and <= TestAddresses.Most))
                result.Refuse(CommandReasons.NoCount(TestAddresses.Most, text));
        });
        var genesis = new Option<bool>("--genesis") { Description = texts["Genesis"] };
        var command = new Command(Name, texts["Description"]) { count, genesis };
        command.SetAction(parsed =>
        {
            var addresses = TestAddresses.First(parsed.GetRequiredValue(count));
            foreach (var line in parsed.GetValue(genesis) ? Accounts([.. addresses]) : addresses)
                surroundings.Out.WriteLine(line);
            return ExitCodes.Held;
        });
        return command;
    }

    /// <summary>As <c>genesis.accounts</c> of the node's configuration takes them.</summary>
    private static IEnumerable<string> Accounts(IReadOnlyList<string> addresses)
    {
        yield return "[";
        for (var i = 0; i < addresses.Count; i++)
        {
            var comma = i + 1 < addresses.Count ? "," : "";
            yield return string.Create(CultureInfo.InvariantCulture,
                $$"""  { "name": "a{{i + 1}}", "address": "{{addresses[i]}}", "initial_balance": "{{DefaultBalance}}" }{{comma}}""");
        }

        yield return "]";
    }
}
