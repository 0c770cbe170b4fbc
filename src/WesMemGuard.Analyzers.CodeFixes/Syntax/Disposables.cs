using Microsoft.CodeAnalysis;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Syntax;

/// <summary>Types of which <c>using</c> and <c>Dispose()</c> release the objects.</summary>
internal static class Disposables
{
    /// <summary>
    /// A type that isn't there may be one; a task is one by name alone: what it answers with stays open.
    /// </summary>
    public static bool Contain(ITypeSymbol type) =>
        type.TypeKind == TypeKind.Error
        || (TypeName.Derives(type, "System.IDisposable") && !TypeName.Derives(type, "System.Threading.Tasks.Task"));
}
