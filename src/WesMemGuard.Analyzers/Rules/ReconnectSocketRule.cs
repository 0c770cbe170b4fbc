using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Ownership;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.Resources;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3004: a socket that a reconnect or accept loop overwrites or abandons.</summary>
internal sealed class ReconnectSocketRule : LeakRule
{
    public const string Id = "WMG3004";
    private const int MostLayers = 4;

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Pool);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var body in world.Bodies)
        {
            foreach (var creation in body.Creations)
                if (Sockets.Contains(creation.Type))
                    Judge(world, report, creation, creation.Type!.Name, body);
            foreach (var call in body.Calls)
                if (Sockets.Accepts(call) && Ops.Loop(call) is not null
                    && Fates.Of(world, call, body) is Fate.Dropped or Fate.NeverReleased or Fate.LeaksOnPath)
                    report.Warn(Rule, call, RuleTexts.AcceptedConnection,
                        RuleTexts.NotOnEveryTurn);
                else if (IsExchangedAway(call))
                    report.Warn(Rule, call, call.Type!.Name, RuleTexts.ExchangedAway);
                else if (Sockets.Contains(Tasks.Result(call.Type)) && FactoryMethods.Of(world.Scope).Made(call) == Fresh.Resource
                    && Destination.Of(call) is { Kind: DestinationKind.Member, Symbol: { IsStatic: false } kept }
                    && FieldOverwrite.Of(world, call, kept, body) is { } again)
                    report.At(Rule, call.Syntax.GetLocation(), again, Tasks.Result(call.Type)!.Name,
                        RuleTexts.OverwritesOneIn(kept.Name));
            foreach (var mention in body.Members)
                if (Sockets.Contains(mention.Type) && ForgottenFields.Forgets(world, mention, body) is { } assignment)
                    report.Warn(Rule, assignment, mention.Type!.Name,
                        RuleTexts.ForgottenIn(mention.Member.Name));
        }
    }

    private static void Judge(TypeWorld world, RuleReport report, IObjectCreationOperation creation, string name,
        Body body)
    {
        var destination = Destination.Of(creation);
        if (destination is { Kind: DestinationKind.Member, Symbol: { } member })
        {
            JudgeField(world, report, creation, member, body);
            return;
        }
        var fate = Fates.Of(world, creation, body);
        if (Ops.Loop(creation) is null)
        {
            if (IsBorrowing(creation, body) || IsOverHandled(world, creation, body) || InitContext.IsEntry(body.Member))
                return;
            if (fate == Fate.LeaksOnPath
                || (fate == Fate.LeaksOnFailure && !IsHandled(world, destination.Symbol, body)))
                report.Warn(Rule, creation, name, RuleTexts.NotOnEveryPath);
            else if (Fates.IsLostInHandshake(world, creation, body) is { } handshake)
                report.At(Rule, creation.Syntax.GetLocation(), handshake, name,
                    RuleTexts.LostInHandOver);
            return;
        }
        if (fate is Fate.Dropped or Fate.NeverReleased or Fate.LeaksOnPath
            || (fate is Fate.LeaksOnFailure && IsRetried(creation)))
            report.Warn(Rule, creation, name, RuleTexts.LostInLoop);
    }

    /// <summary>Some handler disposes it, whichever exceptions it is for.</summary>
    private static bool IsHandled(TypeWorld world, ISymbol? local, Body body)
    {
        if (local is not null)
            foreach (var mention in body.ReferencesTo(local))
                if (Ops.Ancestor<ICatchClauseOperation>(mention) is not null
                    && RoleReader.In(world).Of(mention, body) == Role.Release)
                    return true;
        return false;
    }

    /// <summary>A stream over a socket, or over such a stream, that some handler disposes: it ends with that.</summary>
    private static bool IsOverHandled(TypeWorld world, IObjectCreationOperation layer, Body body)
    {
        var under = (IOperation?)layer;
        for (var steps = 0; steps < MostLayers && under is IObjectCreationOperation { Arguments: { Length: > 0 } given }; steps++)
        {
            var inner = Ops.Reached(given[0].Value);
            if (inner is IInvocationOperation { TargetMethod.Name: "GetStream" } opened)
                inner = Ops.Reached(opened.Instance);
            if (IsHandled(world, Ops.Symbol(inner) as ILocalSymbol, body))
                return true;
            under = ResourceCarriers.Behind(inner);
        }
        return false;
    }

    /// <summary>A stream over a socket or stream that this code did not open: who did closes it.</summary>
    private static bool IsBorrowing(IObjectCreationOperation creation, Body body)
    {
        if (creation.Type?.Name is not ("SslStream" or "NetworkStream"))
            return false;
        var under = creation.Arguments.Length == 0 ? null : Ops.Reached(creation.Arguments[0].Value);
        if (under is IInvocationOperation { TargetMethod.Name: "GetStream" } opened)
            return Ops.Symbol(Ops.Reached(opened.Instance)) is not ILocalSymbol;
        if (under is not ILocalReferenceOperation inner)
            return true;
        return Ops.Core(Locals.Initial(inner, body)) switch
        {
            IObjectCreationOperation { Type.Name: "Socket" or "TcpClient" } => false,
            IObjectCreationOperation { Arguments.Length: > 0 } stream =>
                Ops.Symbol(stream.Arguments[0].Value) is not ILocalSymbol,
            IInvocationOperation { TargetMethod.Name: "GetStream" } stream =>
                Ops.Symbol(Ops.Reached(stream.Instance)) is not ILocalSymbol,
            _ => true,
        };
    }

    /// <summary>
    /// Interlocked.Exchange of a socket field whose former value nobody takes, other than for a mere null at the start.
    /// </summary>
    private static bool IsExchangedAway(IInvocationOperation call) =>
        call.TargetMethod.Name == "Exchange"
            && TypeName.Is(call.TargetMethod.ContainingType, "System.Threading.Interlocked")
            && Sockets.Contains(call.Type) && Destination.Of(call).Kind == DestinationKind.Dropped
        && Ops.Bare(Ops.ArgumentAt(call, 0)) is IFieldReferenceOperation;

    private static void JudgeField(TypeWorld world, RuleReport report, IObjectCreationOperation creation,
        ISymbol member, Body body)
    {
        if (FieldOverwrite.Of(world, creation, member, body) is { } repeats)
            report.At(Rule, creation.Syntax.GetLocation(), repeats, creation.Type!.Name,
                RuleTexts.OverwritesOneIn(member.Name));
    }

    private static bool IsRetried(IOperation creation)
    {
        for (var attempt =
            Ops.Ancestor<ITryOperation>(creation); attempt is not null; attempt = Ops.Ancestor<ITryOperation>(attempt))
            if (attempt.Catches.Length > 0)
                return true;
        return false;
    }
}
