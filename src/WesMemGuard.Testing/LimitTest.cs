using WesMemGuard.Input;
using WesMemGuard.Reasons;
using WesMemGuard.Texts;

namespace WesMemGuard.Testing;

/// <summary>One limit of one scenario as a test.</summary>
public sealed class LimitTest
{
    private readonly Func<Task> _judge;

    internal LimitTest(string name, Func<Task> judge)
    {
        Name = name;
        _judge = judge;
    }

    /// <summary>As the test list shows it: <c>idle: liveHeap growthPerHour</c>.</summary>
    public string Name { get; }

    /// <summary>Replays the scenario, once for all of its limits, and judges this one.</summary>
    /// <exception cref="ShouldHoldException">It did not hold, or can't be judged.</exception>
    public Task ShouldHoldAsync() => _judge();

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>A test that fails with this message.</summary>
    internal static LimitTest Failing(string name, BadInputException error) =>
        new(name, () => Task.FromException(TestFailure.Of(error.Reason.In(ProcessLanguage.Now), error)));
}
