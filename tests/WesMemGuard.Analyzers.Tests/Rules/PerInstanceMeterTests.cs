using WesMemGuard.Analyzers.Tests.Support;

namespace WesMemGuard.Analyzers.Tests.Rules;

internal sealed class PerInstanceMeterTests
{
    private static readonly string[] Bad =
    [
        """
        using System.Diagnostics.Metrics;
        public sealed class C { private readonly Counter<int> _c; public C() { var m = new Meter("x");
            _c = m.CreateCounter<int>("n"); } public void Hit() => _c.Add(1); }
        """,
        """
        using System.Diagnostics;
        public sealed class C { private readonly ActivitySource _s = new("x"); public void Run() { using var a = _s.StartActivity("y"); } }
        """,
        """
        using System.Diagnostics.Metrics;
        public sealed class C { private static readonly Meter M = new("x"); private int _n; public C() {
            M.CreateObservableGauge("n", () => _n); } public void Hit() => _n++; }
        """,
        """
        using System.Diagnostics.Metrics;
        public sealed class C { private Meter Meter { get; } = new Meter("x"); public string Name => Meter.Name; }
        """,
        """
        using System.Diagnostics.Metrics;
        public sealed class C { public void Listen() { var l = new MeterListener(); l.Start(); } }
        """,
    ];

    private static readonly string[] Good =
    [
        """
        using System.Diagnostics.Metrics;
        public sealed class C { private static readonly Meter M = new("x");
            private static readonly Counter<int> N = M.CreateCounter<int>("n"); public void Hit() => N.Add(1); }
        """,
        """
        using System.Diagnostics.Metrics;
        public sealed class C : IDisposable { private readonly Meter _m = new("x");
            public void Dispose() => _m.Dispose(); public string Name => _m.Name; }
        """,
        """
        using System.Diagnostics.Metrics;
        public sealed class C { public static readonly C Instance = new(); private readonly Meter _m;
            private C() { _m = new("x"); } public string Name => _m.Name; }
        """,
    ];

    [TestCaseSource(nameof(Bad))]
    public void A_leak_is_a_warning(string code) => Snippet.ShouldWarn("WMG5001", code);

    [TestCaseSource(nameof(Good))]
    public void Right_code_is_not(string code) => Snippet.ShouldBeSilent(code);
}
