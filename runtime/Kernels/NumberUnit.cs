namespace AttnGen;

/// <summary>What several numbers of a type are called in messages.</summary>
/// <typeparam name="T">The type.</typeparam>
internal static class NumberUnit<T>
    where T : unmanaged
{
    /// <summary>The plural, made once: it is at hand in calls that allocate nothing.</summary>
    public static readonly string Name =
        typeof(T) == typeof(float) ? "floats" : typeof(T) == typeof(double) ? "doubles" : typeof(T).Name + " numbers";
}
