using System.Buffers.Binary;
using System.Globalization;
using AttnGen.Tests.Harness;
using AttnGen.Tests.Samples;
using Xunit;

namespace AttnGen.Tests.Runtime.Safetensors;

/// <summary>Well-formed files: what they list, and the floats that come out of each element type.</summary>
public sealed class SafetensorsFileTests
{
    private static readonly float[] s_values = [1.5f, -2, 0.1f, 3e-5f, float.PositiveInfinity, -0f];

    [Fact]
    public void Tensors_are_listed_in_the_order_of_their_bytes_with_type_shape_and_place()
    {
        const string Header = """
            {"second":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]},"__metadata__":{"format":"pt","über":"é"},
             "first":{"shape":[2,1],"data_offsets":[0,8],"dtype":"F32"},"new":{"dtype":"F4","shape":[3],"data_offsets":[12,14],"more":[{}]}}
            """;

        using SafetensorsFile file = SafetensorsFile.Read(SafetensorsBuilder.Raw(Header, dataBytes: 14));

        Assert.Equal(["first", "second", "new"], file.Tensors.Select(tensor => tensor.Name));
        Assert.Equal(["F32", "BF16", "F4"], file.Tensors.Select(tensor => tensor.ElementType));
        Assert.Equal([2L, 1], file.Tensors[0].Shape);
        Assert.Equal([(0, 8), (8, 12), (12, 14)], file.Tensors.Select(tensor => (tensor.Start, tensor.End)));
        Assert.Equal([2, 2, 3], file.Tensors.Select(tensor => tensor.Length));
        Assert.Equal("'first' (F32 [2, 1])", file.Tensors[0].ToString());
        Assert.Equal(["format", "über"], file.Metadata.Keys);
        Assert.Equal("é", file.Metadata["über"]);
        Assert.True(file.TryGetTensor("second", out SafetensorsTensor? second));
        Assert.Same(second, file.GetTensor("second"));
        Assert.False(file.TryGetTensor("third", out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2047)]
    [InlineData(4096)]
    [InlineData(10_001)]
    public void Every_floating_point_type_comes_out_as_floats(int length)
    {
        var random = new Random(length);
        var expected = new float[length];
        for (int i = 0; i < length; i++)
        {
            expected[i] = i < s_values.Length ? s_values[i] : (float)((random.NextDouble() * 8) - 4);
        }

        using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder()
            .Floats("half", "F16", expected, length)
            .Floats("brain", "BF16", expected, length)
            .Floats("float", "F32", expected, length)
            .Floats("double", "F64", expected, length)
            .Build());

        AssertReads(file.GetTensor("float"), expected);
        AssertReads(file.GetTensor("double"), expected);
        AssertReads(file.GetTensor("half"), [.. expected.Select(value => ElementBytes.Rounded("F16", value))]);
        AssertReads(file.GetTensor("brain"), [.. expected.Select(value => ElementBytes.Rounded("BF16", value))]);
    }

    [Theory]
    [InlineData("F16", "0080 007C 00FC 0100 FF7B 00C2", new[] { -0f, float.PositiveInfinity, float.NegativeInfinity, 5.9604645e-8f, 65504, -3 })]
    [InlineData("BF16", "0080 807F 80FF 0100 7F7F 40C0", new[] { -0f, float.PositiveInfinity, float.NegativeInfinity, 9.1835e-41f, 3.3895314e38f, -3 })]
    [InlineData("F32", "00000080 01000000 FFFF7F7F 000040C0", new[] { -0f, float.Epsilon, float.MaxValue, -3 })]
    [InlineData("F64", "0000000000000080 00000000000008C0 0000000000000000", new[] { -0f, -3, 0 })]
    public void The_ends_of_each_type_are_read_from_its_bits(string type, string hexadecimal, float[] expected)
    {
        byte[] bytes = Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal));
        using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder().Tensor("x", type, bytes, expected.Length).Build());

        Assert.Equal(Bits(expected), Bits(file.GetTensor("x").ReadFloats()));

        static int[] Bits(float[] values) => Array.ConvertAll(values, BitConverter.SingleToInt32Bits);
    }

    [Fact]
    public void Values_that_are_no_numbers_stay_so()
    {
        foreach (string type in (string[])["F16", "BF16", "F32", "F64"])
        {
            byte[] bytes = ElementBytes.Of(type, [float.NaN]);
            using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder().Tensor("x", type, bytes, 1).Build());
            Assert.True(float.IsNaN(Assert.Single(file.GetTensor("x").ReadFloats())));
        }
    }

    [Fact]
    public void A_double_that_no_float_holds_is_infinite()
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, -1e300);
        using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder().Tensor("x", "F64", bytes).Build());

        Assert.Equal([float.NegativeInfinity], file.GetTensor("x").ReadFloats());
    }

    [Fact]
    public void Single_numbers_and_empty_tensors_are_tensors()
    {
        using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder()
            .Floats("nothing", [], 0, 7).Floats("one", [42f]).Floats("nothing more", [], 3, 0).Build());

        Assert.Equal([42f], file.GetTensor("one").ReadFloats());
        Assert.Empty(file.GetTensor("nothing").ReadFloats());
        Assert.Empty(file.GetTensor("nothing more").ReadFloats());
        Assert.Empty(SafetensorsFile.Read(SafetensorsBuilder.Raw("{}")).Tensors);
    }

    [Fact]
    public void A_file_on_disk_is_read_as_one_in_memory()
    {
        byte[] bytes = new SafetensorsBuilder().Floats("x", s_values, 2, 3).Build();
        using var folder = new TemporaryFolder();
        string path = folder.File("model.safetensors");
        File.WriteAllBytes(path, bytes);

        using (SafetensorsFile file = SafetensorsFile.Open(path))
        {
            Assert.Equal(s_values, file.GetTensor("x").ReadFloats());
            SafetensorsTensor tensor = file.GetTensor("x");
            file.Dispose();
            Assert.Throws<ObjectDisposedException>(() => tensor.ReadFloats());
        }

        File.Delete(path);
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(path));
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Open(""));
    }

    [Fact]
    public void A_refused_file_is_closed()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("text.safetensors");
        File.WriteAllText(path, "This is no model.");

        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(path));

        // With another reader this fails where the first one is still open.
        using FileStream alone = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(17, alone.Length);
    }

    [Fact]
    public void A_file_that_becomes_shorter_is_not_read_past_its_end()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("model.safetensors");
        byte[] bytes = new SafetensorsBuilder().Floats("x", s_values, 6).Build();
        File.WriteAllBytes(path, bytes);
        using SafetensorsFile file = SafetensorsFile.Open(path);
        using (FileStream other = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            other.SetLength(bytes.Length - 1);
        }

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => file.GetTensor("x").ReadFloats());

        Assert.Equal("The file has become shorter since it was opened.", refusal.Message);
    }

    [Fact]
    public void A_file_of_more_than_4_gigabytes_is_read_in_parts()
    {
        const long Halves = 1L << 31;
        string header = string.Create(
            CultureInfo.InvariantCulture,
            $$$"""
            {"large":{"dtype":"F16","shape":[2,{{{Halves / 2}}}],"data_offsets":[0,{{{2 * Halves}}}]},
             "last":{"dtype":"F32","shape":[6],"data_offsets":[{{{2 * Halves}}},{{{(2 * Halves) + 24}}}]}}
            """);
        using var folder = new TemporaryFolder();
        string path = folder.File("large.safetensors");
        using (FileStream stream = File.Create(path))
        {
            // What lies between is a hole that takes no space on the disk, and reads as zeros.
            stream.Write(SafetensorsBuilder.Raw(header));
            long dataStart = stream.Position;
            stream.Position = dataStart + (2 * Halves) - 4;
            stream.Write([0x00, 0x3C, 0x00, 0xC0]);
            stream.Write(ElementBytes.Of("F32", s_values));
        }

        using SafetensorsFile file = SafetensorsFile.Open(path);
        SafetensorsTensor large = file.GetTensor("large");
        var end = new float[3];
        large.ReadFloats(Halves - 3, end);

        Assert.Equal([0, 1, -2], end);
        Assert.Equal(s_values, file.GetTensor("last").ReadFloats());
        Assert.Equal(
            "'large' (F16 [2, 1073741824]) has more elements than an array holds: read it in parts.",
            Assert.Throws<InvalidDataException>(() => large.ReadFloats()).Message);
    }

    [Fact]
    public void A_disposed_file_in_memory_is_not_read()
    {
        SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder().Floats("x", s_values, 6).Build());
        SafetensorsTensor tensor = file.GetTensor("x");
        file.Dispose();

        Assert.Throws<ObjectDisposedException>(() => tensor.ReadFloats());
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 7)]
    [InlineData(6, 1)]
    [InlineData(long.MaxValue, 1)]
    public void A_part_outside_the_tensor_is_refused(long first, int count)
    {
        using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder().Floats("x", s_values, 6).Floats("y", s_values, 6).Build());

        ArgumentOutOfRangeException refusal = Assert.Throws<ArgumentOutOfRangeException>(
            () => file.GetTensor("x").ReadFloats(first, new float[count]));

        Assert.StartsWith($"{count} elements from there are asked for, but 'x' (F32 [6]) has 6.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_are_listed_but_not_read_as_floats()
    {
        using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder().Tensor("ids", "I64", new byte[16], 2).Build());

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => file.GetTensor("ids").ReadFloats());

        Assert.Equal("'ids' (I64 [2]) cannot be read as floats: its elements are none of F32, F16, BF16 and F64.", refusal.Message);
    }

    [Fact]
    public void A_missing_name_is_answered_with_the_nearest_ones()
    {
        using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder()
            .Floats("bert.encoder.layer.0.query.weight", [1], 1).Floats("bert.encoder.layer.0.key.weight", [1], 1)
            .Floats("bert.encoder.layer.1.query.weight", [1], 1).Floats("pooler.weight", [1], 1).Build());

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => file.GetTensor("encoder.layer.0.query.weight"));

        Assert.Equal(
            "The file has no tensor 'encoder.layer.0.query.weight'; the nearest of its 4 names: 'bert.encoder.layer.0.query.weight', "
            + "'bert.encoder.layer.1.query.weight', 'bert.encoder.layer.0.key.weight'.",
            refusal.Message);
        Assert.StartsWith(
            "The file has no tensor 'model.pooler.weight'; the nearest of its 4 names: 'pooler.weight', ",
            Assert.Throws<InvalidDataException>(() => file.GetTensor("model.pooler.weight")).Message,
            StringComparison.Ordinal);
        Assert.Equal(
            "The file has no tensor 'x'; it has none of any such name.",
            Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(SafetensorsBuilder.Raw("{}")).GetTensor("x")).Message);
    }

    [Fact]
    public void A_name_that_differs_in_its_prefix_alone_is_nearer_than_any_other()
    {
        using SafetensorsFile file = SafetensorsFile.Read(new SafetensorsBuilder()
            .Floats("decoder.layer.0.query.weight", [1], 1).Floats("text_model.bert.encoder.layer.0.query.weight", [1], 1).Build());

        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => file.GetTensor("encoder.layer.0.query.weight"));

        Assert.EndsWith(
            "names: 'text_model.bert.encoder.layer.0.query.weight', 'decoder.layer.0.query.weight'.",
            refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Messages_are_the_same_in_a_hostile_culture()
    {
        const string Header = """{"x":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""";
        string Message() => Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(SafetensorsBuilder.Raw(Header, 4))).Message
            + SafetensorsFile.Read(new SafetensorsBuilder().Floats("x", [1], 1).Build()).Tensors[0];

        string expected = Message();
        using (new HostileCulture())
        {
            Assert.Equal(expected, Message());
        }
    }

    private static void AssertReads(SafetensorsTensor tensor, float[] expected)
    {
        Assert.Equal(expected, tensor.ReadFloats());
        int half = expected.Length / 2;
        var part = new float[expected.Length - half];
        tensor.ReadFloats(half, part);
        Assert.Equal(expected[half..], part);
    }
}
