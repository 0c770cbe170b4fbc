using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Flow;
using WesMemGuard.Analyzers.Lifetimes;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Queues;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG2001: an unbounded channel whose writer sets the pace.</summary>
internal sealed class UnboundedChannelRule : LeakRule
{
    public const string Id = "WMG2001";

    private static readonly string[] Spares = ["Idle", "Free", "Available", "Spare", "Spares"];

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Process);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        foreach (var channel in ChannelPlaces.In(world))
            if (channel.IsUnbounded && !channel.ChecksCount && !IsGated(channel) && !CarriesSignals(channel))
                Judge(world, report, channel);
    }

    private static void Judge(TypeWorld world, RuleReport report, ChannelPlaces channel)
    {
        var member = channel.IsKept;
        if (channel.Home.Kind == DestinationKind.Local && !member && !channel.WriterEscapes)
        {
            if (Drives(world, channel))
                report.At(Rule, channel.Creation.Syntax.GetLocation(), IsSlow(world, channel)
                    || !HasOwnReader(channel), RuleTexts.AtRemotePace);
            return;
        }
        if (SharedServices.Contains(channel.Creation))
        {
            report.Suggest(Rule, channel.Creation, RuleTexts.OpenService);
            return;
        }
        var unread = member && channel.Writes.Count > 0 && channel.Reads.Count == 0 && !channel.ReaderEscapes;
        if (unread)
            report.Warn(Rule, channel.Creation, RuleTexts.NeverRead);
        else
            report.At(Rule, channel.Creation.Syntax.GetLocation(),
                member && PilesUp(world, channel) && !IsChosen(world, channel)
                && !KeepsSpares(channel), member ? RuleTexts.FedFromField : RuleTexts.HandedOn);
    }

    /// <summary>
    /// Somebody else sets the pace of what comes in, and a reader is slow; or a peer does, and no reader is in sight.
    /// </summary>
    private static bool PilesUp(TypeWorld world, ChannelPlaces channel)
    {
        if (IsSlow(world, channel))
            return Drives(world, channel) || IsFedByHeirs(world, channel);
        if (HasOwnReader(channel))
            return false;
        foreach (var (call, body) in channel.Writes)
            if (RemoteSources.Drives(world, call, body))
                return true;
        return false;
    }

    private static bool HasOwnReader(ChannelPlaces channel)
    {
        foreach (var (call, _) in channel.Reads)
            if (Ops.Loop(call) is not null || (call.TargetMethod.Name == "ReadAllAsync"
                && Ops.Ancestor<IForEachLoopOperation>(call) is not null))
                return true;
        return false;
    }

    /// <summary>Some reader waits for something else with each item.</summary>
    private static bool IsSlow(TypeWorld world, ChannelPlaces channel)
    {
        foreach (var (call, body) in channel.Reads)
            if (SlowReaders.IsOne(world, call, body))
                return true;
        return false;
    }

    /// <summary>What is not in use at the moment comes back to it: the pool's size bounds it.</summary>
    private static bool KeepsSpares(ChannelPlaces channel)
    {
        var name = channel.Home.Symbol?.Name.TrimStart('_') ?? "";
        return name.Length > 0 && LongLife.Begins(char.ToUpperInvariant(name[0]) + name.Substring(1), Spares);
    }

    /// <summary>
    /// A protected channel that a derived type writes to: what the base does not see may come at any pace.
    /// </summary>
    private static bool IsFedByHeirs(TypeWorld world, ChannelPlaces channel) =>
        channel.Home.Symbol
            is
        {
            DeclaredAccessibility: Accessibility.Protected or Accessibility.ProtectedAndInternal
            or Accessibility.ProtectedOrInternal
        } home && ExternalReach.IsWritten(world, home);

    /// <summary>Options decide between this and a bounded one.</summary>
    private static bool IsChosen(TypeWorld world, ChannelPlaces channel)
    {
        foreach (var other in ChannelPlaces.In(world))
            if (!other.IsUnbounded && SymbolEqualityComparer.Default.Equals(other.Home.Symbol, channel.Home.Symbol))
                return true;
        return false;
    }

    private static bool Drives(TypeWorld world, ChannelPlaces channel)
    {
        foreach (var (call, body) in channel.Writes)
            if (RemoteSources.Drives(world, call, body) || (IsPublicField(channel) && RemoteSources.IsEntryPoint(body)))
                return true;
        return false;
    }

    private static bool IsPublicField(ChannelPlaces channel) => channel.IsKept && !channel.WriterEscapes;

    /// <summary>A semaphore or a limiter is awaited before each write.</summary>
    private static bool IsGated(ChannelPlaces channel)
    {
        foreach (var (call, body) in channel.Writes)
            foreach (var other in body.Calls)
                if (other.TargetMethod.Name is "WaitAsync" or "Wait" or "AcquireAsync" or "AttemptAcquire"
                    && other.Syntax.SpanStart < call.Syntax.SpanStart
                    && other.TargetMethod.ContainingType.Name is "SemaphoreSlim" or "RateLimiter" or "Semaphore")
                    return true;
        return false;
    }

    /// <summary>Only constants go in: a wake-up, not a load.</summary>
    private static bool CarriesSignals(ChannelPlaces channel)
    {
        if (channel.Creation.TargetMethod.TypeArguments.Length == 1
            && channel.Creation.TargetMethod.TypeArguments[0].SpecialType == SpecialType.System_Boolean)
            return true;
        foreach (var (call, _) in channel.Writes)
            if (call.TargetMethod.Name != "WaitToWriteAsync" && Ops.Bare(Ops.ArgumentAt(call,
                0)) is not ({ ConstantValue.HasValue: true } or IDefaultValueOperation))
                return false;
        return channel.Writes.Count > 0;
    }
}
