using System.Reflection;
using System.Reflection.Emit;
using WesMemGuard.Input;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// What is the same in every language may be said as it is (<see cref="InputReasons.Verbatim"/>); a sentence is none of that. In
/// compiled code: a literal, or a text put together, that goes straight into it.
/// </summary>
internal static class LiteralRule
{
    private static readonly string[] PutTogether = [nameof(string.Concat), nameof(string.Format), "ToStringAndClear", "Create",
        nameof(FormattableString.Invariant)];

    public static IEnumerable<string> Violations(Assembly assembly) => assembly.GetTypes().SelectMany(Violations);

    public static IEnumerable<string> Violations(Type type) =>
        from method in WordTestRule.MethodsOf(type)
        where SaysLiteral(method)
        select $"{type.FullName}.{method.Name} says a sentence in one language";

    private static bool SaysLiteral(MethodBase method)
    {
        var isLiteral = false;
        foreach (var (code, token) in Instructions.Of(method.GetMethodBody()!.GetILAsByteArray()!))
        {
            var called = code.OperandType == OperandType.InlineMethod ? WordTestRule.Resolved(method, token) : null;
            if (isLiteral && called?.DeclaringType == typeof(InputReasons) && called.Name == nameof(InputReasons.Verbatim))
                return true;
            isLiteral = code == OpCodes.Ldstr || (called is not null && PutTogether.Contains(called.Name));
        }

        return false;
    }
}
