using System.Reflection;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// Public is what a package shows: the types of its own assembly, those that its members name, what these are made of, what may stand in
/// their place, and the exceptions that come out. All else is internal, and seen by the house alone (Directory.Build.props).
/// </summary>
internal static class PublicRule
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The public types of these assemblies that no package shows.</summary>
    public static IReadOnlyList<Type> Needless(IEnumerable<Assembly> packages, IEnumerable<Assembly> others)
    {
        var all = others.ToHashSet();
        var shown = new HashSet<Type>();
        var left = new Queue<Type>();
        foreach (var type in packages.SelectMany(p => p.GetExportedTypes()))
            Add(type);
        foreach (var type in all.SelectMany(a => a.GetExportedTypes()).Where(t => t.IsSubclassOf(typeof(Exception))))
            Add(type);
        while (left.TryDequeue(out var type))
            foreach (var named in Named(type))
                Add(named);
        return [.. all.SelectMany(a => a.GetExportedTypes()).Where(t => !shown.Contains(t) && !Bases(t).Any(shown.Contains))];

        void Add(Type type)
        {
            foreach (var part in Parts(type))
            {
                if (shown.Add(part))
                    left.Enqueue(part);
            }
        }
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (var known = type.BaseType; known is not null; known = known.BaseType)
        {
            if (known.Assembly == type.Assembly)
                yield return known;
        }
    }

    /// <summary>What a type names to those who use it.</summary>
    private static IEnumerable<Type> Named(Type type) =>
        new[] { type.BaseType }.OfType<Type>()
        .Concat(type.GetNestedTypes())
        .Concat(type.GetInterfaces().Where(i => i.IsVisible))
        .Concat(type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily).Select(f => f.FieldType))
        .Concat(type.GetConstructors(Declared).Where(IsSeen).SelectMany(c => c.GetParameters()).Select(p => p.ParameterType))
        .Concat(type.GetMethods(Declared).Where(IsSeen)
            .SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append(m.ReturnType)));

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static IEnumerable<Type> Parts(Type type)
    {
        if (type.HasElementType)
            return Parts(type.GetElementType()!);
        if (type.IsGenericParameter)
            return type.GetGenericParameterConstraints().Where(c => !c.ContainsGenericParameters).SelectMany(Parts); // T : IX<T> has no end
        return type.IsGenericType
            ? type.GetGenericArguments().SelectMany(Parts).Append(type.GetGenericTypeDefinition())
            : type.DeclaringType is { } outer ? Parts(outer).Append(type) : [type];
    }
}
