using System.Text.RegularExpressions;
using WesMemGuard.Texts;

namespace WesMemGuard.Client.Holders;

/// <summary>
/// Types as C# writes them: <c>Dictionary&lt;string, Quote&gt;</c>, <c>byte[]</c>; async methods by the method's name.
/// </summary>
internal static partial class TypeNames
{
    /// <summary>What the runtime calls a gap between objects.</summary>
    private const string Gap = "Free";

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(object)] = "object",
        [typeof(string)] = "string",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(char)] = "char",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(decimal)] = "decimal",
    };

    /// <summary>
    /// The type of a handle that a walk of this process told; null when it is none that can be named.
    /// </summary>
    /// <param name="handle">The runtime's handle.</param>
    /// <param name="name">The runtime's own name: gaps and what was unloaded have none.</param>
    public static Type? Find(ulong handle, string? name) =>
        handle == 0 || string.IsNullOrEmpty(name) || name == Gap
            ? null : Type.GetTypeFromHandle(RuntimeTypeHandle.FromIntPtr((nint)handle));

    /// <summary>The name of a type.</summary>
    public static string Of(Type type)
    {
        if (type.IsArray)
            return Of(type.GetElementType()!) + "[" + new string(',', type.GetArrayRank() - 1) + "]";
        if (type.IsGenericParameter)
            return type.Name;
        if (Keywords.TryGetValue(type, out var keyword))
            return keyword;
        if (IsAsyncBox(type))
            return Of(type.GetGenericArguments()[^1]);
        return OneLine.Name(Method(type) ?? Declared(type));
    }

    /// <summary>
    /// The object that an async method waits in holds its state machine, whose type is its last argument.
    /// </summary>
    private static bool IsAsyncBox(Type type) =>
        type.IsConstructedGenericType && type.Name.StartsWith("AsyncStateMachineBox", StringComparison.Ordinal);

    /// <summary>
    /// <c>&lt;PollAsync&gt;d__3</c> is the state of an async method, <c>&lt;&gt;c__DisplayClass0_0</c> what lambdas
    /// share.
    /// </summary>
    private static string? Method(Type type)
    {
        if (type.DeclaringType is not { } outer || !type.Name.StartsWith('<'))
            return null;
        var method = StateMachine().Match(type.Name);
        return Of(outer) + (method.Success ? $".{method.Groups[1].Value}()" : ".(lambda)");
    }

    private static string Declared(Type type)
    {
        var arguments = type.GetGenericArguments();
        var outer = type.DeclaringType;
        var inherited = outer?.GetGenericArguments().Length ?? 0;
        var name = type.Name.Split('`')[0];
        if (arguments.Length > inherited)
            name += $"<{string.Join(", ", arguments.Skip(inherited).Select(Of))}>";
        if (outer is null)
            return name;
        var outside = outer.Name.Split('`')[0];
        return (inherited > 0
            ? $"{outside}<{string.Join(", ", arguments.Take(inherited).Select(Of))}>" : Of(outer)) + "." + name;
    }

    [GeneratedRegex("^<(.+)>d__")]
    private static partial Regex StateMachine();
}
