namespace AttnGen.Generator.Emit;

/// <summary>
/// One method of a generated kernel. Two of them are equal when everything that shapes their text is, so that equal ones are written once.
/// </summary>
internal abstract record KernelMethod
{
    /// <summary>The method's name; unequal methods have unequal names.</summary>
    public abstract string Name { get; }

    /// <summary>What the method does, for the comment above it.</summary>
    public abstract string Summary { get; }

    /// <summary>The parameters, as declared.</summary>
    public abstract string Parameters { get; }

    /// <summary>What the method returns.</summary>
    public virtual string Returns => "void";

    /// <summary>
    /// Fully optimised on the first call, and never as a part of its caller. Inlining knows nothing of loops: a caller that takes in more
    /// than its budget leaves the innermost calls, 2^x among them, as calls to unoptimised code.
    /// </summary>
    protected const string Apart = "AggressiveOptimization | MethodImplOptions.NoInlining";

    /// <summary>
    /// How the method is compiled. By default fully optimised on the first call: a kernel must not run its first milliseconds unoptimised.
    /// </summary>
    public virtual string Compilation => "AggressiveOptimization";

    /// <summary>Writes the statements.</summary>
    public abstract void WriteBody(MethodBody body);
}
