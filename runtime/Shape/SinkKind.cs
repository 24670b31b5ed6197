#if ATTNGEN_GENERATOR
namespace AttnGen.Generator;

internal
#else
namespace AttnGen;

/// <summary>The logit without a value that joins the softmax of each row: it takes a share of the weight, which then sums to less than 1.</summary>
public
#endif
enum SinkKind
{
    /// <summary>None: the weights of a row sum to 1.</summary>
    None = 0,

    /// <summary>A logit of 0, as PyTorch's <c>add_zero_attn</c> and ONNX Runtime's <c>smooth_softmax</c> have it.</summary>
    Zero = 1,

    /// <summary>
    /// One learned logit a head, as gpt-oss has it: <c>AttentionWeights.Sink</c> for <c>Forward</c>, an argument for <c>Attend</c>.
    /// </summary>
    Learned = 2,
}
