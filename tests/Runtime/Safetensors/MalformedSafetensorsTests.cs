using Xunit;

namespace AttnGen.Tests.Runtime.Safetensors;

/// <summary>Files that are damaged, made up, or no safetensors files at all: each is refused with a sentence that says why.</summary>
public sealed class MalformedSafetensorsTests
{
    private const string Entry = "\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]";

    [Theory]
    [InlineData("", "A safetensors file has at least 8 bytes; this one has 0.")]
    [InlineData("01020304050607", "A safetensors file has at least 8 bytes; this one has 7.")]
    [InlineData("0300000000000000 7B7D", "The header would have 3 bytes, but the file has 2 behind its first 8")]
    [InlineData("FFFFFFFFFFFFFFFF 7B7D", "The header would have 18446744073709551615 bytes, but the file has 2")]
    [InlineData("0000000000000080 7B7D", "The header would have 9223372036854775808 bytes")]
    [InlineData("0000000000000000", "The header does not start with '{'")]
    [InlineData("0300000000000000 207B7D", "The header does not start with '{'")]
    [InlineData("0500000000000000 EFBBBF7B7D", "The header does not start with '{'")]
    [InlineData("0500000000000000 7B22FF227D", "The header is no UTF-8.")]
    [InlineData("0400000000000000 7B7D0000", "The header of the safetensors file is no JSON")]
    [InlineData("0200000000000000 7B7D00", "The tensors end at byte 0, but the data end at 1.")]
    public void A_file_that_is_none_is_refused(string hexadecimal, string message) =>
        AssertRefused(Convert.FromHexString(hexadecimal.Replace(" ", "", StringComparison.Ordinal)), message);

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("{\"x\"}", "no JSON")]
    [InlineData("{\"x\":}", "no JSON")]
    [InlineData("{} {}", "no JSON")]
    [InlineData("{,}", "no JSON")]
    [InlineData("{\"x\":{" + Entry + "},}", "no JSON")]
    [InlineData("{\"x\":{" + Entry + ",\"more\":\"", "no JSON")]
    [InlineData("{\"\\ud800\":{" + Entry + "}}", "a text that is no Unicode at byte 1")]
    [InlineData("{\"x\":{\"dtype\":\"\\udfff\",\"shape\":[2],\"data_offsets\":[0,8]}}", "a text that is no Unicode at byte 14")]
    [InlineData("{\"x\":null}", "Tensor 'x' is no JSON object.")]
    [InlineData("{\"x\":[]}", "Tensor 'x' is no JSON object.")]
    [InlineData("{\"x\":{}}", "Tensor 'x' lacks its dtype, its shape or its two data_offsets.")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}}", "Tensor 'x' lacks its dtype, its shape or its two data_offsets.")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}", "Tensor 'x' lacks its dtype, its shape or its two data_offsets.")]
    [InlineData("{\"x\":{\"shape\":[2],\"data_offsets\":[0,8]}}", "Tensor 'x' lacks its dtype, its shape or its two data_offsets.")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}", "lacks its dtype, its shape or its two data_offsets.")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4,8]}}", "lacks its dtype, its shape or its two data_offsets.")]
    [InlineData("{\"x\":{\"dtype\":3,\"shape\":[2],\"data_offsets\":[0,8]}}", "Tensor 'x' has a dtype that is no text.")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":2,\"data_offsets\":[0,8]}}", "Tensor 'x' has a shape that is no list.")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":{}}}", "Tensor 'x' has a data_offsets that is no list.")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", "Tensor 'x' has two dtypes.")]
    [InlineData("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"shape\":[2],\"data_offsets\":[0,8]}}", "Tensor 'x' has two shapes.")]
    [InlineData("{\"x\":{" + Entry + ",\"data_offsets\":[0,8]}}", "Tensor 'x' has two data_offsets.")]
    [InlineData("{\"x\":{" + Entry + "},\"x\":{" + Entry + "}}", "The header has two tensors 'x'.")]
    [InlineData("{\"x\":{" + Entry + "},\"\\u0078\":{" + Entry + "}}", "The header has two tensors 'x'.")]
    [InlineData("{\"__metadata__\":[]}", "__metadata__ is no JSON object.")]
    [InlineData("{\"__metadata__\":{},\"__metadata__\":{}}", "The header has two __metadata__.")]
    [InlineData("{\"__metadata__\":{\"step\":3}}", "__metadata__ has a 'step' that is no text.")]
    [InlineData("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "__metadata__ has two 'a'.")]
    public void A_header_that_is_none_is_refused(string header, string message) => AssertRefused(SafetensorsBuilder.Raw(header, 8), message);

    [Theory]
    [InlineData("[-2]", "[0,8]", "has a shape with something else than whole numbers from 0.")]
    [InlineData("[2.5]", "[0,8]", "has a shape with something else than whole numbers from 0.")]
    [InlineData("[\"2\"]", "[0,8]", "has a shape with something else than whole numbers from 0.")]
    [InlineData("[[2]]", "[0,8]", "has a shape with something else than whole numbers from 0.")]
    [InlineData("[9223372036854775808]", "[0,8]", "has a shape with something else than whole numbers from 0.")]
    [InlineData("[2]", "[-8,0]", "has a data_offsets with something else than whole numbers from 0.")]
    [InlineData("[2]", "[0,18446744073709551615]", "has a data_offsets with something else than whole numbers from 0.")]
    [InlineData("[2]", "[0,9223372036854775807]", "which take 8 bytes, but its data_offsets 0 … 9223372036854775807 hold 9223372036854775807.")]
    [InlineData("[2]", "[8,0]", "ends at byte 0, before its start at 8.")]
    [InlineData("[3]", "[0,8]", "Tensor 'x' has F32 elements of shape [3], which take 12 bytes, but its data_offsets 0 … 8 hold 8.")]
    [InlineData("[]", "[0,8]", "Tensor 'x' has F32 elements of shape [], which take 4 bytes, but its data_offsets 0 … 8 hold 8.")]
    [InlineData("[4611686018427387904,4]", "[0,0]", "has a shape [4611686018427387904, 4] whose product is too large.")]
    [InlineData("[4611686018427387904,4,0]", "[0,0]", "has a shape [4611686018427387904, 4, 0] whose product is too large.")]
    [InlineData("[4611686018427387905]", "[0,4]", "which take 18446744073709551620 bytes")]
    [InlineData("[4]", "[0,16]", "Tensor 'x' ends at byte 16, but the data end at 8: the file is cut off or damaged.")]
    [InlineData("[1]", "[0,4]", "The tensors end at byte 4, but the data end at 8.")]
    [InlineData("[1]", "[4,8]", "Tensor 'x' starts at byte 4, but the start of the data ends at 0: there is a hole between them.")]
    public void A_tensor_that_does_not_fit_is_refused(string shape, string offsets, string message) =>
        AssertRefused(SafetensorsBuilder.Raw($$$"""{"x":{"dtype":"F32","shape":{{{shape}}},"data_offsets":{{{offsets}}} }}""", 8), message);

    [Theory]
    [InlineData("[4,8]", "Tensor 'y' starts at byte 4, but tensor 'x' ends at 8: they overlap.")]
    [InlineData("[0,4]", "Tensor 'x' starts at byte 0, but tensor 'y' ends at 4: they overlap.")]
    [InlineData("[12,16]", "Tensor 'y' starts at byte 12, but tensor 'x' ends at 8: there is a hole between them.")]
    public void Tensors_that_overlap_or_leave_a_hole_are_refused(string offsets, string message) => AssertRefused(
        SafetensorsBuilder.Raw($$$"""{"x":{ {{{Entry}}} },"y":{"dtype":"F32","shape":[1],"data_offsets":{{{offsets}}} }}""", 16), message);

    [Fact]
    public void A_header_nested_without_end_is_refused()
    {
        string nested = new string('[', 100_000) + new string(']', 100_000);
        AssertRefused(SafetensorsBuilder.Raw($$$"""{"x":{"more":{{{nested}}} }}"""), "no JSON");
    }

    [Fact]
    public void A_header_beyond_the_limit_is_refused_unread()
    {
        var header = new byte[100_000_001];
        header.AsSpan().Fill((byte)' ');
        "{}"u8.CopyTo(header);

        AssertRefused(SafetensorsBuilder.Raw(header, []), "The header has 100000001 bytes, and the limit is 100000000.");
        Assert.Empty(SafetensorsFile.Read(SafetensorsBuilder.Raw(header.AsSpan(0, 100_000_000), [])).Tensors);
    }

    [Fact]
    public void A_name_of_a_megabyte_and_a_shape_of_a_thousand_sizes_do_no_harm()
    {
        string name = new('n', 1 << 20);
        string sizes = string.Join(",", Enumerable.Repeat("1", 1000));
        byte[] file = SafetensorsBuilder.Raw($$$"""{"{{{name}}}":{"dtype":"F32","shape":[{{{sizes}}}],"data_offsets":[0,4]}}""", 4);

        using SafetensorsFile read = SafetensorsFile.Read(file);

        Assert.Equal([0f], read.GetTensor(name).ReadFloats());
        Assert.True(read.GetTensor(name).ToString().Length < 300);
        Assert.EndsWith(
            "it has none of any such name.", Assert.Throws<InvalidDataException>(() => read.GetTensor("x")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a\\u001b[2Jb", "'a\\u001b[2Jb'")]
    [InlineData("a\\r\\nerror: b", "'a\\u000d\\u000aerror: b'")]
    [InlineData("a\\u202eb", "'a\\u202eb'")]
    [InlineData("a\u2028b", "'a\\u2028b'")]
    [InlineData("größe-头", "'größe-头'")]
    public void A_name_steers_no_terminal_that_shows_the_message(string json, string shown)
    {
        AssertRefused(SafetensorsBuilder.Raw($$$"""{"{{{json}}}":null}"""), $"Tensor {shown} is no JSON object.");
        AssertRefused(SafetensorsBuilder.Raw($$$"""{"__metadata__":{"{{{json}}}":1}}"""), $"has a {shown} that is no text.");
        using SafetensorsFile file = SafetensorsFile.Read(
            SafetensorsBuilder.Raw($$$"""{"{{{json}}}":{"dtype":"{{{json}}}","shape":[],"data_offsets":[0,0]}}"""));
        Assert.Equal($"{shown} ({shown[1..^1]} [])", file.Tensors[0].ToString());
        InvalidDataException missing = Assert.Throws<InvalidDataException>(() => file.GetTensor("x"));
        Assert.EndsWith($"names: {shown}.", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_name_is_cut_off_in_a_message()
    {
        string name = new('n', 1 << 20);
        AssertRefused(SafetensorsBuilder.Raw($$"""{"{{name}}":null}"""), $"Tensor '{new string('n', 200)}…' is no JSON object.");
    }

    private static void AssertRefused(byte[] file, string message)
    {
        InvalidDataException refusal = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Read(file));
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        Assert.True(refusal.Message.Length < 1000, "The message fills the screen.");
    }
}
