using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Flow;

/// <summary>
/// Functions that somebody else calls, again and again: handlers of events and messages, call-backs of timers and
/// sockets.
/// </summary>
internal static class Callbacks
{
    private static readonly string[] Takers = ["On", "Subscribe", "Register", "Handle", "Map", "Begin", "Receive"];

    /// <summary>Contracts of the runtime and of actor packages whose members are called for each message.</summary>
    private static readonly HashSet<string> Contracts = new(StringComparer.Ordinal) { "IObserver", "EventListener", "UntypedActor",
        "ReceiveActor", "ReceivePersistentActor" };

    /// <summary>A lambda or method group that an event, a timer or a call which keeps it is given.</summary>
    public static bool IsHandedOver(CompilationScope scope, IOperation function)
    {
        return Ops.Taker(function) switch
        {
            IEventAssignmentOperation { Adds: true } => true,
            IArgumentOperation
            {
                Parent: IInvocationOperation call,
                Parameter: { } parameter
            } => call.TargetMethod.DeclaringSyntaxReferences.IsEmpty
                ? Takes(call.TargetMethod.Name) : IsKept(scope, call.TargetMethod, parameter),
            IArgumentOperation
            {
                Parent: IObjectCreationOperation { Constructor: { } constructor } creation,
                Parameter: { } parameter
            } => TypeName.Of(creation.Type) == "System.Threading.Timer"
                || IsKept(scope, constructor, parameter),
            IInvalidOperation { Syntax: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } } =>
                Takes(access.Name.Identifier.ValueText),
            _ => false,
        };
    }

    /// <summary>A member that a contract of messages, diagnostics or actors asks for.</summary>
    public static bool IsOfContract(IMethodSymbol method)
    {
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
            if (Contracts.Contains(overridden.ContainingType.Name))
                return true;
        foreach (var contract in method.ContainingType.AllInterfaces)
            if (Contracts.Contains(contract.Name))
                foreach (var member in contract.GetMembers())
                    if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                        return true;
        return false;
    }

    private static bool Takes(string name)
    {
        foreach (var taker in Takers)
            if (name.StartsWith(taker, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>A method of the program that puts the function it is given into a member or an event.</summary>
    private static bool IsKept(CompilationScope scope, IMethodSymbol taker, IParameterSymbol parameter)
    {
        if (ForeignCode.Of(scope).BodyOf(taker) is not { Method: { } own } body
            || parameter.Ordinal >= own.Parameters.Length)
            return false;
        foreach (var mention in body.ReferencesTo(own.Parameters[parameter.Ordinal]))
            if (Ops.Parent(mention, out var child) is IEventAssignmentOperation
                or IAssignmentOperation { Target: IMemberReferenceOperation }
                && !(Ops.Parent(mention, out _) is IAssignmentOperation put && ReferenceEquals(put.Target, child)))
                return true;
        return false;
    }
}
