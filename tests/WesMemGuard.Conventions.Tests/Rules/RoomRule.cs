using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>
/// Rooms of a compiled project know each other in one direction only. Read from what the compiler made: bases, signatures and the
/// members that code uses; nested types belong to their outermost type's room.
/// </summary>
internal sealed class RoomRule
{
    private static readonly Dictionary<int, OperandType> Operands = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => (int)(ushort)code.Value, code => code.OperandType);
    private readonly MetadataReader _metadata;
    private readonly Dictionary<string, SortedDictionary<string, string>> _known = new(StringComparer.Ordinal);

    private RoomRule(MetadataReader metadata) => _metadata = metadata;

    /// <summary>One line for each circle: its rooms, and for each step a type that makes it.</summary>
    /// <param name="assembly">The file of the assembly.</param>
    /// <param name="under">Only namespaces that begin so are rooms.</param>
    public static IReadOnlyList<string> Circles(string assembly, string under) =>
        [.. Graphs.Circles(Read(assembly, under)).Select(circle => string.Join(" -> ", circle))];

    /// <summary>For each room the rooms that it knows, with the type that shows it.</summary>
    public static Dictionary<string, SortedDictionary<string, string>> Read(string assembly, string under)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var rule = new RoomRule(file.GetMetadataReader());
        foreach (var handle in rule._metadata.TypeDefinitions)
            if (rule.Room(handle).StartsWith(under, StringComparison.Ordinal))
                rule.ReadType(file, handle, under);
        return rule._known;
    }

    private void ReadType(PEReader file, TypeDefinitionHandle handle, string under)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var uses = new HashSet<TypeDefinitionHandle>();
        var read = new UsedTypes(_metadata, uses);
        read.Of(type.BaseType);
        foreach (var contract in type.GetInterfaceImplementations())
            read.Of(_metadata.GetInterfaceImplementation(contract).Interface);
        foreach (var field in type.GetFields())
            _metadata.GetFieldDefinition(field).DecodeSignature(read, null);
        foreach (var method in type.GetMethods())
            ReadMethod(file, _metadata.GetMethodDefinition(method), read);
        var room = Room(handle);
        if (!_known.TryGetValue(room, out var known))
            _known.Add(room, known = new(StringComparer.Ordinal));
        foreach (var used in uses)
            if (Room(used) is var other && other != room && other.StartsWith(under, StringComparison.Ordinal))
                known.TryAdd(other, $"{Outermost(handle).Name} uses {Outermost(used).Name}");
    }

    private void ReadMethod(PEReader file, MethodDefinition method, UsedTypes read)
    {
        method.DecodeSignature(read, null);
        if (method.RelativeVirtualAddress == 0)
            return;
        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(read, null);
        foreach (var region in body.ExceptionRegions)
            read.Of(region.CatchType);
        var code = body.GetILReader();
        while (code.RemainingBytes > 0)
            Step(ref code, read);
    }

    private static void Step(ref BlobReader code, UsedTypes read)
    {
        int value = code.ReadByte();
        if (value == 0xfe)
            value = (value << 8) | code.ReadByte();
        switch (Operands[value])
        {
            case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType:
                read.Of(MetadataTokens.EntityHandle(code.ReadInt32()));
                break;
            case OperandType.InlineSwitch:
                var targets = code.ReadInt32();
                code.Offset += 4 * targets;
                break;
            case var operand:
                code.Offset += Size(operand);
                break;
        }
    }

    private static int Size(OperandType operand) => operand switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        _ => 4,
    };

    private (TypeDefinition Type, string Name) Outermost(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        while (type.IsNested)
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        return (type, _metadata.GetString(type.Name));
    }

    private string Room(TypeDefinitionHandle handle) => _metadata.GetString(Outermost(handle).Type.Namespace);
}
