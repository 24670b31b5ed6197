using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;
using AttnGen.Tests.Samples;
using Xunit;

namespace AttnGen.Tests.Runtime.Safetensors;

/// <summary>
/// Thousands of damaged copies of a good file, the same ones each time: each is read whole or refused with
/// <see cref="InvalidDataException"/>, and nothing else happens.
/// </summary>
public sealed partial class SafetensorsFuzzTests
{
    private static readonly AttentionShape s_shape = new(4, 6, 2) { Heads = 2, Bias = true };

    private static readonly AttentionTensorNames s_names = new()
    {
        Query = "q", Key = "k", Value = "v", QueryBias = "q.bias", KeyBias = "k.bias", ValueBias = "v.bias",
    };

    private static readonly string[] s_tokens =
    [
        "-1", "0", "1", "48", "96", "2147483648", "4294967296", "9223372036854775807", "18446744073709551616", "1e9", "0.5", "null", "true",
        "[]", "{}", "\"\"", "\"F16\"", "\"F64\"", "\"I64\"", "\"__metadata__\"", "\"q\"", "\"\\ud800\"", "[[[[[[", "}", ",", ":",
    ];

    private static readonly byte[] s_good = new SafetensorsBuilder()
        .Metadata("format", "pt")
        .Floats("q", new float[24], 4, 6).Tensor("k", "BF16", new byte[48], 4, 6).Tensor("v", "F16", new byte[48], 4, 6)
        .Floats("q.bias", new float[4], 4).Tensor("k.bias", "F64", new byte[32], 4).Floats("v.bias", new float[4], 4)
        .Tensor("ids", "I64", new byte[16], 2)
        .Build();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_damaged_file_in_memory_is_read_or_refused(int seed)
    {
        var random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 5000; i++)
        {
            byte[] damaged = Damage(random);
            read += IsRead(() => SafetensorsFile.Read(damaged), damaged) ? 1 : 0;
        }

        // Neither is the file always refused, which would test little, nor never.
        Assert.InRange(read, 100, 4000);
    }

    [Fact]
    public void A_damaged_file_on_disk_is_read_or_refused()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("damaged.safetensors");
        var random = new Random(5);
        int read = 0;
        for (int i = 0; i < 500; i++)
        {
            byte[] damaged = Damage(random);
            File.WriteAllBytes(path, damaged);
            read += IsRead(() => SafetensorsFile.Open(path), damaged) ? 1 : 0;
        }

        Assert.InRange(read, 5, 400);
    }

    private static bool IsRead(Func<SafetensorsFile> open, byte[] damaged)
    {
        try
        {
            using SafetensorsFile file = open();
            foreach (SafetensorsTensor tensor in file.Tensors.Where(tensor => tensor.ElementType is "F32" or "F16" or "BF16" or "F64"))
            {
                Assert.Equal(tensor.Length, tensor.ReadFloats().Length);
            }

            file.ReadAttention(s_shape, s_names);
            return true;
        }
        catch (InvalidDataException refusal) when (refusal.Message.Length < 1000)
        {
            return false;
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"Damaged file: {Convert.ToHexString(damaged)}", exception);
        }
    }

    private static byte[] Damage(Random random)
    {
        byte[] file = [.. s_good];
        int times = random.Next(1, 4);
        for (int i = 0; i < times; i++)
        {
            file = random.Next(7) switch
            {
                0 => Flip(file, random),
                1 => file[..random.Next(file.Length + 1)],
                2 => Remove(file, random),
                3 => Repeat(file, random),
                4 => ChangeLength(file, random),
                _ => ChangeToken(file, random),
            };
        }

        return file;
    }

    private static byte[] Flip(byte[] file, Random random)
    {
        if (file.Length > 0)
        {
            file[random.Next(file.Length)] ^= (byte)(1 << random.Next(8));
        }

        return file;
    }

    private static byte[] Remove(byte[] file, Random random)
    {
        int start = random.Next(file.Length + 1);
        int count = random.Next(Math.Min(16, file.Length - start) + 1);
        return [.. file[..start], .. file[(start + count)..]];
    }

    private static byte[] Repeat(byte[] file, Random random)
    {
        int start = random.Next(file.Length + 1);
        int count = random.Next(file.Length - start + 1);
        return [.. file[..(start + count)], .. file[start..]];
    }

    private static byte[] ChangeLength(byte[] file, Random random)
    {
        if (file.Length >= sizeof(ulong))
        {
            ulong length = BinaryPrimitives.ReadUInt64LittleEndian(file);
            BinaryPrimitives.WriteUInt64LittleEndian(
                file, random.Next(3) == 0 ? (ulong)random.NextInt64() : length + (ulong)random.Next(-9, 10));
        }

        return file;
    }

    /// <summary>Puts another number, text or sign into the header, and mends the header's length, so that the damage is read.</summary>
    private static byte[] ChangeToken(byte[] file, Random random)
    {
        if (file.Length < sizeof(ulong))
        {
            return file;
        }

        int end = sizeof(ulong) + (int)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(file), (ulong)(file.Length - sizeof(ulong)));
        string header = Encoding.Latin1.GetString(file.AsSpan(sizeof(ulong)..end));
        MatchCollection tokens = Token().Matches(header);
        if (tokens.Count == 0)
        {
            return file;
        }

        Match token = tokens[random.Next(tokens.Count)];
        string other = random.Next(2) == 0 ? s_tokens[random.Next(s_tokens.Length)] : tokens[random.Next(tokens.Count)].Value;
        string changed = header.Remove(token.Index, token.Length).Insert(token.Index, other);
        return SafetensorsBuilder.Raw(Encoding.Latin1.GetBytes(changed), file.AsSpan(end));
    }

    [GeneratedRegex("""-?\d+|"[^"]*"|[][{},:]""")]
    private static partial Regex Token();
}
