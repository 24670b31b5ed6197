using System.Reflection;
using AttnGen.Tests.Harness;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>
/// Kernels whose classes have names that generated code could trip over, all in one assembly: nested in generic types, generic
/// themselves, keywords, and one name in several places. Each computes what its own shape says.
/// </summary>
public sealed class TypeNamesTests
{
    private const string Source = """
        using AttnGen;

        namespace A { [AttentionShape(n: 3, dModel: 8, dK: 4)] public sealed partial class Encoder; }
        namespace A.B { [AttentionShape(n: 4, dModel: 8, dK: 4)] public sealed partial class Encoder; }
        namespace B
        {
            [AttentionShape(n: 5, dModel: 8, dK: 4)] public sealed partial class Encoder;
            [AttentionShape(n: 6, dModel: 8, dK: 4)] public sealed partial class ENCODER;
            [AttentionShape(n: 7, dModel: 8, dK: 4)] public sealed partial class Encoder<T>;

            public static partial class Layers<T> where T : class
            {
                [AttentionShape(n: 8, dModel: 8, dK: 4)] public sealed partial class Encoder;

                public partial struct Of<TOther>
                {
                    [AttentionShape(n: 9, dModel: 8, dK: 4)] public sealed partial class Encoder<T2> where T2 : T;
                }
            }
        }

        namespace @class.@namespace
        {
            public partial record @struct<@event>
            {
                [AttentionShape(n: 10, dModel: 8, dK: 4)] public sealed partial class @static;
                [AttentionShape(n: 11, dModel: 8, dK: 4)] public sealed partial class @await<@in>;
            }
        }
        """;

    private static readonly Type[] s_kernels =
    [
        .. Assembly.Load(KernelCompiler.Compile("TypeNames", new CompilerSettings { Documentation = false }, Source)).GetTypes()
            .Where(type => type.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IAttentionKernel<>)))
            .Select(Closed),
    ];

    public static TheoryData<string> Names =>
    [
        "A.Encoder",
        "A.B.Encoder",
        "B.Encoder",
        "B.ENCODER",
        "B.Encoder`1",
        "B.Layers`1+Encoder",
        "B.Layers`1+Of`1+Encoder`1",
        "class.namespace.struct`1+static",
        "class.namespace.struct`1+await`1",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_computes_its_own_shape(string name)
    {
        Kernel kernel = Kernel.Of(s_kernels.Single(type => Name(type) == name));
        Assert.Equal(3 + Names.Select(row => row.Data).ToList().IndexOf(name), kernel.Shape.N);

        AttentionWeights weights = AttentionWeights.CreateRandom(kernel.Shape, seed: 1);
        float[] x = [.. Enumerable.Range(0, kernel.Shape.InputLength).Select(i => MathF.Sin(i))];
        double[] expected = AttentionReference.Forward(kernel.Shape, weights, x);
        foreach (KernelFace face in kernel.Faces(weights))
        {
            var output = new float[kernel.Shape.OutputLength];
            face.Forward(x, output);
            Assert.All(output.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-5));
        }
    }

    [Fact]
    public void There_is_no_other() => Assert.Equal(Names.Count, s_kernels.Length);

    private static Type Closed(Type type) => type.IsGenericTypeDefinition
        ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(string))])
        : type;

    private static string Name(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!;
}
