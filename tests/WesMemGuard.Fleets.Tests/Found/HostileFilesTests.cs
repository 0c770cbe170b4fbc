using System.Globalization;
using System.Text;
using WesMemGuard.Fleets.Found;
using WesMemGuard.Input;

namespace WesMemGuard.Fleets.Tests.Found;

/// <summary>Any bytes are read or refused as bad input: never another error, never without an end.</summary>
internal sealed class HostileFilesTests
{
    private const int Tries = 3000;

    private static readonly string[] Good =
    [
        "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{\"__name__\":\"go_goroutines\","
            + "\"a\":\"b\\n\"},\"values\":[[1795000000.5,\"1\"],[1795000060,\"NaN\"]]}]}}",
        "{__name__=\"go_goroutines\", instance=\"a\\\"b\"} 5 1795000000000\n{__name__=\"go_goroutines\"} NaN 1795000060000\n",
        "# TYPE go_goroutines gauge\ngo_goroutines{a=\"b\",} 5 1795000000.0 # {x=\"y\"} 1\ngo_goroutines 6\n# EOF\n",
        "{\"metric\":{\"__name__\":\"go_goroutines\"},\"values\":[1,null],\"timestamps\":[1795000000000,1795000060000]}\n",
        "go_goroutines,a b,5,1795000000\n", "sep=;\n\"Time\";\"go_goroutines{a=\"\"b\"\"}\"\n1795000000;5,5 MiB\n",
        "go_goroutines,a=b\\ c gauge=5i,x=\"y z\" 1795000000000000000\n",
        "{\"fields\":{\"gauge\":5},\"name\":\"go_goroutines\",\"tags\":{\"a\":\"b\"},\"timestamp\":1795000000}\n",
        "{\"t\":1,\"num_goroutine\":5}\n{\"t\":2,\"num_goroutine\":6}\n",
    ];

    private static readonly string[] Words =
        ["{", "}", "[", "]", "\"", ",", ":",
            "\\", "\n", "=", "#", "NaN", "1e309", "-1", "\0", "\u00e9", " ", "{{{{{{{{", "99999999999999999999"];

    [Test]
    public void Mutated_files_of_every_form_are_read_or_refused()
    {
        Good.ShouldNotBeEmpty();
        var random = new Random(23);
        var refused = 0;
        for (var i = 0; i < Tries; i++)
        {
            var text = new StringBuilder(Good[i % Good.Length]);
            for (var times = random.Next(1, 5); times > 0; times--)
                Mutate(text, random);
            refused += Refused(Encoding.UTF8.GetBytes(text.ToString()));
        }

        refused.ShouldBeInRange(Tries / 10, Tries * 9 / 10);
    }

    [TestCase("[", 100_000)]
    [TestCase("{\"a\":", 100_000)]
    [TestCase("\"", 3_000_000)]
    [TestCase("x", 20_000_000)]
    [TestCase("a,", 5_000_000)]
    public void What_never_ends_is_refused(string part, int times) =>
        Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, times)))).ShouldBe(1);

    /// <summary>Each line another series that means nothing: what is remembered of them has a bound.</summary>
    [TestCase("{0}{{a=\"b\"}} 1 1795000000000\n")]
    [TestCase("m,a={0} x=1 1795000000000000000\n")]
    [TestCase("{{\"t\":1795000000,\"{0}\":1}}\n")]
    public void Series_that_mean_nothing_are_not_all_remembered(string line)
    {
        using var many =
            new ManyLines(i => string.Format(CultureInfo.InvariantCulture, line, new string('s', 150) + i), 150_000);

        Should.Throw<BadInputException>(() => FoundFile.Read(many, "f", new Dictionary<string, string>()));

        many.Held.ShouldBeInRange(1, 40L * 1024 * 1024);
    }

    private static int Refused(byte[] bytes)
    {
        try
        {
            FoundFile.Read(new MemoryStream(bytes), "f", new Dictionary<string, string>()).Nodes.ShouldNotBeEmpty();
            return 0;
        }
        catch (BadInputException)
        {
            return 1;
        }
    }

    private static void Mutate(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        switch (random.Next(3))
        {
            case 0:
                text.Insert(at, Words[random.Next(Words.Length)]);
                break;
            case 1 when at < text.Length:
                text.Remove(at, Math.Min(random.Next(1, 10), text.Length - at));
                break;
            default:
                text.Length = random.Next(20) == 0 ? at : text.Length;
                break;
        }
    }
}
