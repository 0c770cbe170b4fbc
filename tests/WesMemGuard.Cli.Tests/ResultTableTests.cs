using WesMemGuard.Cli.Options;
using WesMemGuard.Cli.Output;
using WesMemGuard.Input;
using WesMemGuard.Texts;

namespace WesMemGuard.Cli.Tests;

internal sealed class ResultTableTests
{
    /// <summary>
    /// A wide letter takes two columns: beside thirty of them a reason would have less room than it needs.
    /// </summary>
    [TestCase("wide", 30, false)]
    [TestCase("plain", 30, true)]
    public void A_table_counts_the_columns_of_its_letters(string letters, int count, bool isTable)
    {
        var subject = new string(letters == "wide" ? '宽' : 'w', count);
        using var output = new StringWriter();
        var surroundings = new Surroundings(
            output, TextWriter.Null, ".", new Dictionary<string, string>(), IsTerminal: true, 110)
        { Language = Language.Chinese };

        ResultTable.Write([new Row(subject, "a", "b", "c", null, null, InputReasons.NotThere())], surroundings);

        output.ToString().ShouldContain(subject);
        output.ToString().Contains("原因", StringComparison.Ordinal).ShouldBe(isTable);
    }
}
