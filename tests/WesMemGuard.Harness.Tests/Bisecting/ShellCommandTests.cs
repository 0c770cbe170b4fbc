using WesMemGuard.Harness.Bisecting;

namespace WesMemGuard.Harness.Tests.Bisecting;

internal sealed class ShellCommandTests
{
    [Test]
    public void A_line_with_quotes_reaches_each_shell_as_it_stands()
    {
        const string line = "dotnet build \"a b.csproj\" && echo \"done\"";

        ShellCommand.ShellOf(line, isWindows: true).Arguments.ShouldBe("/d /s /c \"dotnet build \"a b.csproj\" && echo \"done\"\"");
        var posix = ShellCommand.ShellOf(line, isWindows: false);
        posix.ArgumentList.ShouldBe(["-c", line]);
        posix.FileName.ShouldBe("/bin/sh");
    }
}
