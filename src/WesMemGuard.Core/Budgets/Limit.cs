using WesMemGuard.Measurement;
using WesMemGuard.Reasons;

namespace WesMemGuard.Budgets;

/// <summary>One entry of a budget.</summary>
public sealed record Limit
{
    /// <summary>Whose figure it is: <c>process</c>, <c>client</c>, or a module's name with aliases resolved.</summary>
    public string Of { get; init; } = Metrics.Process;

    /// <summary><see cref="Of"/> as it is written in the file.</summary>
    public string WrittenOf { get; init; } = Metrics.Process;

    /// <summary>The line of the value of <c>of</c>, from 1.</summary>
    public int OfLine { get; init; }

    /// <summary>The column of the value of <c>of</c>, from 1.</summary>
    public int OfColumn { get; init; }

    /// <summary>The figure.</summary>
    public Metric Metric { get; init; }

    /// <summary>The phase it is judged in (it ends in * for growth per cycle); null is the whole run.</summary>
    public string? Phase { get; init; }

    /// <summary>The evidence asked for; null is the best there is.</summary>
    public Evidence? Evidence { get; init; }

    /// <summary>Whether a constant zero counts as measured.</summary>
    public bool ZeroExpected { get; init; }

    /// <summary>Whether it may hold whatever became of the declared load (<c>"load": "any"</c>).</summary>
    public bool AnyLoad { get; init; }

    /// <summary>
    /// How far two builds may differ in this figure and still count as the same when they are compared (<c>ab</c>): bytes or a count, in
    /// the unit of <see cref="Rule"/>. Null: not declared.
    /// </summary>
    public double? Difference { get; init; }

    /// <summary>What is demanded.</summary>
    public LimitRule Rule { get; init; } = new Peak(0);

    /// <summary>The time by which a filling cache is full: before it, growth is not called broken. Null: not declared.</summary>
    public TimeSpan? SaturatesBy { get; init; }

    /// <summary>The rule in words, as in messages: <c>growthPerHour &lt;= 4.0 MiB</c>.</summary>
    public string Text { get; init; } = "";

    /// <summary>The line of the rule's name, from 1: where to change the limit.</summary>
    public int Line { get; init; }

    /// <summary>The column of the rule's name, from 1.</summary>
    public int Column { get; init; }

    /// <summary>What the reader of a verdict should know: an alias, a blind metric, a bound that the limit is never below.</summary>
    public IReadOnlyList<Reason> Notices => [.. Remarks.Select(remark => remark.Text)];

    /// <summary>The notices with their kinds and places.</summary>
    internal IReadOnlyList<LimitNotice> Remarks { get; init; } = [];

    /// <summary>Whether the node implements this module's report but never registers it (node reference, 3.2).</summary>
    public bool NeverRegistered { get; init; }

    /// <summary>
    /// Whether the module is in no table; it may still be in the node's answers. If not, it is bad input at <see cref="OfLine"/>.
    /// </summary>
    public bool UnknownModule { get; init; }

    /// <summary>For an unknown module, the known name nearest to it, or null.</summary>
    public string? NearestModule { get; init; }

    /// <summary>Whether it is a limit of a phase's load.</summary>
    public bool IsOfLoad => string.Equals(Of, Metrics.Load, StringComparison.Ordinal);

    /// <summary>Whether it is a limit of the client beside the node.</summary>
    public bool IsOfClient => string.Equals(Of, Metrics.Client, StringComparison.Ordinal);

    /// <summary>Whether it is a limit of a module, or of a package.</summary>
    public bool IsOfModule => !IsOfProcess && !IsOfClient && !IsOfLoad;

    /// <summary>Whether it is a limit of a Go package.</summary>
    public bool IsOfPackage => Of.StartsWith(PackagePrefix, StringComparison.Ordinal);

    /// <summary>What <see cref="Of"/> begins with for a Go package: <c>package:go.etcd.io/bbolt</c>.</summary>
    public const string PackagePrefix = "package:";

    /// <summary>Whether the limit is on the whole process.</summary>
    public bool IsOfProcess => string.Equals(Of, Metrics.Process, StringComparison.Ordinal);
}
