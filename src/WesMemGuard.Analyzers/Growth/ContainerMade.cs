using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Growth;

/// <summary>
/// Services that a container makes, as their constructors tell: nobody else gives a logger, options or a factory of clients.
/// </summary>
internal static class ContainerMade
{
    private static readonly HashSet<string> Given = new(StringComparer.Ordinal)
    {
        "Microsoft.Extensions.Logging.ILogger", "Microsoft.Extensions.Logging.ILoggerFactory", "System.Net.Http.IHttpClientFactory",
        "Microsoft.Extensions.DependencyInjection.IServiceScopeFactory", "Microsoft.Extensions.Options.IOptions",
        "Microsoft.Extensions.Options.IOptionsMonitor", "Microsoft.Extensions.Hosting.IHostApplicationLifetime",
        "Microsoft.Extensions.Configuration.IConfiguration",
    };

    /// <summary>No code makes one for a call, and nothing that belongs to a request is given to it.</summary>
    public static bool Contains(CompilationScope scope, INamedTypeSymbol type)
    {
        if (type is not { TypeKind: TypeKind.Class, IsAbstract: false, IsRecord: false, IsStatic: false, ContainingType: null }
            || type.BaseType is not ({ SpecialType: SpecialType.System_Object } or { DeclaringSyntaxReferences.IsEmpty: false })
            || Registrations.Of(scope).IsPerRequest(type) || ObjectCreations.Of(scope).AreOfCalls(type))
            return false;
        foreach (var constructor in type.InstanceConstructors)
            if (IsGiven(constructor))
                return true;
        return false;
    }

    private static bool IsGiven(IMethodSymbol constructor)
    {
        var any = false;
        foreach (var parameter in constructor.Parameters)
        {
            any |= Given.Contains(TypeName.Of(parameter.Type));
            if (TypeName.Of(parameter.Type) is "Microsoft.Extensions.Options.IOptionsSnapshot" or "Microsoft.AspNetCore.Http.HttpContext"
                or "System.Net.Http.HttpClient" || TypeName.Derives(parameter.Type, "Microsoft.EntityFrameworkCore.DbContext"))
                return false;
        }
        return any;
    }
}
