using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// What workflows run is also run where people run it: every command of theirs stands in <c>.ci/run</c>, or is a
/// script of <c>.ci</c> itself.
/// </summary>
internal static class WorkflowRule
{
    /// <summary>What only prepares, filters and prints; it builds, tests and judges nothing.</summary>
    private static readonly HashSet<string> Glue = ["set", "{", "}", "echo", "tail", "cut", "grep", "tee"];

    /// <summary>The commands of every step, a line each, pipes taken apart.</summary>
    /// <exception cref="FormatException">It is no YAML, or has no jobs with steps.</exception>
    public static IReadOnlyList<string> Commands(string workflow)
    {
        var yaml = new YamlStream();
        try
        {
            using var text = new StringReader(workflow);
            yaml.Load(text);
        }
        catch (YamlException e)
        {
            throw new FormatException($"line {e.Start.Line}: {e.Message}", e);
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode root }]
            || Child(root, "jobs") is not YamlMappingNode { Children.Count: > 0 } jobs)
            throw new FormatException("a workflow needs jobs");
        var steps = jobs.Children.Values.OfType<YamlMappingNode>().Select(j => Child(j, "steps")).OfType<YamlSequenceNode>()
            .SelectMany(s => s).OfType<YamlMappingNode>().ToList();
        if (steps.Count == 0 || steps.Exists(s => Child(s, "run") is null && Child(s, "uses") is null))
            throw new FormatException("a job needs steps, and a step needs run or uses");
        return [.. steps.Select(s => Child(s, "run")).OfType<YamlScalarNode>().SelectMany(run => Parts(run.Value ?? ""))];
    }

    /// <summary>The commands that nobody runs outside the workflow.</summary>
    /// <param name="commands">The workflow's.</param>
    /// <param name="local">The text of <c>.ci/run</c>.</param>
    /// <param name="exists">Whether a script is there.</param>
    public static IEnumerable<string> Unknown(IEnumerable<string> commands, string local, Func<string, bool> exists) =>
        commands.Where(command =>
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (Glue.Contains(words[0]))
            return false;
        // .ci/run itself is what people run; any other script must be run by it.
        if (words[0].StartsWith(".ci/", StringComparison.Ordinal))
            return !exists(words[0])
                || (words[0] != ".ci/run" && !local.Contains(words[0] + " ", StringComparison.Ordinal));
        return !local.Split('\n').Any(line => line.TrimStart().StartsWith(command, StringComparison.Ordinal));
    });

    private static YamlNode? Child(YamlMappingNode of, string name) =>
        of.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    private static IEnumerable<string> Parts(string script) =>
        script.Split('\n').SelectMany(line => line.Split(["|", "&&", ";"], StringSplitOptions.None))
        .Select(part => part.Trim())
            .Where(part => part.Length > 0 && !part.StartsWith('#') && !part.StartsWith('}') && !part.StartsWith('^'));
}
