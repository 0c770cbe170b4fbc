using System.Text;
using WesMemGuard.Input;
using WesMemGuard.Json;

namespace WesMemGuard.Core.Tests.Json;

internal sealed class JsonTextTests
{
    [Test]
    public void Comments_and_trailing_commas_are_read_over()
    {
        var value = Parse("// head\n{ /* a\n b */ \"a\": [ 1, 2, /* last */ ], // end\n}");

        value.Kind.ShouldBe(JsonKind.Object);
        value["a"]!.Items.Select(item => item.Number).ShouldBe([1, 2]);
    }

    [TestCase("\n")]
    [TestCase("\r\n")]
    [TestCase("\r")]
    public void Every_value_knows_its_line_and_column_whatever_ends_the_lines(string newLine)
    {
        var value = Parse(string.Join(newLine, "{", "  \"one\": [ true,", "\tnull ], /* a", " b */ \"two\": -1.5e3 }"));

        Place(value).ShouldBe("1:1");
        Place(value["one"]!).ShouldBe("2:10");
        Place(value["one"]!.Items[0]).ShouldBe("2:12");
        Place(value["one"]!.Items[1]).ShouldBe("3:2");
        Place(value["two"]!).ShouldBe("4:14");
        value.Find("two")!.Column.ShouldBe(7);
        value["two"]!.Number.ShouldBe(-1500);
    }

    [Test]
    public void A_byte_order_mark_of_UTF_8_is_no_part_of_the_text() =>
        JsonText.Parse([0xEF, 0xBB, 0xBF, .. "[ 1 ]"u8], "x.json").Column.ShouldBe(1);

    [Test]
    public void Escapes_and_characters_beyond_ASCII_are_read() =>
        Parse("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 é 内存 😀\"").Text.ShouldBe("\"\\/\b\f\n\r\té😀 é 内存 😀");

    [TestCase("0", 0)]
    [TestCase("-0", 0)]
    [TestCase("0.25", 0.25)]
    [TestCase("1E+2", 100)]
    [TestCase("1e-2", 0.01)]
    [TestCase("1e300", 1e300)]
    [TestCase("0e999", 0)]
    public void Numbers_are_read(string text, double number) => Parse(text).Number.ShouldBe(number);

    [Test]
    public void A_whole_number_keeps_all_its_digits()
    {
        Parse("9007199254740993").WholeNumber.ShouldBe(9007199254740993);
        Parse("-9223372036854775808").WholeNumber.ShouldBe(long.MinValue);
        Parse("9223372036854775808").WholeNumber.ShouldBeNull();
        Parse("1.0").WholeNumber.ShouldBeNull();
    }

    [Test]
    public void Thirty_two_levels_are_read_and_a_thirty_third_is_not()
    {
        Parse(new string('[', 32) + new string(']', 32)).Kind.ShouldBe(JsonKind.Array);
        Should.Throw<BadInputException>(() => Parse(new string('[', 33) + new string(']', 33)));
    }

    [Test]
    public void A_file_of_1_MiB_is_read_in_time()
    {
        var bytes = Encoding.UTF8.GetBytes("[" + string.Concat(Enumerable.Repeat("1,", 524_287)));
        bytes.Length.ShouldBe(JsonText.MostBytes - 1);

        JsonText.Parse([.. bytes, (byte)']'], "x.json").Items.Count.ShouldBe(524_287);
    }

    [Test]
    public void Written_again_a_value_has_no_comments_and_the_same_numbers() =>
        Parse("{ // c\n \"a\": [ 1.50, -2e3, \"\\u0001\\\"é\", null, true, false, ], \"b\": { } }").ToJson()
            .ShouldBe("{\"a\":[1.50,-2e3,\"\\u0001\\\"é\",null,true,false],\"b\":{}}");

    [Test]
    public void Absent_properties_are_null_on_every_kind()
    {
        foreach (var text in new[] { "{ }", "[ 1 ]", "1", "\"a\"", "null", "true" })
            Parse(text)["a"].ShouldBeNull();
    }

    [Test]
    public void What_could_be_read_is_there_beside_the_problems()
    {
        var value = JsonText.Read("{ \"a\": NaN, \"b\": 2 }"u8.ToArray(), "x.json", out var problems);

        problems.ShouldHaveSingleItem().ToString().ShouldBe("x.json:1:8: NaN is not a JSON number; only finite numbers are allowed");
        value!["a"]!.Kind.ShouldBe(JsonKind.Unreadable);
        value["b"]!.Number.ShouldBe(2);
    }

    [Test]
    public void Lines_of_JSON_are_read_each_with_its_own_number()
    {
        var values = JsonText.ParseLines("{\"a\":1}\r\n\n{\"a\":2}\n"u8.ToArray(), "x.jsonl");

        values.Select(value => (value["a"]!.Number, value.Line)).ShouldBe([(1, 1), (2, 3)]);
    }

    [Test]
    public void A_torn_line_of_JSON_is_named() =>
        Should.Throw<BadInputException>(() => JsonText.ParseLines("{\"a\":1}\n{\"a\":"u8.ToArray(), "x.jsonl"))
            .Message.ShouldBe("x.jsonl:2:6: the file ends where a value is needed: an object, array, string, number, true, false or null");

    private static JsonValue Parse(string text) => JsonText.Parse(Encoding.UTF8.GetBytes(text), "x.json");

    private static string Place(JsonValue value) => $"{value.Line}:{value.Column}";
}
