using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AttnGen.Tests.Budgets;

/// <summary>What the just-in-time compiler will have to deal with in one method, read from an assembly file.</summary>
/// <param name="Name">Namespace, type and method, as the just-in-time compiler's reports write them: <c>Namespace.Type:Method</c>.</param>
/// <param name="IlBytes">The size of its IL.</param>
/// <param name="Locals">The number of its locals.</param>
/// <param name="MultiplyAdds">The number of its calls to a fused or estimated multiply-add.</param>
/// <param name="IsAggressivelyOptimized">Whether it is compiled with full optimization at once.</param>
internal sealed record IlMethod(string Name, int IlBytes, int Locals, int MultiplyAdds, bool IsAggressivelyOptimized)
{
    private static readonly OpCode[] s_oneByte = new OpCode[256];
    private static readonly OpCode[] s_twoBytes = new OpCode[256];

    static IlMethod()
    {
        foreach (FieldInfo field in typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            var code = (OpCode)field.GetValue(null)!;
            (code.Size == 1 ? s_oneByte : s_twoBytes)[code.Value & 0xFF] = code;
        }
    }

    /// <summary>All methods with a body.</summary>
    public static IReadOnlyList<IlMethod> ReadAll(byte[] image)
    {
        using var file = new PEReader(new MemoryStream(image));
        MetadataReader metadata = file.GetMetadataReader();
        return
        [
            .. metadata.MethodDefinitions.Select(metadata.GetMethodDefinition)
                .Where(method => method.RelativeVirtualAddress != 0)
                .Select(method => Read(file, metadata, method)),
        ];
    }

    private static IlMethod Read(PEReader file, MetadataReader metadata, MethodDefinition method)
    {
        MethodBodyBlock body = file.GetMethodBody(method.RelativeVirtualAddress);
        BlobReader il = body.GetILReader();
        TypeDefinition type = metadata.GetTypeDefinition(method.GetDeclaringType());
        string folder = type.Namespace.IsNil ? "" : metadata.GetString(type.Namespace) + ".";
        return new IlMethod(
            $"{folder}{metadata.GetString(type.Name)}:{metadata.GetString(method.Name)}",
            il.Length,
            CountLocals(metadata, body),
            CountMultiplyAdds(metadata, ref il),
            method.ImplAttributes.HasFlag(MethodImplAttributes.AggressiveOptimization));
    }

    private static int CountLocals(MetadataReader metadata, MethodBodyBlock body)
    {
        if (body.LocalSignature.IsNil)
        {
            return 0;
        }

        BlobReader signature = metadata.GetBlobReader(metadata.GetStandaloneSignature(body.LocalSignature).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadCompressedInteger();
    }

    private static int CountMultiplyAdds(MetadataReader metadata, ref BlobReader il)
    {
        int calls = 0;
        while (il.RemainingBytes > 0)
        {
            byte first = il.ReadByte();
            OpCode code = first == 0xFE ? s_twoBytes[il.ReadByte()] : s_oneByte[first];
            switch (code.OperandType)
            {
                case OperandType.InlineMethod:
                    string? called = NameOf(metadata, MetadataTokens.EntityHandle(il.ReadInt32()));
                    calls += called is "MultiplyAddEstimate" or "FusedMultiplyAdd" or "MultiplyAdd" or "MultiplyAddNegated" ? 1 : 0;
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    il.Offset += 1;
                    break;
                case OperandType.InlineVar:
                    il.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    il.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    il.Offset += 4 * il.ReadInt32();
                    break;
                default:
                    il.Offset += 4;
                    break;
            }
        }

        return calls;
    }

    private static string? NameOf(MetadataReader metadata, EntityHandle method) => method.Kind switch
    {
        HandleKind.MethodDefinition => metadata.GetString(metadata.GetMethodDefinition((MethodDefinitionHandle)method).Name),
        HandleKind.MemberReference => metadata.GetString(metadata.GetMemberReference((MemberReferenceHandle)method).Name),
        HandleKind.MethodSpecification =>
            NameOf(metadata, metadata.GetMethodSpecification((MethodSpecificationHandle)method).Method),
        _ => null,
    };
}
