using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace WesMemGuard.Conventions.Tests.Rules;

/// <summary>Which types of an assembly use which others of it, as compiled: in signatures, in fields, in code. Nested
/// types count as the one that holds them, and what the compiler made as the type it was made for.</summary>
internal static class TypeUse
{
    /// <summary>The uses of an assembly file, each once, none of a type by itself.</summary>
    public static IReadOnlyCollection<(TypeName User, TypeName Used)> Of(string assemblyFile)
    {
        using var stream = File.OpenRead(assemblyFile);
        using var file = new PEReader(stream);
        var reader = file.GetMetadataReader();
        var uses = new HashSet<(TypeName, TypeName)>();
        foreach (var handle in reader.TypeDefinitions)
        {
            var user = Outermost(reader, handle);
            if (user.Namespace.Length == 0)
                continue;
            var found = new Found(reader);
            Read(file, reader.GetTypeDefinition(handle), found);
            uses.UnionWith(found.Types.Select(t => Outermost(reader, t)).Where(used => used != user
                && used.Namespace.Length > 0)
                .Select(used => (user, used)));
        }

        return uses;
    }

    private static void Read(PEReader file, TypeDefinition type, Found found)
    {
        found.Add(type.BaseType);
        foreach (var handle in type.GetInterfaceImplementations())
            found.Add(found.Reader.GetInterfaceImplementation(handle).Interface);
        foreach (var handle in type.GetFields())
            found.Reader.GetFieldDefinition(handle).DecodeSignature(found, null);
        foreach (var handle in type.GetMethods())
        {
            var method = found.Reader.GetMethodDefinition(handle);
            method.DecodeSignature(found, null);
            if (method.RelativeVirtualAddress != 0)
                Code(file.GetMethodBody(method.RelativeVirtualAddress), found);
        }
    }

    private static void Code(MethodBodyBlock body, Found found)
    {
        if (!body.LocalSignature.IsNil)
            found.Reader.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(found, null);
        foreach (var token in Instructions.Tokens(body.GetILBytes()!))
            found.Add(MetadataTokens.EntityHandle(token));
    }

    private static TypeName Outermost(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
            type = reader.GetTypeDefinition(type.GetDeclaringType());
        return new TypeName(reader.GetString(type.Namespace), reader.GetString(type.Name));
    }

    /// <summary>Collects the types of this assembly that signatures and tokens name.</summary>
    private sealed class Found(MetadataReader reader) : ISignatureTypeProvider<bool, object?>
    {
        public MetadataReader Reader { get; } = reader;

        public HashSet<TypeDefinitionHandle> Types { get; } = [];

        public void Add(EntityHandle handle)
        {
            if (handle.IsNil)
                return;
            switch (handle.Kind)
            {
                case HandleKind.TypeDefinition:
                    Types.Add((TypeDefinitionHandle)handle);
                    break;
                case HandleKind.TypeSpecification:
                    Reader.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(this, null);
                    break;
                case HandleKind.MethodDefinition:
                    Types.Add(Reader.GetMethodDefinition((MethodDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.FieldDefinition:
                    Types.Add(Reader.GetFieldDefinition((FieldDefinitionHandle)handle).GetDeclaringType());
                    break;
                case HandleKind.MemberReference:
                    Add(Reader.GetMemberReference((MemberReferenceHandle)handle).Parent);
                    break;
                case HandleKind.MethodSpecification:
                    var specification = Reader.GetMethodSpecification((MethodSpecificationHandle)handle);
                    Add(specification.Method);
                    specification.DecodeSignature(this, null);
                    break;
            }
        }

        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
            Types.Add(handle);

        public bool GetTypeFromSpecification(
            MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => true;

        public bool GetArrayType(bool elementType, ArrayShape shape) => true;

        public bool GetByReferenceType(bool elementType) => true;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => true;

        public bool GetGenericInstantiation(bool genericType, ImmutableArray<bool> typeArguments) => true;

        public bool GetGenericMethodParameter(object? genericContext, int index) => true;

        public bool GetGenericTypeParameter(object? genericContext, int index) => true;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => true;

        public bool GetPinnedType(bool elementType) => true;

        public bool GetPointerType(bool elementType) => true;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => true;

        public bool GetSZArrayType(bool elementType) => true;
    }
}
