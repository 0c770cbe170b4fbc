using System.Reflection;
using System.Reflection.Emit;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>Compiled code, an instruction at a time.</summary>
internal static class Instructions
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!).ToDictionary(c => c.Value);

    /// <summary>Each instruction with its token: of a method, field or type; 0 where it has none.</summary>
    public static IEnumerable<(OpCode Code, int Token)> Of(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var instruction = Codes[code[at] == 0xFE ? (short)((code[at] << 8) | code[at + 1]) : code[at]];
            at += instruction.Size;
            yield return (instruction, HasToken(instruction) ? BitConverter.ToInt32(code, at) : 0);
            at += instruction.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    /// <summary>The tokens of a method's code.</summary>
    public static IEnumerable<int> Tokens(byte[] code) => Of(code).Where(i => i.Token != 0).Select(i => i.Token);

    private static bool HasToken(OpCode code) => code.OperandType is OperandType.InlineMethod or OperandType.InlineField
        or OperandType.InlineType or OperandType.InlineTok;
}
