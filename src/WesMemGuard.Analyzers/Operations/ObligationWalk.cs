using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace WesMemGuard.Analyzers.Operations;

/// <summary>How an obligation was left behind.</summary>
internal enum LeakKind
{
    /// <summary>A normal way out: the end or a return.</summary>
    Exit,

    /// <summary>A throw statement of the same function.</summary>
    Throw,

    /// <summary>A call or await that fails, with nothing around it that would release.</summary>
    Failure,

    /// <summary>A further turn of a loop acquires again.</summary>
    Overwritten,
}

/// <summary>Follows one obligation through a function, statement by statement, on every path.</summary>
/// <remarks>The principle of Go's lostcancel: any mention of the release counts, so doubt is silence.</remarks>
internal sealed class ObligationWalk
{
    private const int MostStatements = 4000;
    private readonly IOperation? _acquisition;
    private readonly Func<IOperation, bool> _discharges;
    private readonly ISymbol? _variable;
    private readonly List<(LeakKind Kind, IOperation Place)> _leaks = [];
    private readonly List<JumpFrame> _jumps = [];
    private readonly List<TryFrame> _tries = [];
    private int _statements;

    private readonly bool _failures;

    private ObligationWalk(IOperation? acquisition, ISymbol? variable, Func<IOperation, bool> discharges, bool failures)
    {
        _failures = failures;
        _acquisition = acquisition;
        _variable = variable;
        _discharges = discharges;
    }

    [Flags]
    private enum State
    {
        None = 0,
        Idle = 1,
        Open = 2,
        Closed = 4,
    }

    private bool GaveUp { get; set; }

    /// <summary>The leaks of one obligation; empty when the code is too long or jumps about.</summary>
    /// <param name="function">The lambda, local function or block to walk.</param>
    /// <param name="acquisition">The operation that opens the obligation; null when it is open from the start.</param>
    /// <param name="variable">The variable the resource is in: a null test of it closes the obligation.</param>
    /// <param name="discharges">Whether an operation releases the resource or hands it on.</param>
    /// <param name="failures">Whether calls and awaits may fail; without, only what the code itself decides
    /// counts.</param>
    public static List<(LeakKind Kind, IOperation Place)> Leaks(IOperation function, IOperation? acquisition,
        ISymbol? variable,
        Func<IOperation, bool> discharges, bool failures = true)
    {
        var walk = new ObligationWalk(acquisition, variable, discharges, failures);
        var code = function switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            ILocalFunctionOperation local => local.Body,
            _ => function,
        };
        if (code is null)
            return walk._leaks;
        var end = walk.Statement(code, acquisition is null ? State.Open : State.Idle);
        if ((end & State.Open) != 0)
            walk._leaks.Add((LeakKind.Exit, code));
        if (walk.GaveUp)
            walk._leaks.Clear();
        return walk._leaks;
    }

    private State Statement(IOperation? operation, State state)
    {
        if (operation is null || GaveUp || state == State.None)
            return state;
        if (++_statements > MostStatements)
            GaveUp = true;
        return operation switch
        {
            IBlockOperation block => Sequence(block, state),
            IConditionalOperation { Type: null } branch => Branch(branch, state),
            IWhileLoopOperation loop => While(loop, state),
            ILoopOperation loop => Loop(loop, state),
            ITryOperation attempt => Try(attempt, state),
            IUsingOperation scope => Statement(scope.Body, Expression(scope.Resources, state)),
            ILockOperation guard => Statement(guard.Body, Expression(guard.LockedValue, state)),
            ISwitchOperation cases => Switch(cases, state),
            IBranchOperation jump => Jump(jump, state),
            IReturnOperation { Kind: not OperationKind.YieldReturn } exit => Return(exit, state),
            IThrowOperation thrown => Throw(thrown, state),
            ILabeledOperation label => Statement(label.Operation, state),
            ILocalFunctionOperation => state,
            _ => Expression(operation, state),
        };
    }

    private State Sequence(IBlockOperation block, State state)
    {
        foreach (var statement in block.Operations)
            state = Statement(statement, state);
        return state;
    }

    private State Branch(IConditionalOperation branch, State state)
    {
        state = Expression(branch.Condition, state);
        var (whenTrue, whenFalse) = NullTest.Of(branch.Condition, _variable) switch
        {
            true => (Discharge(state), state),
            false => (state, Discharge(state)),
            _ => (state, state),
        };
        if (branch.Condition.ConstantValue is { HasValue: true, Value: bool constant })
            return constant ? Statement(branch.WhenTrue, whenTrue) : Statement(branch.WhenFalse, whenFalse);
        return Statement(branch.WhenTrue, whenTrue) | Statement(branch.WhenFalse, whenFalse);
    }

    private State While(IWhileLoopOperation loop, State state)
    {
        var endless = loop.Condition?.ConstantValue is { HasValue: true, Value: true };
        var frame = Enter(loop);
        for (var turn = 0; turn < 2; turn++)
        {
            if (loop.ConditionIsTop)
                state = Expression(loop.Condition, state);
            state |= Statement(loop.Body, state) | frame.Continued;
            if (!loop.ConditionIsTop)
                state = Expression(loop.Condition, state);
        }
        _jumps.RemoveAt(_jumps.Count - 1);
        return (endless ? State.None : state) | frame.Broken;
    }

    private State Loop(ILoopOperation loop, State state)
    {
        var frame = Enter(loop);
        if (loop is IForEachLoopOperation each)
            state = Expression(each.Collection, state);
        else if (loop is IForLoopOperation counted)
            foreach (var before in counted.Before)
                state = Statement(before, state);
        for (var turn = 0; turn < 2; turn++)
            state |= Statement(loop.Body, state) | frame.Continued;
        _jumps.RemoveAt(_jumps.Count - 1);
        var endless = loop is IForLoopOperation { Condition: null };
        return (endless ? State.None : state) | frame.Broken;
    }

    private State Try(ITryOperation attempt, State state)
    {
        var released = attempt.Finally is { } last && Mentions(last);
        var frame = new TryFrame(released, attempt.Catches.Length > 0, CatchesAll(attempt), CatchesCancelOnly(attempt));
        _tries.Add(frame);
        var after = Statement(attempt.Body, state);
        frame.Catching = false;
        foreach (var handler in attempt.Catches)
            after |= Statement(handler.Handler, frame.Thrown);
        _tries.RemoveAt(_tries.Count - 1);
        if (released)
            return Discharge(after);
        return attempt.Finally is null ? after : Statement(attempt.Finally, after);
    }

    private State Switch(ISwitchOperation cases, State state)
    {
        state = Expression(cases.Value, state);
        var frame = new JumpFrame(cases.ExitLabel, null);
        _jumps.Add(frame);
        var after = State.None;
        var complete = false;
        foreach (var section in cases.Cases)
        {
            foreach (var clause in section.Clauses)
                complete |= clause is IDefaultCaseClauseOperation;
            var inside = state;
            foreach (var statement in section.Body)
                inside = Statement(statement, inside);
            after |= inside;
        }
        _jumps.RemoveAt(_jumps.Count - 1);
        return after | frame.Broken | (complete ? State.None : state);
    }

    private State Jump(IBranchOperation jump, State state)
    {
        if (FinallyReleases())
            state = Discharge(state);
        for (var i = _jumps.Count - 1; i >= 0; i--)
        {
            if (SymbolEqualityComparer.Default.Equals(_jumps[i].Break, jump.Target))
                _jumps[i].Broken |= state;
            else if (SymbolEqualityComparer.Default.Equals(_jumps[i].Continue, jump.Target))
                _jumps[i].Continued |= state;
            else
                continue;
            return State.None;
        }
        GaveUp = true;
        return State.None;
    }

    private State Return(IReturnOperation exit, State state)
    {
        state = Expression(exit.ReturnedValue, state);
        if ((state & State.Open) != 0 && !FinallyReleases())
            _leaks.Add((LeakKind.Exit, exit));
        return State.None;
    }

    private State Throw(IThrowOperation thrown, State state)
    {
        state = Expression(thrown.Exception, state);
        Fail(thrown, state, LeakKind.Throw);
        return State.None;
    }

    private State Expression(IOperation? operation, State state)
    {
        if (operation is null || state == State.None)
            return state;
        if (operation is ILocalFunctionOperation)
            return state;
        if (operation is IAnonymousFunctionOperation lambda)
            return Mentions(lambda) ? Discharge(state) : state;
        if (operation is IConditionalOperation choice)
            return Branch(choice, state);
        foreach (var child in operation.ChildOperations)
            state = Expression(child, state);
        if (ReferenceEquals(operation, _acquisition))
            return Acquire(operation, state);
        if (_discharges(operation))
            return Discharge(state);
        if (operation is ISimpleAssignmentOperation replaced && (state & State.Open) != 0 && IsLost(replaced))
        {
            _leaks.Add((LeakKind.Overwritten, operation));
            return Discharge(state);
        }

        if (operation is IInvocationOperation or IAwaitOperation)
            Fail(operation, state, LeakKind.Failure);
        else if (operation is IReturnOperation { Kind: OperationKind.YieldReturn })
            Fail(operation, state, LeakKind.Failure); // Whoever walks through may leave here: only finally blocks run then.
        else if (operation is IThrowOperation thrown)
            Fail(thrown, state, LeakKind.Throw);
        else if (operation is IObjectCreationOperation && _tries.Count > 0)
            Fail(operation, state, null);
        return state;
    }

    /// <summary>The variable takes another value than the one that was acquired.</summary>
    private bool IsLost(ISimpleAssignmentOperation assignment) =>
        _acquisition is not null && _variable is ILocalSymbol
            && Ops.Bare(assignment.Target) is ILocalReferenceOperation target
            && SymbolEqualityComparer.Default.Equals(target.Local, _variable)
        && !Ops.Contains(assignment, _acquisition)
        && Ops.Core(assignment.Value) is IInvocationOperation or IObjectCreationOperation;

    private State Acquire(IOperation operation, State state)
    {
        if ((state & State.Open) != 0)
            _leaks.Add((LeakKind.Overwritten, operation));
        return State.Open;
    }

    private void Fail(IOperation place, State state, LeakKind? kind)
    {
        if (!_failures && kind != LeakKind.Throw)
            return;
        for (var i = _tries.Count - 1; i >= 0; i--)
        {
            var frame = _tries[i];
            if (frame.Catching && frame.HasCatch
                && (!frame.CatchesCancelOnly || place is not IInvocationOperation { TargetMethod.ReturnType: var type }
                || type.Name is "Task" or "ValueTask" or "Void"))
            {
                frame.Thrown |= state;
                if (frame.CatchesAll)
                    return;
            }
            if (frame.Released)
                return;
        }
        if ((state & State.Open) != 0 && kind is { } known)
            _leaks.Add((known, place));
    }

    private bool FinallyReleases()
    {
        foreach (var frame in _tries)
            if (frame.Released)
                return true;
        return false;
    }

    private bool Mentions(IOperation operation)
    {
        var keeps = operation is IAnonymousFunctionOperation && !RunsBeside(operation);
        foreach (var inner in operation.DescendantsAndSelf())
            if (_discharges(inner)
                || (_variable is not null && keeps
                    && SymbolEqualityComparer.Default.Equals(Ops.Symbol(inner), _variable)))
                return true;
        return false;
    }

    /// <summary>
    /// Given to Task.Run: it uses the resource beside this code, and whether it releases it can be seen.
    /// </summary>
    private static bool RunsBeside(IOperation lambda) => Ops.Taker(lambda)
        is IArgumentOperation { Parent: IInvocationOperation { TargetMethod: { Name: "Run", ContainingType.Name: "Task" } } };

    private JumpFrame Enter(ILoopOperation loop)
    {
        var frame = new JumpFrame(loop.ExitLabel, loop.ContinueLabel);
        _jumps.Add(frame);
        return frame;
    }

    private static State Discharge(State state) =>
        (state & State.Idle) | ((state & (State.Open | State.Closed)) != 0 ? State.Closed : State.None);

    private static bool CatchesAll(ITryOperation attempt)
    {
        foreach (var handler in attempt.Catches)
            if (handler.Filter is null
                && (handler.ExceptionType is null || handler.ExceptionType.Name is "Exception" or "Object"))
                return true;
        return false;
    }

    /// <summary>Only a cancelled wait gets there.</summary>
    private static bool CatchesCancelOnly(ITryOperation attempt)
    {
        foreach (var handler in attempt.Catches)
            if (handler.ExceptionType?.Name is not ("OperationCanceledException" or "TaskCanceledException"))
                return false;
        return true;
    }

    private sealed class JumpFrame(ILabelSymbol broken, ILabelSymbol? continued)
    {
        public ILabelSymbol Break { get; } = broken;

        public ILabelSymbol? Continue { get; } = continued;

        public State Broken { get; set; }

        public State Continued { get; set; }
    }

    private sealed class TryFrame(bool released, bool hasCatch, bool catchesAll, bool catchesCancelOnly)
    {
        public bool CatchesCancelOnly { get; } = catchesCancelOnly;

        public bool Released { get; } = released;

        public bool HasCatch { get; } = hasCatch;

        public bool CatchesAll { get; } = catchesAll;

        public bool Catching { get; set; } = true;

        public State Thrown { get; set; }
    }
}
