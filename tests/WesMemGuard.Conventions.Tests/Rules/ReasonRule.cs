using System.Reflection;
using System.Text.RegularExpressions;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// Every way to make a reason is tried: all methods of all classes whose names end in Reasons, with values of each
/// kind. Each reason must have its text in both languages, with a place for each of its arguments and none besides; no
/// text is left that nobody says, and no id stands twice.
/// </summary>
internal static partial class ReasonRule
{
    /// <summary>The classes of an assembly that make reasons.</summary>
    public static IEnumerable<Type> Makers(Assembly assembly) =>
        assembly.GetTypes().Where(t => t is { IsAbstract: true, IsSealed: true }
            && t.Name.EndsWith("Reasons", StringComparison.Ordinal));

    public static IEnumerable<string> Violations(IEnumerable<Type> makers)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var maker in makers)
        {
            if (TextsOf(maker) is not { } texts)
            {
                yield return $"{maker.Name} has no texts beside it: a field of type ResourceTexts";
                continue;
            }

            var problems = new List<string>();
            var made = Made(maker, problems).ToList();
            foreach (var problem in problems.Concat(made.Where(r => r.Texts == texts).SelectMany(r => Wrong(r, texts))).Distinct())
                yield return $"{maker.Name}: {problem}";
            foreach (var id in texts.In(Language.English).All.Keys)
            {
                if (!made.Exists(r => r.Texts == texts && r.Id == id))
                    yield return $"{maker.Name}: nobody says {id}";
                if (!Id().IsMatch(id))
                    yield return $"{maker.Name}: {id} is no id like room.what";
                if (!owners.TryAdd(id, maker.Name))
                    yield return $"{maker.Name}: {id} is {owners[id]}'s";
            }
        }
    }

    private static ResourceTexts? TextsOf(Type maker) =>
        maker.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
            .FirstOrDefault(f => f.FieldType == typeof(ResourceTexts))?.GetValue(null) as ResourceTexts;

    private static IEnumerable<Reason> Made(Type maker, List<string> problems)
    {
        var methods = maker.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(m => m.ReturnType == typeof(Reason) && !m.IsPrivate).ToList();
        if (methods.Count == 0)
            problems.Add("has no method that makes a Reason");
        foreach (var (method, arguments) in methods.SelectMany(m => ReasonSamples.Of(m, problems).Select(a => (m, a))))
        {
            Reason? reason = null;
            try
            {
                reason = (Reason?)method.Invoke(null, arguments);
            }
            catch (TargetInvocationException thrown)
            {
                problems.Add($"{method.Name}: {thrown.InnerException!.Message}");
            }

            foreach (var inside in reason is null ? [] : Inside(reason).Prepend(reason))
                yield return inside;
        }
    }

    /// <summary>The reasons in a reason.</summary>
    private static IEnumerable<Reason> Inside(Reason reason) => reason.Arguments
        .SelectMany(a => a.Value is ReasonValue.Several several ? several.Items : [a.Value])
        .OfType<ReasonValue.Nested>().Select(n => n.Value)
        .SelectMany(r => Inside(r).Prepend(r));

    private static IEnumerable<string> Wrong(Reason reason, ResourceTexts texts)
    {
        foreach (var language in Enum.GetValues<Language>())
        {
            if (!texts.In(language).All.TryGetValue(reason.Id, out var text))
            {
                yield return $"{reason.Id} has no text in {language}";
                continue;
            }

            var places = Place().Matches(text).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
            foreach (var argument in reason.Arguments.Where(a => !places.Contains(a.Name)))
                yield return $"{reason.Id} has no place for {argument.Name} in {language}";
            var said = Said(reason, language);
            if (said.Failure is { } failure)
                yield return $"{reason.Id} can't be said in {language}: {failure}";
            else if (!reason.Arguments.Any(a => a.Value is ReasonValue.Several { Items.Count: 0 })
                && (said.Text!.Contains("  ", StringComparison.Ordinal) || said.Text != said.Text.Trim(' ')))
                yield return $"{reason.Id} is spaced wrongly in {language}: \"{said.Text}\"";
        }
    }

    private static (string? Text, string? Failure) Said(Reason reason, Language language)
    {
        try
        {
            return (reason.In(language), null);
        }
        catch (Exception e) when (e is FormatException or System.Resources.MissingManifestResourceException)
        {
            return (null, e.Message);
        }
    }

    [GeneratedRegex(@"\{(\w+)[:|?}]")]
    private static partial Regex Place();

    [GeneratedRegex(@"^[a-z][A-Za-z]*(\.[A-Za-z0-9]+)+$")]
    private static partial Regex Id();
}
