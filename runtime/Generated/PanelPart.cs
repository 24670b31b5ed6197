using System.ComponentModel;

namespace AttnGen.Generated;

/// <summary>One matrix among those whose columns are packed side by side, with its bias.</summary>
/// <param name="Matrix">The matrix, as the user stores it.</param>
/// <param name="Bias">Its bias, or empty for zero.</param>
/// <param name="Columns">The number of its outputs.</param>
/// <param name="Factor">What matrix and bias are multiplied with while they are packed, in double.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PanelPart(ReadOnlyMemory<float> Matrix, ReadOnlyMemory<float> Bias, int Columns, double Factor = 1);
