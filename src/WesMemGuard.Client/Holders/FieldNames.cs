using System.Reflection;

namespace WesMemGuard.Client.Holders;

/// <summary>A field that refers to an object.</summary>
/// <param name="DeclaredBy">The type that declares it.</param>
/// <param name="Name">
/// Its name; that of an auto-property is the property's, several that can't be told apart are joined by <c>|</c>.
/// </param>
internal sealed record HoldingField(Type DeclaredBy, string Name);

/// <summary>
/// Which field of a type can hold an object of another. The runtime tells that one object refers to the other, not by
/// which field; the declared types tell it but for fields that could hold it both.
/// </summary>
internal static class FieldNames
{
    private const int DeepestStruct = 4;
    private const int MostNamed = 3;

    /// <summary>The field; null when none is declared that could.</summary>
    public static HoldingField? Of(Type holder, Type held)
    {
        var able = All(holder, "", 0).Where(f => f.Type.IsAssignableFrom(held)).ToList();
        var closest = able.Where(f => f.Type == held).ToList();
        if (closest.Count == 0)
            closest = able.Where(f => f.Type != typeof(object)).ToList();
        if (closest.Count == 0)
            closest = able;
        return closest.Count == 0
            ? null
            : new HoldingField(closest[0].Field.DeclaringType!,
                string.Join("|", closest.Take(MostNamed).Select(f => f.Path)));
    }

    /// <summary>
    /// A field's name as its source has it: that of the property or of the local that the compiler made it of.
    /// </summary>
    public static string Plain(string name) =>
        name == "<>4__this" ? "this"
        : name.StartsWith('<') && name.IndexOf('>', StringComparison.Ordinal) is > 1 and var end ? name[1..end] : name;

    /// <summary>
    /// The declared type of a field; null where its assembly is not there, as that of a part nobody uses may be.
    /// </summary>
    public static Type? TypeOf(FieldInfo field)
    {
        try
        {
            return field.FieldType;
        }
        catch (Exception e) when (e is TypeLoadException or IOException or BadImageFormatException)
        {
            return null;
        }
    }

    private static IEnumerable<(FieldInfo Field, Type Type, string Path)> All(Type type, string before, int depth)
    {
        for (var declared = type; declared is not null && declared != typeof(object); declared = declared.BaseType)
        {
            foreach (var field in declared.GetFields(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                if (TypeOf(field) is not { } held)
                    continue;
                var path = before + Plain(field.Name);
                if (!held.IsValueType)
                    yield return (field, held, path);
                else if (!held.IsPrimitive && depth < DeepestStruct && held != declared)
                {
                    foreach (var inner in All(held, path + ".", depth + 1))
                        yield return (field, inner.Type, inner.Path);
                }
            }
        }
    }
}
