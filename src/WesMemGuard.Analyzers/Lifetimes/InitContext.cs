using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Lifetimes;

/// <summary>Code that runs once, when the process or the object is set up.</summary>
internal static class InitContext
{
    /// <summary>Constructors and initializers.</summary>
    public static bool IsConstruction(ISymbol member) =>
        member is IFieldSymbol or IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.StaticConstructor };

    /// <summary>Construction, start-up code and the registration methods of builders and options.</summary>
    public static bool Contains(ISymbol member)
    {
        if (IsConstruction(member))
            return true;
        if (member is not IMethodSymbol method)
            return false;
        return IsNamedSo(method.Name) || Attributes(method) || IsGivenTheHost(method)
            || (IsRegistering(method.Name) && IsBuilder(method) && IsFluent(method));
    }

    /// <summary>The names that a program's entry and the set-up of a host have.</summary>
    public static bool IsNamedSo(string method) => method is "Main" or "<Main>$" or "ConfigureServices" or "Configure" or "OnModelCreating"
        or "ConfigureWebHost" or "CreateHostBuilder" or "BuildModel";

    /// <summary>A program's entry point and the bodies that belong to it.</summary>
    public static bool IsEntry(ISymbol member) => member is IMethodSymbol { Name: "Main" or "<Main>$", IsStatic: true };

    /// <summary>
    /// A static method that is given the host, or the application that is being built: set-up code, whatever its name.
    /// </summary>
    public static bool IsOfHost(ISymbol member)
    {
        if (member is not IMethodSymbol { IsStatic: true } method)
            return false;
        foreach (var parameter in method.Parameters)
            if (parameter.Type.Name is "IHost" or "IWebHost" or "WebApplication" or "IApplicationBuilder")
                return true;
        return false;
    }

    /// <summary>An object's method that puts the host's request pipeline together, whatever its name.</summary>
    private static bool IsGivenTheHost(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
            if (TypeName.Is(parameter.Type, "Microsoft.AspNetCore.Routing.IEndpointRouteBuilder"))
                return true;
        if (method is { IsStatic: true } or { ReturnsVoid: false })
            return false;
        foreach (var parameter in method.Parameters)
            if (TypeName.Of(parameter.Type) is "Microsoft.AspNetCore.Builder.IApplicationBuilder"
                or "Microsoft.AspNetCore.Builder.WebApplication")
                return true;
        return false;
    }

    private static bool Attributes(IMethodSymbol method) => Marks.Has(method, "ModuleInitializer");

    /// <summary>
    /// Answers with what it was called on, as the steps of a builder do: the name alone proves nothing.
    /// </summary>
    private static bool IsFluent(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method.ReturnType, method.ContainingType)
            || (method.IsExtensionMethod && method.Parameters.Length > 0
            && SymbolEqualityComparer.Default.Equals(method.ReturnType, method.Parameters[0].Type));

    private static bool IsRegistering(string name) =>
        name.StartsWith("Add", StringComparison.Ordinal) || name.StartsWith("Register", StringComparison.Ordinal)
            || name.StartsWith("Configure", StringComparison.Ordinal)
        || name.StartsWith("Use", StringComparison.Ordinal) || name.StartsWith("With", StringComparison.Ordinal)
            || name.StartsWith("Map", StringComparison.Ordinal);

    private static bool IsBuilder(IMethodSymbol method)
    {
        var type = method.ContainingType.Name;
        if (type.EndsWith("Builder", StringComparison.Ordinal) || type.EndsWith("Options", StringComparison.Ordinal)
            || type.EndsWith("Configuration", StringComparison.Ordinal)
            || type.EndsWith("Registry", StringComparison.Ordinal)
            || type.EndsWith("Registrar", StringComparison.Ordinal)
                || type.EndsWith("Configurator", StringComparison.Ordinal))
            return true;
        if (!method.IsExtensionMethod || method.Parameters.Length == 0)
            return false;
        var first = method.Parameters[0].Type;
        return first.Name is "IServiceCollection" or "IApplicationBuilder" or "IHostBuilder" or "WebApplication"
            || first.Name.EndsWith("Builder", StringComparison.Ordinal)
            || TypeName.Of(first).EndsWith("Options", StringComparison.Ordinal);
    }
}
