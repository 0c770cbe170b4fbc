using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using WesMemGuard.Json;

namespace WesMemGuard.Core.Tests.Json;

/// <summary>The framework's own JSON reader as an oracle, on generated and damaged texts.</summary>
internal sealed class JsonOracleTests
{
    private const string Marks = "{}[]\",:\\/*01-+.eE \n\0tfn'#";

    private static readonly string[] StricterHere =
        ["appears twice", "up to 1e300", "too small", "half of a surrogate pair", "a NUL byte", "without a byte order mark"];

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        MaxDepth = JsonText.MostLevels,
    };

    [Test]
    public void Five_thousand_texts_are_accepted_or_refused_as_the_framework_does()
    {
        var random = new Random(20261124);
        var (both, neither, stricter) = (0, 0, 0);
        for (var i = 0; i < 5000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Damaged(random, Text(random, 0)));
            var oracle = Oracle(bytes);
            var ours = JsonText.Read(bytes, "x.json", out var problems);
            if (oracle is not null && problems.Count == 0)
            {
                Normal(ours!.ToJson()).ShouldBe(Normal(oracle), Encoding.UTF8.GetString(bytes));
                both++;
            }
            else if (oracle is not null)
            {
                problems.ShouldAllBe(problem => StricterHere.Any(reason => problem.Message.Contains(reason)),
                    Encoding.UTF8.GetString(bytes));
                stricter++;
            }
            else
            {
                problems.ShouldNotBeEmpty(Encoding.UTF8.GetString(bytes));
                neither++;
            }
        }

        both.ShouldBeGreaterThan(1000);
        neither.ShouldBeGreaterThan(1000);
        stricter.ShouldBeGreaterThan(20);
    }

    private static string? Oracle(byte[] bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Lenient);
            return document.RootElement.GetRawText();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Normal(string json) => JsonNode.Parse(json, documentOptions: Lenient)?.ToJsonString() ?? "null";

    private static string Text(Random random, int depth)
    {
        var kind = random.Next(depth > 3 ? 5 : 8);
        var blank = random.Next(12) switch { 0 => " ", 1 => "\n", 2 => "\t", 3 => "// c\r\n", 4 => "/* * / */", _ => "" };
        return blank + kind switch
        {
            0 => random.Next(3) switch { 0 => "true", 1 => "false", _ => "null" },
            1 => random.Next(-1000, 1000).ToString(),
            2 => new[] { "0.5", "-1e5", "1E+3", "1e-7", "12345678901234567890", "1e400", "1e-400", "0e0" }[random.Next(8)],
            3 or 4 => Quoted(random),
            5 or 6 => "{" + Many(random, () => Quoted(random) + ":" + Text(random, depth + 1)) + "}",
            _ => "[" + Many(random, () => Text(random, depth + 1)) + "]",
        } + blank;
    }

    private static string Quoted(Random random) =>
        "\"" + new[] { "a", "b", "\\n", "\\u0041", "é", "内存", "\\ud83d\\ude00", "\\ud83d", "😀", "\\/", "", "c d" }[random.Next(12)]
            + random.Next(40) + "\"";

    private static string Many(Random random, Func<string> item)
    {
        var items = Enumerable.Range(0, random.Next(5)).Select(_ => item()).ToArray();
        return string.Join(",", items) + (items.Length > 0 && random.Next(4) == 0 ? "," : "");
    }

    private static string Damaged(Random random, string text)
    {
        for (var times = random.Next(3); times > 0 && text.Length > 0; times--)
        {
            var at = random.Next(text.Length);
            text = random.Next(3) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, Marks[random.Next(Marks.Length)].ToString()),
                _ => text.Insert(at, text[at].ToString()),
            };
        }

        return text;
    }
}
