using System.Text;
using WesMemGuard.Core.Tests.Input;

namespace WesMemGuard.Core.Tests.Json;

internal static class BrokenJson
{
    private const string Whole = "{ \"warmUp\": \"5 min\" }";

    internal static IReadOnlyList<Mistake> Cases { get; } =
    [
        Bytes("UTF-16 little endian", "FF FE, then UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Whole)]),
        Bytes("UTF-16 big endian", "FE FF, then UTF-16", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Whole)]),
        Bytes("UTF-16 little endian without a mark", "UTF-16", Encoding.Unicode.GetBytes(Whole)),
        Bytes("UTF-16 big endian without a mark", "UTF-16", Encoding.BigEndianUnicode.GetBytes(Whole)),
        Bytes("UTF-32 little endian", "FF FE 00 00, then UTF-32", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes(Whole)]),
        Bytes("UTF-32 big endian", "00 00 FE FF, then UTF-32", [0, 0, 0xFE, 0xFF, .. new UTF32Encoding(true, false).GetBytes(Whole)]),
        Bytes("Latin-1", "{ \"title\": \"caf\\xE9\" }", Encoding.Latin1.GetBytes("{\n \"title\": \"café\" }")),
        Bytes("an overlong sequence", "[ \"\\xC0\\xAF\" ]", [.. "[ \""u8, 0xC0, 0xAF, .. "\" ]"u8]),
        Bytes("an encoded surrogate", "[ \"\\xED\\xA0\\x80\" ]", [.. "[ \""u8, 0xED, 0xA0, 0x80, .. "\" ]"u8]),
        Bytes("a sequence cut off by the end", "[ \"\\xE4\\xBD", [.. "[ \""u8, 0xE4, 0xBD]),
        Bytes("a NUL byte", "[ 1,\\n 2\\0 ]", "[ 1,\n 2\0 ]"u8.ToArray()),
        Bytes("a file of 1 MiB and a byte", "1,048,577 blanks", [.. Enumerable.Repeat((byte)' ', 1024 * 1024 + 1)]),
        Text("an empty file", ""),
        Text("nothing but a comment", "// later\n"),
        Text("a second byte order mark", "\uFEFF\uFEFF{ }"),
        Text("33 levels", new string('[', 33) + new string(']', 33)),
        Text("an object that is never closed", "{ \"a\": [1, 2],\n  \"b\": 1"),
        Text("an array that is never closed", "[ 1, 2"),
        Text("a text that is never closed", "[ \"abc ]"),
        Text("a text that ends with a backslash", "[ \"abc\\"),
        Text("a text over two lines", "[ \"abc\n def\" ]"),
        Text("a comment that is never closed", "[ 1 ] /* and so on"),
        Text("a comment in another language", "# my budget\n[ 1 ]"),
        Text("half a comment", "[ 1, / 2 ]"),
        Text("a value cut off", "{ \"a\":"),
        Text("a missing colon", "{ \"a\" 5 }"),
        Text("an equals sign", "{ \"a\" = 5 }"),
        Text("a missing comma between properties", "{ \"a\": 1\n  \"b\": 2 }"),
        Text("a missing comma between items", "[ 1 2 ]"),
        Text("two commas", "[ 1,, 2 ]"),
        Text("a property name without quotes", "{ warmUp: 1 }"),
        Text("a number as a property name", "{ 5: 1 }"),
        Text("single quotes", "{ 'a': 'b' }"),
        Text("text without quotes", "{ \"a\": hello }"),
        Text("words of another language", "[ True, None, nul, undefined ]"),
        Text("NaN and infinity", "[ NaN, Infinity, -Infinity ]"),
        Text("strange numbers", "[ 01, -01, +1, .5, 5., 1e, 0x10, 1_000, 5min, - ]"),
        Text("huge and tiny numbers", "[ 1e301, -1e301, 1e999, 1e-999 ]"),
        Text("a number of 200 digits and a letter", "[ " + new string('9', 200) + "x ]"),
        Text("duplicate keys", "{ \"a\": 1,\n  \"b\": 2,\n  \"a\": 3,\n  \"a\": 4 }"),
        Text("bad escapes", "[ \"C:\\temp\\x\", \"\\u12G4\" ]"),
        Text("half of a surrogate pair", "[ \"\\ud83d\" ]"),
        Text("a tab in a text", "[ \"a\tb\" ]"),
        Text("something after the end", "{ } }"),
        Text("the wrong bracket", "[ 1, 2 }"),
        Text("a no-break space", "[ 1,\u00A02 ]"),
        Text("a Chinese comma", "[ 1，2 ]"),
        Text("thirty mistakes", "[ " + string.Join(", ", Enumerable.Repeat("NaN", 30)) + " ]"),
    ];

    private static Mistake Text(string title, string text) => Mistake.In("any.json", title, text);

    private static Mistake Bytes(string title, string shown, byte[] bytes) => new(title, "any.json", bytes, shown);
}
