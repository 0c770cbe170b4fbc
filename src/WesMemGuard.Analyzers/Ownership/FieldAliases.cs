using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Ownership;

/// <summary>
/// Locals that hold what a member has just been given: <c>var client = _client = new Client()</c>, <c>_client = client</c>.
/// </summary>
internal static class FieldAliases
{
    public static ILocalSymbol? Of(IAssignmentOperation put) => Ops.Parent(put, out _) switch
    {
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declared } => declared.Symbol,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var outer } } => outer,
        _ => Ops.Bare(put.Value) switch
        {
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var inner } } => inner,
            ILocalReferenceOperation { Local: var given } => given,
            _ => null,
        },
    };

    /// <summary>A function that is made after it, to be called back, releases what the member was given.</summary>
    public static bool IsReleasedLater(IAssignmentOperation put, Body body, Func<IOperation, bool> releases) =>
        Of(put) is { } alias && body.ReferencesTo(alias).Any(mention => mention.Syntax.SpanStart > put.Syntax.Span.End
            && Ops.Function(mention) is IAnonymousFunctionOperation later && !ReferenceEquals(later, Ops.Function(put))
            && releases(mention));
}
