using System.Diagnostics;

namespace WesMemGuard.Conventions.Tests;

/// <summary>The comment of the action on a pull request, with a program in gh's place that keeps what it is asked.</summary>
[Platform("Linux,MacOsX")]
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class ActionCommentTests
{
    private const string Gh = """
        #!/bin/sh
        echo "$@" >> "$CALLS"
        case "$*" in
          *--paginate*) [ -z "$REFUSES_READING" ] || exit 1; printf '%s' "$IDS" ;;
          *) for word; do case "$word" in body=@*) cp "${word#body=@}" "$CALLS.body" ;; esac; done; [ -z "$REFUSES" ] || exit 1 ;;
        esac
        """;

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new TemporaryFolder();
        File.SetUnixFileMode(_folder.Write("bin/gh", Gh), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        _folder.Write("history.md", "| idle | liveHeap | worse |\n");
    }

    [TearDown]
    public void End() => _folder.Dispose();

    [Test]
    public async Task The_first_one_is_written()
    {
        var (code, output) = await CommentAsync(("IDS", ""));

        code.ShouldBe(0, output);
        Calls.Length.ShouldBe(2);
        Calls[0].ShouldStartWith("api --paginate repos/o/r/issues/7/comments --jq ");
        Calls[1].ShouldStartWith("api --method POST repos/o/r/issues/7/comments --field body=@");
        (await File.ReadAllTextAsync(_folder.Path + "/calls.body")).ShouldBe(
            "<!-- wesmemguard -->\n### Memory by commit\n\n| idle | liveHeap | worse |\n");
    }

    [Test]
    public async Task A_later_run_updates_it()
    {
        (await CommentAsync(("IDS", "41\n42\n"))).Code.ShouldBe(0);

        Calls[1].ShouldStartWith("api --method PATCH repos/o/r/issues/comments/41 --field body=@");
    }

    /// <summary>A fork's token may only read: that is no failure of the run.</summary>
    [TestCase("REFUSES", "the comment can't be written")]
    [TestCase("REFUSES_READING", "the comments of the pull request can't be read")]
    public async Task Without_permission_it_warns(string refusal, string said)
    {
        var (code, output) = await CommentAsync((refusal, "1"));

        code.ShouldBe(0);
        output.ShouldContain($"::warning title=WesMemGuard::{said}");
    }

    [Test]
    public async Task One_that_is_too_long_for_a_comment_is_cut_between_characters()
    {
        _folder.Write("history.md", new string('值', 40_000));

        (await CommentAsync()).Code.ShouldBe(0);

        var body = await File.ReadAllTextAsync(_folder.Path + "/calls.body");
        System.Text.Encoding.UTF8.GetByteCount(body).ShouldBeLessThan(60_100);
        body.ShouldNotContain('\uFFFD');
    }

    private string[] Calls => File.ReadAllLines(Path.Combine(_folder.Path, "calls"));

    private async Task<(int Code, string Output)> CommentAsync(params (string Name, string Value)[] variables)
    {
        var script = Path.Combine(RepositoryFolder.Path, ".github", "actions", "wesmemguard", "comment.sh");
        var start = new ProcessStartInfo("bash", [script, "o/r", "7", Path.Combine(_folder.Path, "history.md")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = $"{_folder.Path}/bin:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["CALLS"] = Path.Combine(_folder.Path, "calls");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }
}
