namespace AttnGen.Tests.Harness;

/// <summary>Numbers of 16 bits, made and read one at a time, so that no test stands on the conversions that it checks.</summary>
internal static class TestElements
{
    /// <summary>The relative error that rounding to an element type makes at most: 2^−p of its p significant bits; 0 for floats.</summary>
    public static double UnitRoundoff(ElementType element) => element switch
    {
        ElementType.Float16 => Math.ScaleB(1, -11),
        ElementType.BFloat16 => Math.ScaleB(1, -8),
        _ => 0,
    };

    /// <summary>The error that rounding makes at most of the smallest numbers.</summary>
    public static double SmallestError(ElementType element) => element switch
    {
        ElementType.Float16 => Math.ScaleB(1, -25),
        ElementType.BFloat16 => Math.ScaleB(1, -134),
        _ => 0,
    };

    /// <summary>Rounds floats to what an element type holds.</summary>
    public static void Round(ElementType element, Span<float> values)
    {
        foreach (ref float value in values)
        {
            value = element switch
            {
                ElementType.Float16 => (float)(Half)value,
                ElementType.BFloat16 => (float)(BFloat16)value,
                _ => value,
            };
        }
    }

    /// <summary>The nearest element.</summary>
    public static TElement Narrow<TElement>(float value)
        where TElement : unmanaged =>
        typeof(TElement) == typeof(Half) ? (TElement)(object)(Half)value : (TElement)(object)(BFloat16)value;

    /// <summary>The nearest elements.</summary>
    public static TElement[] Narrow<TElement>(ReadOnlySpan<float> values)
        where TElement : unmanaged
    {
        var elements = new TElement[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            elements[i] = Narrow<TElement>(values[i]);
        }

        return elements;
    }

    /// <summary>The float of the same value; of a double, the nearest.</summary>
    public static float ToFloat<TElement>(TElement element)
        where TElement : unmanaged => element switch
    {
        Half half => (float)half,
        BFloat16 brain => (float)brain,
        double number => (float)number,
        _ => throw new NotSupportedException($"{typeof(TElement)} is no element type."),
    };
}
