using WesMemGuard.Json;

namespace WesMemGuard.Scenarios;

/// <summary>Reads the parameters of a JSON-RPC call, and refuses private keys in them.</summary>
internal static class PhaseParameters
{
    internal static readonly string[] SecretNames = ["privateKey", "private_key"];

    internal static string? Read(ObjectReader reader, ProblemList problems)
    {
        if (reader.Get("params") is not { } value)
            return null;
        if (value.Kind is not (JsonKind.Array or JsonKind.Object))
        {
            ObjectReader.Mistyped(value, JsonReasons.Property("params"), ScenarioReasons.Value(ScenarioValue.Parameters), problems);
            return null;
        }

        RefuseKeys(value, problems);
        return value.ToJson();
    }

    /// <summary>A value that isn't a template like <c>{key}</c> under a key's name is a key in a file that will be shared.</summary>
    private static void RefuseKeys(JsonValue value, ProblemList problems)
    {
        foreach (var member in value.Members)
        {
            var isTemplate = member.Value.Text is { } text && text.StartsWith("{", StringComparison.Ordinal)
                && text.EndsWith("}", StringComparison.Ordinal);
            if (SecretNames.Contains(member.Name) && !isTemplate)
                problems.Add(member.Value, ScenarioReasons.KeyInFile(member.Name));
            RefuseKeys(member.Value, problems);
        }

        foreach (var item in value.Items)
            RefuseKeys(item, problems);
    }
}
