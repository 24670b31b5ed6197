namespace AttnGen.Generator.Emit;

/// <summary>2^(score − max) by a table, given what <see cref="TableExponential"/> declares.</summary>
internal sealed record TableExponentialMethod : KernelMethod
{
    private static readonly string[] Names = ["x", "shift", "least"];

    private static readonly string[] Coefficients = ["second", "first", "zeroth"];

    /// <inheritdoc/>
    public override string Name => "Exponential";

    /// <inheritdoc/>
    public override string Summary => "2^(score − max): most of the max is in shift, the rest in the polynomial for 2^f; a table and the exponent's bits for 2^n.";

    /// <inheritdoc/>
    public override string Parameters =>
        string.Join(", ", Names.Concat(Coefficients).Select(name => $"Vector512<float> {name}"));

    /// <inheritdoc/>
    public override string Returns => "Vector512<float>";

    /// <inheritdoc/>
    public override string Compilation => "AggressiveInlining";

    /// <inheritdoc/>
    public override void WriteBody(MethodBody body)
    {
        PowerOfTwo.WriteSplit(body, body.Lanes, "shift", "least");
        PowerOfTwo.WritePolynomial(body, body.Lanes, Coefficients);
        PowerOfTwo.WriteTableStep(body, body.Lanes);
    }
}
