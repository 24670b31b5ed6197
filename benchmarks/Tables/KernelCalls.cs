namespace AttnGen.Benchmarks.Tables;

// The calls are written out for each kernel in the tables, as a user writes them: the interface's static abstract members would be
// reached through a generic dictionary, which costs a small shape several nanoseconds a call.

/// <summary>A kernel's <c>Forward</c> with nothing but its two required arguments.</summary>
internal delegate void ForwardCall<TKernel>(TKernel kernel, ReadOnlySpan<float> x, Span<float> output);

/// <summary>A kernel's static <c>Attend</c> with nothing but its four required arguments.</summary>
internal delegate void AttendCall(ReadOnlySpan<float> query, ReadOnlySpan<float> key, ReadOnlySpan<float> value, Span<float> output);
