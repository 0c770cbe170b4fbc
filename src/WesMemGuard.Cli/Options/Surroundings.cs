using System.Text;
using WesMemGuard.Harness.Targets;
using WesMemGuard.Reasons;
using WesMemGuard.Secrets;

namespace WesMemGuard.Cli.Options;

/// <summary>What the tool gets from the process that it runs in; tests give their own.</summary>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where progress and errors go.</param>
/// <param name="WorkingFolder">The folder that relative paths start from.</param>
/// <param name="Environment">The environment's variables.</param>
/// <param name="IsTerminal">Whether people watch <paramref name="Error"/>: then progress moves, else it is plain lines.</param>
/// <param name="Width">Columns of <paramref name="Out"/>.</param>
internal sealed record Surroundings(
    TextWriter Out, TextWriter Error, string WorkingFolder, IReadOnlyDictionary<string, string> Environment, bool IsTerminal, int Width)
{
    /// <summary>The width of tables that no terminal shows: a line a limit, however long its reason.</summary>
    public const int PlainWidth = 500;

    /// <summary>The language of help and messages: what <c>--lang</c> says, else that of the locale.</summary>
    public Language Language { get; init; }

    /// <summary>Knows the secrets of this process, and takes them out of all that leaves it.</summary>
    public Scrubber Scrubber { get; init; } = new();

    /// <summary>Whether this process is the tool's own: then its signals end verbs well.</summary>
    public bool OwnsProcess { get; init; }

    /// <summary>The time that verbs wait in; tests give one that passes at once.</summary>
    public LiveClock Clock { get; init; } = LiveClock.Of(TimeProvider.System);

    /// <summary>Columns and rows of the terminal that shows <see cref="Out"/>, as they are now; null where none does.</summary>
    public Func<(int Width, int Height)>? Screen { get; init; }

    /// <summary>The key that was pressed since it was last asked; null for none.</summary>
    public Func<char?> ReadKey { get; init; } = () => null;

    /// <summary>Says something on <see cref="Error"/>, in the language of messages.</summary>
    public void Say(Reason reason) => Error.WriteLine(SafeText.Of(reason.In(Language)));

    public static Surroundings OfThisProcess()
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Surroundings(
            Console.Out, Console.Error, Directory.GetCurrentDirectory(), ProcessLanguage.Variables(),
            !Console.IsErrorRedirected, Console.IsOutputRedirected ? PlainWidth : Math.Max(80, Console.WindowWidth))
        {
            OwnsProcess = true,
            Screen = Console.IsOutputRedirected ? null : () => (Console.WindowWidth, Console.WindowHeight),
            ReadKey = Console.IsInputRedirected ? () => null : () => Console.KeyAvailable ? Console.ReadKey(intercept: true).KeyChar : null,
        };
    }
}
