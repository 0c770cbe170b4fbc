using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;

namespace WesMemGuard.Analyzers.Subscriptions;

/// <summary>Calls whose result is the only way to end what they began.</summary>
internal static class Registrars
{
    public static bool Contains(IInvocationOperation call)
    {
        if (call.TargetMethod.ReturnsVoid)
            return false;
        var owner = TypeName.Of(call.TargetMethod.ContainingType);
        return call.TargetMethod.Name switch
        {
            "Register" or "UnsafeRegister" => owner == Tokens.Token,
            "OnChange" =>
                owner is "Microsoft.Extensions.Options.IOptionsMonitor"
                or "Microsoft.Extensions.Options.OptionsMonitorExtensions" or "Microsoft.Extensions.Options.OptionsMonitor"
                or "Microsoft.Extensions.Primitives.ChangeToken",
            "RegisterChangeCallback" =>
                TypeName.Derives(call.TargetMethod.ContainingType, "Microsoft.Extensions.Primitives.IChangeToken"),
            "Subscribe" or "SubscribeSafe" => IsObservable(Ops.Receiver(call)?.Type) && ReturnsDisposable(call),
            "LinkTo" => owner.StartsWith("System.Threading.Tasks.Dataflow.", StringComparison.Ordinal),
            "On" => owner.StartsWith("Microsoft.AspNetCore.SignalR.Client.", StringComparison.Ordinal),
            "RegisterLocationChangingHandler" => true,
            "RegisterWaitForSingleObject" or "UnsafeRegisterWaitForSingleObject" =>
                owner == "System.Threading.ThreadPool" && (IsEndless(call) || Repeats(call)),
            _ => false,
        };
    }

    public static bool IsToken(IInvocationOperation call) =>
        TypeName.Is(call.TargetMethod.ContainingType, Tokens.Token);

    /// <summary>The longer-lived object; for ChangeToken.OnChange what its producer reads.</summary>
    public static IOperation? Source(IInvocationOperation call)
    {
        if (TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.ThreadPool"))
            return Ops.Reached(Ops.ArgumentAt(call, 0));
        if (!TypeName.Is(call.TargetMethod.ContainingType, "Microsoft.Extensions.Primitives.ChangeToken"))
            return Publishers.Source(Ops.Receiver(call));
        foreach (var operation in call.Arguments[0].Descendants())
        {
            if (operation is IInvocationOperation { Instance: { } producer })
                return Ops.Reached(producer);
            if (operation is IMethodReferenceOperation { Instance: { } target })
                return Ops.Reached(target);
        }
        return null;
    }

    /// <summary>A sequence that a timer or an event drives, or a wait that begins again each time, whoever holds it.</summary>
    public static bool RunsByItself(IInvocationOperation call)
    {
        if (Repeats(call))
            return true;
        var current = Ops.Receiver(call);
        while (current is IInvocationOperation step)
        {
            if (step.TargetMethod.Name is "Interval" or "FromEventPattern" or "FromEvent"
                && TypeName.Is(step.TargetMethod.ContainingType, "System.Reactive.Linq.Observable"))
                return true;
            if (step.TargetMethod.Name is "Take" or "TakeUntil" or "FirstAsync" or "Timeout")
                return false;
            current = Ops.Receiver(step);
        }
        return false;
    }

    /// <summary>Waits without a limit of time for an object: until that is signalled, or the registration is ended.</summary>
    private static bool IsEndless(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
            if (argument.Value.ConstantValue is { HasValue: true, Value: -1 or -1L or uint.MaxValue })
                return true;
        return false;
    }

    /// <summary>Not for one signal or time-out only: the pool's waiting thread holds it until it is unregistered.</summary>
    private static bool Repeats(IInvocationOperation call) =>
        call.TargetMethod.Name is "RegisterWaitForSingleObject" or "UnsafeRegisterWaitForSingleObject"
        && Ops.ArgumentAt(call, 4)?.ConstantValue is { HasValue: true, Value: false };

    private static bool IsObservable(ITypeSymbol? type) =>
        TypeName.Derives(type, "System.IObservable") || TypeName.Derives(type, "System.Diagnostics.DiagnosticListener");

    private static bool ReturnsDisposable(IInvocationOperation call) =>
        TypeName.Derives(call.Type, "System.IDisposable");
}
