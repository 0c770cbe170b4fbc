using WesMemGuard.Texts;

namespace WesMemGuard.Core.Tests.Texts;

internal sealed class SafeTextTests
{
    [TestCase("plain 中文 — 4.0 MiB\n  next", "plain 中文 — 4.0 MiB\n  next")]
    [TestCase("red \u001b[31m", "red \\u001B[31m")]
    [TestCase("bell\a tab\t return\r", "bell\\u0007 tab\\u0009 return\\u000D")]
    [TestCase("c1 \u009b2J", "c1 \\u009B2J")]
    [TestCase("reversed \u202egnp.exe", "reversed \\u202Egnp.exe")]
    [TestCase("line\u2028 paragraph\u2029", "line\\u2028 paragraph\\u2029")]
    public void What_a_terminal_would_obey_is_escaped(string text, string safe) => SafeText.Of(text).ShouldBe(safe);
}
