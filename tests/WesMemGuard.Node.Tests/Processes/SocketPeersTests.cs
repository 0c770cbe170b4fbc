using System.Diagnostics;
using WesMemGuard.Node.Processes;

namespace WesMemGuard.Node.Tests.Processes;

/// <summary>Whom processes are connected to.</summary>
internal sealed class SocketPeersTests
{
    private const string Rest = " 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 20 4 30 10 -1";

    [TestCase("   1: 0100007F:A1B2 020200C0:7918 02", false, "192.0.2.2:31000")] // SYN is sent
    [TestCase("   1: 0100007F:A1B2 020200C0:7918 01", true, "192.0.2.2:31000")]
    [TestCase("   1: 0100007F:A1B2 020200C0:0035 01", true, null)] // a name is looked up
    [TestCase("   1: 0100007F:A1B2 020200C0:0035 01", false, "192.0.2.2:53")]
    [TestCase("   1: 0100007F:1F90 00000000:0000 0A", false, null)] // listens
    [TestCase("   1: 0100007F:1F90 0100007F:A1B2 01", false, "127.0.0.1:41394")]
    [TestCase("   1: 00000000000000000000000001000000:A1B2 B80D0120000000000000000002000000:7918 01", false, "[2001:db8::2]:31000")]
    [TestCase("   1: 0000000000000000FFFF00000100007F:A1B2 0000000000000000FFFF0000020200C0:7918 01", false, "192.0.2.2:31000")]
    [TestCase("  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode", false, null)]
    [TestCase("", false, null)]
    public void A_line_of_the_kernel_s_table_tells_the_peer(string line, bool isUdp, string? peer)
    {
        if (!BitConverter.IsLittleEndian)
            return;
        var found = SocketPeers.Parse(line + (line.Contains("sl", StringComparison.Ordinal) ? "" : Rest), isUdp);

        (found?.Peer.ToString()).ShouldBe(peer);
        if (found is not null)
            found.Value.Socket.ShouldBe("socket:[4711]");
    }

    [Test]
    public void A_tree_holds_what_came_from_a_process_and_is_killed_whole()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // The middle one ends, and leaves an orphan.
        using var root = Process.Start(new ProcessStartInfo("sh", ["-c", "sh -c 'sleep 300 & sleep 0.5' & sleep 300"]))!;
        var tree = new ProcessTree(root.Id);
        SpinWait.SpinUntil(() => tree.Look().Count >= 4, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        SpinWait.SpinUntil(() => tree.Look().Count == 3, TimeSpan.FromSeconds(20)).ShouldBeTrue();
        SocketPeers.Elsewhere(tree.Look(), _ => false).ShouldBeNull();
        var living = tree.Look().ToList();

        tree.Kill();

        root.WaitForExit();
        SpinWait.SpinUntil(() => living.TrueForAll(pid => ProcFiles.StateOf(pid) is null or 'Z' or 'X'), TimeSpan.FromSeconds(20))
            .ShouldBeTrue();
    }

    [Test]
    public void Who_lost_the_parent_before_it_was_seen_is_known_by_the_mark()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var mark = "WESMEMGUARD_TREE=" + Guid.NewGuid();
        var start = new ProcessStartInfo("sh", ["-c", "(sleep 301 &) ; exit 0"]);
        start.Environment["WESMEMGUARD_TREE"] = mark.Split('=')[1];
        using var root = Process.Start(start)!;
        root.WaitForExit();
        new ProcessTree(root.Id).Look().ShouldBeEmpty();
        var tree = new ProcessTree(root.Id, mark);

        tree.Look().Count.ShouldBe(1);

        tree.Kill();
        SpinWait.SpinUntil(() => tree.Look().Count == 0, TimeSpan.FromSeconds(20)).ShouldBeTrue();
    }
}
