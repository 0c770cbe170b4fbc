using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using WesMemGuard.Analyzers.Operations;
using WesMemGuard.Analyzers.Reporting;
using WesMemGuard.Analyzers.World;

namespace WesMemGuard.Analyzers.Rules;

/// <summary>WMG3005: fragments of a message gathered without a limit that the receiver sets.</summary>
internal sealed class FragmentGrowthRule : LeakRule
{
    public const string Id = "WMG3005";

    private static readonly DiagnosticDescriptor Rule = Describe(Id, Effect.Source);

    public override DiagnosticDescriptor Descriptor => Rule;

    public override void Judge(TypeWorld world, RuleReport report)
    {
        var told = new HashSet<IOperation>();
        foreach (var body in world.Bodies)
            foreach (var call in body.Calls)
            {
                if (Ops.Loop(call) is not { } loop || told.Contains(Outermost(loop)))
                    continue;
                if (Gathers(call) && Outermost(loop) is { } whole && Receives(whole)
                    && !IsBounded(whole, Ops.Symbol(Ops.Receiver(call))))
                {
                    told.Add(whole);
                    report.At(Rule, call.Syntax.GetLocation(), !IsSetBack(call, whole),
                        Ops.Symbol(Ops.Receiver(call))?.Name ?? call.TargetMethod.Name);
                }
                else if (call.TargetMethod.Name == "ReceiveAsync" && Receives(Outermost(loop))
                    && Joining(Outermost(loop)) is { } joining)
                {
                    told.Add(Outermost(loop));
                    report.Warn(Rule, joining, Ops.Symbol(joining.Target)!.Name);
                }
            }
    }

    /// <summary>
    /// A text or an array that each fragment makes longer: text += part, bytes = bytes.Concat(part).ToArray().
    /// </summary>
    private static IAssignmentOperation? Joining(ILoopOperation whole)
    {
        foreach (var operation in whole.Descendants())
            if (operation is IAssignmentOperation joining && Ops.Symbol(joining.Target) is { } gathered
                && Joins(joining, gathered)
                && IsKeptBetween(joining, gathered) && !IsBounded(whole, gathered))
                return joining;
        return null;
    }

    private static bool Joins(IAssignmentOperation joining, ISymbol gathered)
    {
        if (joining is ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add })
            return joining.Target.Type?.SpecialType == SpecialType.System_String;
        if (joining is not ISimpleAssignmentOperation
            || joining.Target.Type is not ({ SpecialType: SpecialType.System_String } or IArrayTypeSymbol))
            return false;
        var joins = false;
        var itself = false;
        foreach (var operation in joining.Value.DescendantsAndSelf())
        {
            joins |= operation is IInvocationOperation { TargetMethod.Name: "Concat" }
                or IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String };
            itself |= SymbolEqualityComparer.Default.Equals(Ops.Symbol(operation), gathered);
        }
        return joins && itself;
    }

    /// <summary>Nothing in the innermost loop sets it back between two fragments.</summary>
    private static bool IsKeptBetween(IAssignmentOperation joining, ISymbol gathered)
    {
        foreach (var reference in gathered.DeclaringSyntaxReferences)
            if (Ops.Loop(joining) is { } inner && inner.Syntax.Span.Contains(reference.Span))
                return false;
        return true;
    }

    private static bool Gathers(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("Write" or "WriteAsync" or "Append" or "AddRange" or "Add" or "Advance"))
            return false;
        var receiver = Ops.Receiver(call);
        var symbol = Ops.Symbol(receiver);
        return symbol is not null
            && TypeName.Of(receiver?.Type) is "System.IO.MemoryStream" or "System.Text.StringBuilder"
            or "System.Collections.Generic.List" or "System.Buffers.ArrayBufferWriter" or "System.Buffers.IBufferWriter";
    }

    /// <summary>A member that is emptied before each message: it holds no more than the longest of them.</summary>
    private static bool IsSetBack(IInvocationOperation gathering, ILoopOperation whole)
    {
        if (Ops.Symbol(Ops.Receiver(gathering)) is not IFieldSymbol buffer)
            return false;
        foreach (var operation in Ops.FunctionRoot(whole).Descendants())
            if (operation is IInvocationOperation { TargetMethod.Name: "Clear" or "ResetWrittenCount" or "SetLength" } reset
                && reset.Syntax.SpanStart < whole.Syntax.SpanStart
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Receiver(reset)), buffer))
                return true;
        return false;
    }

    private static ILoopOperation Outermost(ILoopOperation loop)
    {
        var whole = loop;
        while (Ops.Loop(whole) is { } outer)
            whole = outer;
        return whole;
    }

    /// <summary>The loop receives WebSocket fragments and asks for the end of the message.</summary>
    private static bool Receives(ILoopOperation loop)
    {
        var ends = false;
        var receives = false;
        foreach (var operation in loop.Descendants())
        {
            ends |= operation is IPropertyReferenceOperation { Property.Name: "EndOfMessage" };
            receives |= operation is IInvocationOperation { TargetMethod.Name: var name }
                && name.StartsWith("Receive", StringComparison.Ordinal);
        }
        return ends && receives;
    }

    private static bool IsBounded(ILoopOperation loop, ISymbol? gathered)
    {
        foreach (var operation in loop.Descendants())
        {
            if (operation
                is IBinaryOperation
                {
                    OperatorKind: BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual
                or BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual
                } comparison
                && (Measures(comparison.LeftOperand, gathered, loop)
                    || Measures(comparison.RightOperand, gathered, loop)))
                return true;
            if (operation is IInvocationOperation { TargetMethod.Name: var name }
                && (name.IndexOf("ThrowIf", StringComparison.Ordinal) >= 0
                    || name.IndexOf("Limit", StringComparison.Ordinal) >= 0
                || name.IndexOf("CheckSize", StringComparison.Ordinal) >= 0))
                return true;
        }
        return false;
    }

    private static bool Measures(IOperation operand, ISymbol? gathered, ILoopOperation loop)
    {
        foreach (var inner in operand.DescendantsAndSelf())
        {
            if (inner is IPropertyReferenceOperation { Property.Name: "Length" or "Count" or "Position" or "WrittenCount" } size
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(Ops.Reached(size.Instance)), gathered))
                return true;
            if (inner is ILocalReferenceOperation or IFieldReferenceOperation && IsSummed(Ops.Symbol(inner), loop))
                return true;
        }
        return false;
    }

    private static bool IsSummed(ISymbol? counter, ILoopOperation loop)
    {
        foreach (var operation in loop.Descendants())
            if (operation is ICompoundAssignmentOperation sum
                && SymbolEqualityComparer.Default.Equals(Ops.Symbol(sum.Target), counter))
                return true;
        return false;
    }
}
