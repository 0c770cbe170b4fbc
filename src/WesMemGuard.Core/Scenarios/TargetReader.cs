using WesMemGuard.Json;

namespace WesMemGuard.Scenarios;

/// <summary>Reads what a phase asks for when it asks for several things.</summary>
internal sealed class TargetReader(ProblemList problems)
{
    internal const int MostTargets = 100;
    internal const double LeastWeight = 0.000001;
    internal const double MostWeight = 1_000_000;

    internal static readonly string[] Known = ["weight", "method", "params", "path", "httpMethod", "body"];

    internal static readonly IReadOnlyList<(string Name, int Value)> HttpMethods =
        [("GET", 0), ("POST", 1), ("PUT", 2), ("DELETE", 3), ("HEAD", 4)];

    internal IReadOnlyList<LoadTarget> Read(ObjectReader phase)
    {
        if (phase.Get("targets") is null)
            return Array.Empty<LoadTarget>();
        var targets = new List<LoadTarget>();
        foreach (var item in phase.Items("targets",
            ScenarioReasons.Value(ScenarioValue.Targets), ScenarioReasons.AtLeastOne(ScenarioPart.Target)) ?? [])
        {
            if (targets.Count == MostTargets)
            {
                problems.Add(item, ScenarioReasons.TooMany(ScenarioReasons.Part(ScenarioPart.Phase), ScenarioPart.Target, MostTargets));
                break;
            }

            if (ObjectReader.Of(item, ScenarioReasons.Part(ScenarioPart.Target), Known, problems) is not { } reader)
                continue;
            targets.Add(new LoadTarget(reader.Number("weight", ScenarioReasons.Value(ScenarioValue.Weight), LeastWeight, MostWeight) ?? 1)
            {
                Method = reader.Text("method", ScenarioReasons.Value(ScenarioValue.Method)),
                ParamsJson = PhaseParameters.Read(reader, problems),
                Path = ReadPath(reader, problems),
                HttpMethod = ReadHttpMethod(reader),
                Body = reader.AnyText("body"),
            });
        }

        return targets;
    }

    internal static string? ReadPath(ObjectReader reader, ProblemList problems)
    {
        var path = reader.Text("path", ScenarioReasons.Value(ScenarioValue.RequestPath));
        if (path is null || RequestPath.Wrong(path) is not { } wrong)
            return path;
        problems.Add(reader.Get("path")!, ScenarioReasons.WrongPath(wrong, path));
        return null;
    }

    internal static string? ReadHttpMethod(ObjectReader reader) =>
        reader.Choice("httpMethod", ScenarioReasons.Choice(ScenarioChoice.HttpMethod), HttpMethods) is null
            ? null : reader.Get("httpMethod")!.Text;
}
