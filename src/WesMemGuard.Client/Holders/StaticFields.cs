using System.Reflection;

namespace WesMemGuard.Client.Holders;

/// <summary>
/// The static fields of the loaded assemblies by name. The runtime tells a static root by the name of the field and the
/// type of what it holds, not by the type that declares it. Nothing is read from them: reading could run a static
/// constructor.
/// </summary>
internal sealed class StaticFields
{
    private const BindingFlags Statics =
        BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly Lazy<ILookup<string, FieldInfo>> _own = new(() => Of(owned: true));
    private readonly Lazy<ILookup<string, FieldInfo>> _others = new(() => Of(owned: false));

    /// <summary>
    /// The program's own fields of this name that can hold such an object; those of a closer type alone where there are
    /// any.
    /// </summary>
    public IReadOnlyList<FieldInfo> Own(string name, Type held) => Able(_own.Value, name, held);

    /// <summary>Those of the framework and of others.</summary>
    public IReadOnlyList<FieldInfo> OfOthers(string name, Type held) => Able(_others.Value, name, held);

    /// <summary>
    /// The program's own fields that can hold such an object and of which the runtime tells no name, as it keeps them in arrays of its own.
    /// </summary>
    /// <param name="held">The type of the object.</param>
    /// <param name="ofThread">Those that each thread has of its own; else those of generic types.</param>
    public IReadOnlyList<FieldInfo> Unnamed(Type held, bool ofThread)
    {
        var able = _own.Value.SelectMany(fields => fields)
            .Where(f => ofThread == IsOfThread(f) && (ofThread || f.DeclaringType!.IsGenericType))
            .Where(f => !f.FieldType.IsGenericParameter && f.FieldType != typeof(object) && CanHold(f.FieldType, held)).ToList();
        return Closest(able, held);
    }

    private static bool IsOfThread(FieldInfo field) => field.IsDefined(typeof(ThreadStaticAttribute), inherit: false);

    private static List<FieldInfo> Able(ILookup<string, FieldInfo> fields, string name, Type held)
    {
        var able = fields[name].Where(f => CanHold(f.FieldType, held)).ToList();
        return Closest(able, held);
    }

    private static List<FieldInfo> Closest(List<FieldInfo> able, Type held)
    {
        var closest = able.Where(f => f.FieldType == held).ToList();
        return closest.Count > 0 ? closest : able;
    }

    /// <summary>The field of a generic type is declared with its parameters.</summary>
    private static bool CanHold(Type declared,
        Type held) => !declared.ContainsGenericParameters ? declared.IsAssignableFrom(held)
        : declared.IsGenericParameter || (declared.IsGenericType && held.IsGenericType
            && declared.GetGenericTypeDefinition() == held.GetGenericTypeDefinition())
        || (declared.IsArray && held.IsArray);

    private static ILookup<string, FieldInfo> Of(bool owned) => AppDomain.CurrentDomain.GetAssemblies()
        .Where(a => !a.IsDynamic && Roots.IsOfOthers(a) != owned)
        .SelectMany(TypesOf)
        .SelectMany(t => t.GetFields(Statics))
        .Where(f => !f.IsLiteral && FieldNames.TypeOf(f) is { IsPrimitive: false })
        .ToLookup(f => f.Name, StringComparer.Ordinal);

    private static IEnumerable<Type> TypesOf(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException e)
        {
            return e.Types.OfType<Type>();
        }
    }
}
