using System.Reflection;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Kernels.Checks;
using AttnGen.Tests.Kernels.Problems;
using AttnGen.Tests.Kernels.Shapes;
using Xunit;

namespace AttnGen.Tests.Kernels;

/// <summary>What holds of every call: it allocates nothing, says what is wrong with its arguments, and has the documented face.</summary>
[Trait("Category", "Kernels")]
public sealed class CallingTests
{
    public static TheoryData<string> Names => KernelsUnderTest.RepresentativeNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void No_call_allocates_after_the_first_on_a_thread(string name) => AllocationCheck.Run(KernelsUnderTest.Of(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_lengths_are_refused_by_name_with_the_product(string name) => OnEveryEntry(name, ArgumentCheck.Lengths);

    [Theory]
    [MemberData(nameof(Names))]
    public void Wrong_token_counts_are_refused(string name) => OnEveryEntry(name, ArgumentCheck.TokenCount);

    [Theory]
    [MemberData(nameof(Names))]
    public void Results_may_overlap_nothing_and_touch_anything(string name) => OnEveryEntry(name, ArgumentCheck.Overlaps);

    [Fact]
    public void Messages_are_the_same_in_a_hostile_culture()
    {
        Kernel kernel = KernelsUnderTest.Of(ShapeTable.Representative[0]);
        KernelFace face = kernel.ThroughClass(new Problem(kernel.Shape, 1).Weights);
        string Message()
        {
            var operands = new CallOperands(face, Entry.Forward);
            operands.Set("x", new float[1]);
            return operands.AssertRefused<ArgumentException>("x of 1 float").Message
                + FirstLine(new CallOperands(face, Entry.Forward).AssertRefused<ArgumentOutOfRangeException>("length −1", -1).Message);
        }

        string expected = Message();
        using (new HostileCulture())
        {
            Assert.Equal(expected, Message());
            OnEveryEntry(kernel.ToString(), ArgumentCheck.Lengths);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Inputs_may_share_memory(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        var problem = new Problem(kernel.Shape, 1);
        AttentionShape shape = kernel.Shape;
        if (shape.IsCrossAttention || shape.DV > shape.DK || shape.KeyValueHeads != shape.Heads)
        {
            return;
        }

        var output = new float[shape.AttendOutputLength];
        kernel.ThroughClass(problem.Weights).Attend(problem.Query, problem.Query, problem.Query.AsSpan(0, shape.ValueLength), output);
        double[] expected = AttentionReference.Attend(shape, problem.Query, problem.Query, problem.Query.AsSpan(0, shape.ValueLength));
        for (int i = 0; i < output.Length; i++)
        {
            Assert.Equal(expected[i], output[i], 1e-4);
        }
    }

    [Fact]
    public void Self_attention_and_Attend_have_no_use_for_a_context()
    {
        Kernel kernel = KernelsUnderTest.Of(ShapeTable.Representative.First(shape => !shape.IsCrossAttention));
        var problem = new Problem(kernel.Shape, 1);
        var output = new float[kernel.Shape.OutputLength];
        KernelFace face = kernel.ThroughInterface(problem.Weights);
        Assert.Equal("context", Assert.Throws<ArgumentException>(() => face.Forward(problem.X, output, context: problem.X)).ParamName);
        var heads = new float[kernel.Shape.AttendOutputLength];
        Assert.Equal(
            "context",
            Assert.Throws<ArgumentException>(() => kernel.Attend(
                problem.Query, problem.Key, problem.Value, heads, new AttentionArguments { Context = problem.X })).ParamName);
        Assert.False(output.AsSpan().ContainsAnyExcept(0f), "Forward wrote before the check.");
        Assert.False(heads.AsSpan().ContainsAnyExcept(0f), "Attend wrote before the check.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_Forward_with_Rope_has_use_for_a_position(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        var problem = new Problem(kernel.Shape, 1);
        var output = new float[kernel.Shape.OutputLength];
        var heads = new float[kernel.Shape.AttendOutputLength];
        KernelFace face = kernel.ThroughInterface(problem.Weights);
        void Forward() => face.Forward(problem.X, output, problem.Context, position: 1);
        if (kernel.Shape.Rope == RopePairing.None)
        {
            Assert.Equal("position", Assert.Throws<ArgumentException>(Forward).ParamName);
            Assert.False(output.AsSpan().ContainsAnyExcept(0f), "Forward wrote before the check.");
        }
        else
        {
            Forward();
        }

        Assert.Equal(
            "position",
            Assert.Throws<ArgumentException>(() => kernel.Attend(
                problem.Query, problem.Key, problem.Value, heads, new AttentionArguments { Position = 1 })).ParamName);
        Assert.False(heads.AsSpan().ContainsAnyExcept(0f), "Attend wrote before the check.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_that_do_not_fit_are_refused_and_those_that_do_are_copied(string name)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        ConstructionCheck.RefusesNull(kernel);
        ConstructionCheck.RefusesWrongLengths(kernel);
        ConstructionCheck.RefusesWhatItWouldIgnore(kernel);
        ConstructionCheck.CopiesTheWeights(kernel);
    }

    [Fact]
    public void Every_kernel_tells_the_shape_that_was_asked_for()
    {
        foreach (AttentionShape shape in ShapeTable.All)
        {
            Assert.Equal(shape, KernelsUnderTest.Of(shape).Shape);
        }
    }

    [Fact]
    public void The_class_has_the_documented_methods_with_their_names_and_defaults()
    {
        foreach (Kernel kernel in ShapeTable.Representative.Select(shape => KernelsUnderTest.Of(shape)))
        {
            Assert.False(DocumentedMethod(kernel, "Forward", ClassFace.ForwardOf(kernel.Shape)).IsStatic);
            Assert.True(DocumentedMethod(kernel, "Attend", typeof(ClassFace.AttendMethod)).IsStatic);
        }
    }

    private static void OnEveryEntry(string name, Action<KernelFace, Entry> check)
    {
        Kernel kernel = KernelsUnderTest.Of(name);
        foreach (KernelFace face in kernel.Faces(new Problem(kernel.Shape, 1).Weights))
        {
            foreach (Entry entry in Enum.GetValues<Entry>())
            {
                check(face, entry);
            }
        }
    }

    // The base class library writes the actual value into a second line, in the current culture.
    private static string FirstLine(string message) => message.Split('\n')[0];

    private static MethodInfo DocumentedMethod(Kernel kernel, string name, Type delegateType)
    {
        MethodInfo method = ClassFace.Method(kernel.Type, name, delegateType);
        ParameterInfo[] parameters = method.GetParameters();
        Assert.Equal(
            delegateType.GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.Name),
            parameters.Select(parameter => parameter.Name));
        Assert.Equal(kernel.Shape.KeyValueLength, parameters.Single(parameter => parameter.Name == "length").DefaultValue);
        Assert.True(parameters.Single(parameter => parameter.Name == "attentionWeights").IsOptional);
        Assert.All(parameters.Where(parameter => parameter.Name == "position"), position => Assert.Equal(0, position.DefaultValue));
        return method;
    }
}
