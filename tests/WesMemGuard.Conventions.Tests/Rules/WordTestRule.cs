using System.Reflection;
using System.Reflection.Emit;
using WesMemGuard.Reasons;
using WesMemGuard.Runs;
using WesMemGuard.Verdicts;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// No code asks a text that is made for people what happened: in compiled code, a text fresh from such a source that is
/// held against another, or searched, by the next call. Patterns like <c>{ Detail: "…" }</c> are compiled to the same.
/// </summary>
internal static class WordTestRule
{
    private static readonly string[] Tests =
        ["Equals", "op_Equality", "op_Inequality", "StartsWith", "EndsWith", "Contains", "IndexOf", "LastIndexOf", "Split",
        "IsMatch", "Match", "Matches", "Compare", "SequenceEqual"];

    private static readonly HashSet<(Type, string)> ForPeople =
        [(typeof(ReasonText), nameof(ReasonText.In)), (typeof(VerdictMessage), nameof(VerdictMessage.In)),
            (typeof(Miss), "get_" + nameof(Miss.Detail))];

    /// <summary>Every place of an assembly that tests a text for people.</summary>
    public static IEnumerable<string> Violations(Assembly assembly) => assembly.GetTypes().SelectMany(Violations);

    /// <summary>The methods of an assembly that were read.</summary>
    public static int Methods(Assembly assembly) => assembly.GetTypes().Sum(t => MethodsOf(t).Count());

    public static IEnumerable<string> Violations(Type type) =>
        from method in MethodsOf(type)
        from test in Tested(method)
        select $"{type.FullName}.{method.Name} tests the words of {test}";

    /// <summary>The methods and constructors of a type that have code.</summary>
    internal static IEnumerable<MethodBase> MethodsOf(Type type)
    {
        const BindingFlags All =
            BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)).Where(m => m.GetMethodBody() is not null);
    }

    // A text for people, then only loads of other values, then a call that tests it.
    private static IEnumerable<string> Tested(MethodBase method)
    {
        string? text = null;
        foreach (var (code, token) in Instructions.Of(method.GetMethodBody()!.GetILAsByteArray()!))
        {
            var called = code.OperandType == OperandType.InlineMethod ? Resolved(method, token) : null;
            if (called?.DeclaringType is { } owner && ForPeople.Contains((owner, called.Name)))
                text = $"{owner.Name}.{called.Name}";
            else if (text is not null && called is not null && IsTest(called))
                yield return text;
            else if (!IsLoad(code))
                text = null;
        }
    }

    private static bool IsTest(MethodBase called) => Tests.Contains(called.Name);

    private static bool IsLoad(OpCode code) => code.StackBehaviourPop is StackBehaviour.Pop0;

    internal static MethodBase? Resolved(MethodBase method, int token) => method.Module.ResolveMethod(
        token, method.DeclaringType?.IsGenericType == true
            ? method.DeclaringType.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null);
}
