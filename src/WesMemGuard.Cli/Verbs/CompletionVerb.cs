using System.CommandLine;
using WesMemGuard.Cli.Options;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Cli.Verbs;

/// <summary>
/// <c>wesmemguard completion SHELL</c>: a script by which a shell asks the tool itself, by its directive
/// <c>[suggest:POSITION]</c>.
/// </summary>
internal static class CompletionVerb
{
    private static readonly ResourceTexts Texts = ResourceTexts.Beside(typeof(CompletionVerb));

    public const string Name = "completion";

    /// <summary>What the list of verbs shows beside it: the words that it takes.</summary>
    public const string Takes = "bash|pwsh|zsh";

    public static readonly string[] Examples =
    [
        "eval \"$(wesmemguard completion bash)\"",
        "wesmemguard completion pwsh | Out-String | Invoke-Expression",
    ];

    // The name is cut off: however the tool is called, what comes after it is completed.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _wesmemguard() {
              local IFS=$'\n' line="${COMP_LINE#* }"
              COMPREPLY=($(wesmemguard "[suggest:$((COMP_POINT - ${#COMP_LINE} + ${#line}))]" "$line" 2>/dev/null))
            }
            complete -o default -F _wesmemguard wesmemguard
            """,
        ["zsh"] = """
            _wesmemguard() {
              local line="${(j: :)words[2,-1]}"
              compadd -- ${(f)"$(wesmemguard "[suggest:${#line}]" "$line" 2>/dev/null)"} || _files
            }
            compdef _wesmemguard wesmemguard
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName wesmemguard -ScriptBlock {
              param($word, $line, $cursor)
              $name = "$line".IndexOf(' ') + 1
              wesmemguard "[suggest:$($cursor - $name)]" "$line".PadRight($cursor).Substring($name) |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
            }
            """,
    };

    public static Command Create(Surroundings surroundings)
    {
        var texts = Texts.In(surroundings.Language);
        var shell = new Argument<string>("SHELL") { Description = texts["Shell"] }.TakesOneOf([.. Scripts.Keys]);
        var command = new Command(Name, texts["Description"]) { shell };
        command.SetAction(parsed =>
        {
            surroundings.Out.WriteLine(Scripts[parsed.GetRequiredValue(shell)].ReplaceLineEndings("\n"));
            return ExitCodes.Held;
        });
        return command;
    }
}
