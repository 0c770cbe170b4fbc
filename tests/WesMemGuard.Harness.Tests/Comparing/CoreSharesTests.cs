using WesMemGuard.Harness.Comparing;
using WesMemGuard.Scenarios;

namespace WesMemGuard.Harness.Tests.Comparing;

internal sealed class CoreSharesTests
{
    private static readonly StartedNode Node = new("bin/node") { Arguments = ["--config", "{config}"] };

    [Test]
    public void Each_node_has_cores_of_its_own_where_there_are_enough()
    {
        int[] cores = [2, 3, 4, 5, 8, 9, 10, 11];
        var (first, second) = (CoreShares.Of(Node, false, cores, "/usr/bin/taskset", "/srv"), CoreShares.Of(Node, true, cores,
            "/usr/bin/taskset", "/srv"));

        first.Command.ShouldBe("/usr/bin/taskset");
        first.Arguments.ShouldBe(["-c", "2,3,4", Path.GetFullPath("/srv/bin/node"), "--config", "{config}"]);
        second.Arguments[1].ShouldBe("5,8,9");
    }

    [TestCase(2, "/usr/bin/taskset")]
    [TestCase(5, "/usr/bin/taskset")]
    [TestCase(64, null)]
    public void Else_both_have_all(int cores, string? program) =>
        CoreShares.Of(Node, true, [.. Enumerable.Range(0, cores)], program, "/srv").ShouldBe(Node);

    [TestCase("Cpus_allowed_list:\t0-3,8,10-11", 7, new[] { 0, 1, 2, 3, 8, 10, 11 })]
    [TestCase("Cpus_allowed_list:\t5", 1, new[] { 5 })]
    [TestCase("Cpus_allowed_list:\t0-63", 8, new int[0], Description = "a quota of 8 cores' time")]
    [TestCase("Cpus_allowed_list:\t3-1", 1, new int[0])]
    [TestCase("Cpus_allowed_list:\t0-99999999", 8, new int[0])]
    [TestCase("Cpus_allowed:\tff", 8, new int[0])]
    public void The_cores_are_those_that_the_process_may_use(string line, int usable, int[] cores) =>
        AllowedCores.Of(["Name:\tx", line], usable).ShouldBe(cores);

    [Test]
    [Platform("Linux")]
    public void This_process_has_cores_or_a_quota() => AllowedCores.Read().Count.ShouldBeOneOf(0, Environment.ProcessorCount);
}
