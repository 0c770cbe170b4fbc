using WesMemGuard.Harness.Commands;

namespace WesMemGuard.Harness.Tests.Commands;

internal sealed class CommandLineTests
{
    [Test]
    public void A_line_with_quotes_reaches_each_shell_as_it_stands()
    {
        const string line = "dotnet build \"a b.csproj\" && echo \"done\"";

        OwnCommand.ShellOf(line, isWindows: true).Arguments.ShouldBe("/d /s /c \"dotnet build \"a b.csproj\" && echo \"done\"\"");
        var posix = OwnCommand.ShellOf(line, isWindows: false);
        posix.ArgumentList.ShouldBe(["-c", line]);
        posix.FileName.ShouldBe("/bin/sh");
    }
}
