using AttnGen.Generator.Shape;

namespace AttnGen.Generator.Plan;

/// <summary>Plans a shape for a tier.</summary>
internal static class KernelPlanner
{
    /// <summary>The projected queries and heads' outputs of one chunk stay below so many floats (1 MB each).</summary>
    private const int MostChunkFloats = 1 << 18;

    /// <summary>The scores come out multiplied with this, so that the softmax can use 2^x: e^s = 2^(s·log₂e).</summary>
    private static readonly double Log2E = 1 / Math.Log(2);

    /// <summary>Plans a shape for a tier.</summary>
    public static KernelPlan Plan(AttentionSpec spec, Tier tier)
    {
        int chunk = QueryChunk(spec);
        bool fused = !spec.IsCrossAttention && chunk == spec.N;
        int keyValueWidth = spec.QueryWidth + spec.ValueWidth;

        var inputs = new List<InputProjection>();
        if (fused)
        {
            inputs.Add(new InputProjection(
                ProjectionPlanner.Plan(
                    tier, "ProjectQueryKeyValue", spec.N, spec.DModel, spec.QueryWidth + keyValueWidth, spec.Bias, padded: true),
                ProjectedOperands.Query | ProjectedOperands.KeyValue));
        }
        else
        {
            inputs.Add(new InputProjection(
                ProjectionPlanner.Plan(tier, "ProjectKeyValue", spec.KeyValueLength, spec.ContextWidth, keyValueWidth, spec.Bias, padded: true),
                ProjectedOperands.KeyValue));
            inputs.Add(new InputProjection(
                ProjectionPlanner.Plan(tier, "ProjectQuery", chunk, spec.DModel, spec.QueryWidth, spec.Bias, padded: true),
                ProjectedOperands.Query));
        }

        int queryStride = inputs[inputs.Count - 1].Projection.TargetStride;
        int keyValueStride = inputs[0].Projection.TargetStride;
        var layout = new ScratchLayout();
        int query;
        int key;
        if (fused)
        {
            query = layout.Take((long)spec.N * queryStride);
            key = query + spec.QueryWidth;
        }
        else
        {
            key = layout.Take((long)spec.KeyValueLength * keyValueStride);
            query = layout.Take((long)chunk * queryStride);
        }

        int heads = layout.Take(spec.OutputProjection ? (long)chunk * spec.ValueWidth : 0);
        double factor = spec.Scale * Log2E;
        long weightsHeadStride = (long)spec.N * spec.KeyValueLength;

        return new KernelPlan
        {
            Spec = spec,
            Tier = tier,
            Inputs = inputs,
            Output = spec.OutputProjection
                ? ProjectionPlanner.Plan(tier, "ProjectOutput", chunk, spec.ValueWidth, spec.OutputWidth, spec.Bias, padded: false)
                : null,
            Projected = AttentionPlanner.Plan(
                tier,
                "AttendProjected",
                new OperandLayout
                {
                    Query = new OperandStrides(queryStride, spec.DK),
                    Key = new OperandStrides(keyValueStride, spec.DK),
                    Value = new OperandStrides(keyValueStride, spec.DV),
                    Output = new OperandStrides(spec.ValueWidth, spec.DV),
                },
                spec.Heads,
                chunk,
                spec.KeyValueLength,
                spec.DK,
                spec.DV,
                queryFactor: null,
                weightsHeadStride),
            Direct = AttentionPlanner.Plan(
                tier,
                "AttendDirect",
                DirectLayout(spec),
                spec.Heads,
                spec.N,
                spec.KeyValueLength,
                spec.DK,
                spec.DV,
                factor,
                weightsHeadStride),
            Scratch = new ForwardScratch
            {
                Query = query,
                Key = key,
                Value = key + spec.QueryWidth,
                Heads = heads,
                Block = layout.Length,
            },
        };
    }

    /// <summary>The factor that the packing folds into W_Q and its bias: scale · log₂e.</summary>
    public static double QueryWeightFactor(AttentionSpec spec) => spec.Scale * Log2E;

    private static int QueryChunk(AttentionSpec spec)
    {
        int width = Math.Max(spec.QueryWidth, spec.ValueWidth);
        if ((long)spec.N * width <= MostChunkFloats)
        {
            return spec.N;
        }

        // Whole blocks of every tier: 64 lanes are the widest block.
        const int WidestBlock = 64;
        int chunk = Math.Max(WidestBlock, MostChunkFloats / width / WidestBlock * WidestBlock);
        return Math.Min(chunk, spec.N);
    }

    private static OperandStrides Strides(AttentionSpec spec, int tokens, int size) => spec.Layout == HeadLayout.TokenMajor
        ? new OperandStrides(spec.Heads * size, size)
        : new OperandStrides(size, checked(tokens * size));

    private static OperandLayout DirectLayout(AttentionSpec spec) => new()
    {
        Query = Strides(spec, spec.N, spec.DK),
        Key = Strides(spec, spec.KeyValueLength, spec.DK),
        Value = Strides(spec, spec.KeyValueLength, spec.DV),
        Output = Strides(spec, spec.N, spec.DV),
    };
}
