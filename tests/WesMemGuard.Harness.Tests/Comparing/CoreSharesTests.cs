using WesMemGuard.Harness.Comparing;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Tests.Comparing;

internal sealed class CoreSharesTests
{
    private static readonly StartedNode Node = new("bin/node") { Arguments = ["--config", "{config}"] };

    [Test]
    public void Each_node_has_cores_of_its_own_where_there_are_enough()
    {
        var (first, second) = (CoreShares.Of(Node, false, 8, "/usr/bin/taskset", "/srv"), CoreShares.Of(Node, true, 8,
            "/usr/bin/taskset", "/srv"));

        first.Command.ShouldBe("/usr/bin/taskset");
        first.Arguments.ShouldBe(["-c", "0-2", Path.GetFullPath("/srv/bin/node"), "--config", "{config}"]);
        second.Arguments[1].ShouldBe("3-5");
    }

    [TestCase(2, "/usr/bin/taskset")]
    [TestCase(5, "/usr/bin/taskset")]
    [TestCase(64, null)]
    public void Else_both_have_all(int cores, string? program) => CoreShares.Of(Node, true, cores, program, "/srv").ShouldBe(Node);
}
