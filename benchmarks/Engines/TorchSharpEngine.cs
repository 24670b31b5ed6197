using AttnGen.Benchmarks.Tables;
using AttnGen.Benchmarks.Workloads;
using TorchSharp;

namespace AttnGen.Benchmarks.Engines;

/// <summary>
/// TorchSharp over libtorch: one product with the packed weights, as PyTorch's own attention layers do it, then
/// <c>scaled_dot_product_attention</c>. It allocates a tensor for each step, which its face leaves no way around.
/// </summary>
internal sealed class TorchSharpEngine : IEngine
{
    private readonly AttentionShape _shape;
    private readonly IDisposable _inference = torch.inference_mode();
    private readonly DisposeScope _scope = torch.NewDisposeScope();
    private readonly torch.Tensor? _x;
    private readonly torch.Tensor? _weights;
    private readonly torch.Tensor? _query;
    private readonly torch.Tensor? _key;
    private readonly torch.Tensor? _value;
    private torch.Tensor? _output;

    private TorchSharpEngine(Workload workload)
    {
        _shape = workload.Shape;
        if (workload.Form == AttentionForm.WithProjections)
        {
            int width = _shape.Heads * _shape.DK;
            _x = Tensor(workload.X.Span, _shape.N, _shape.DModel);
            _weights = torch.cat(
                [
                    Tensor(workload.Weights.Query.Span, _shape.DModel, width),
                    Tensor(workload.Weights.Key.Span, _shape.DModel, width),
                    Tensor(workload.Weights.Value.Span, _shape.DModel, width),
                ],
                dim: 1);
        }
        else
        {
            _query = Heads(Tensor(workload.Query.Span, 1, _shape.N, _shape.Heads, _shape.DK));
            _key = Heads(Tensor(workload.Key.Span, 1, _shape.KeyValueLength, _shape.Heads, _shape.DK));
            _value = Heads(Tensor(workload.Value.Span, 1, _shape.KeyValueLength, _shape.Heads, _shape.DV));
        }
    }

    /// <summary>Prepares the engine for a workload.</summary>
    public static IEngine Create(Row row, Workload workload) => new TorchSharpEngine(workload);

    /// <inheritdoc/>
    public void Run()
    {
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor output = _x is null ? Attend(_query!, _key!, _value!) : Forward();
        _output?.Dispose();
        _output = output.DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void CopyOutput(Span<float> destination)
    {
        // [1, heads, n, dV] back to [n, heads·dV].
        using torch.Tensor tokens = _output!.transpose(1, 2);
        using torch.Tensor contiguous = tokens.contiguous();
        contiguous.data<float>().ToArray().CopyTo(destination);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output?.Dispose();
        _scope.Dispose();
        _inference.Dispose();
    }

    private static torch.Tensor Tensor(ReadOnlySpan<float> values, params long[] dimensions) => torch.tensor(values.ToArray(), dimensions);

    private static torch.Tensor Heads(torch.Tensor tokens) => tokens.transpose(1, 2);

    private static torch.Tensor Attend(torch.Tensor query, torch.Tensor key, torch.Tensor value) =>
        torch.nn.functional.scaled_dot_product_attention(query, key, value);

    private torch.Tensor Forward()
    {
        torch.Tensor[] parts = _x!
            .matmul(_weights!)
            .view(1, _shape.N, 3, _shape.Heads, _shape.DK)
            .permute(2, 0, 3, 1, 4)
            .unbind(0);
        return Attend(parts[0], parts[1], parts[2]);
    }
}
