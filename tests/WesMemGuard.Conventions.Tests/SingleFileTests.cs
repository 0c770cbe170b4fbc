using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;
using WesMemGuard.Conventions.Tests.Rules;

namespace WesMemGuard.Conventions.Tests;

/// <summary>
/// The tool is published as one file too (.ci/release), where an assembly has no path: who asks for one anyway says that it copes
/// (IL3000, which only such a publish would tell).
/// </summary>
internal sealed class SingleFileTests
{
    private static readonly string[] Paths = ["get_Location", "get_FullyQualifiedName", "GetFile", "GetFiles"];

    [Test]
    public void Nothing_in_the_tool_needs_the_path_of_an_assembly()
    {
        var tool = Closure(ProductAssemblies.Named("WesMemGuard.Cli"));
        tool.Count.ShouldBeGreaterThan(7);

        tool.SelectMany(a => a.GetTypes()).SelectMany(Asking).ShouldBeEmpty();
    }

    [Test]
    public void One_that_asks_is_seen() =>
        Asking(typeof(Askers)).ShouldBe([$"{typeof(Askers).FullName}.{nameof(Askers.Path)}"]);

    private static HashSet<Assembly> Closure(Assembly first)
    {
        var found = new HashSet<Assembly>();
        var next = new Stack<Assembly>([first]);
        while (next.TryPop(out var assembly))
        {
            if (!found.Add(assembly))
                continue;
            foreach (var name in assembly.GetReferencedAssemblies())
            {
                if (name.Name!.StartsWith("WesMemGuard.", StringComparison.Ordinal))
                    next.Push(Assembly.Load(name));
            }
        }

        return found;
    }

    private static IEnumerable<string> Asking(Type type) =>
        from method in WordTestRule.MethodsOf(type)
        where !method.GetCustomAttributes<UnconditionalSuppressMessageAttribute>().Any(a => a.Category == "SingleFile")
        where Instructions.Of(method.GetMethodBody()!.GetILAsByteArray()!)
            .Any(i => i.Code.OperandType == OperandType.InlineMethod && IsPath(WordTestRule.Resolved(method, i.Token)))
        select $"{type.FullName}.{method.Name}";

    private static bool IsPath(MethodBase? called) => called?.DeclaringType is { } owner && Paths.Contains(called.Name)
        && (typeof(Assembly).IsAssignableFrom(owner) || typeof(Module).IsAssignableFrom(owner));

    private static class Askers
    {
        public static string Path(Assembly assembly) => assembly.Location;

        [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "An empty path is taken.")]
        public static bool HasPath(Assembly assembly) => assembly.Location.Length > 0;
    }
}
