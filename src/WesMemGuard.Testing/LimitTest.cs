using WesMemGuard.Input;
using WesMemGuard.Reasons;

namespace WesMemGuard.Testing;

/// <summary>One limit of one scenario as a test. Public because NUnit calls it; nobody else needs to.</summary>
public sealed class LimitTest
{
    private readonly Func<Task> _judge;

    internal LimitTest(string name, Func<Task> judge)
    {
        Name = name;
        _judge = judge;
    }

    /// <summary>As the test list shows it: <c>idle: liveHeap growthPerHour &lt;= 2.0 MiB</c>.</summary>
    public string Name { get; }

    /// <summary>Judges the limit of a test.</summary>
    /// <exception cref="ShouldHoldException">It did not hold, or can't be judged.</exception>
    public static Task JudgeAsync(LimitTest limit) => limit._judge();

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>A test that fails with this message.</summary>
    internal static LimitTest Failing(string name, BadInputException error) =>
        new(name, () => Task.FromException(new ShouldHoldException(error.Reason.In(TestLanguage.Now), error)));
}
