using TinyStories;

namespace AttnGen.Benchmarks.Decode;

/// <summary>
/// The same model as llama2.c computes it, in the plain loops of C#: matrices row by row, one head after the other, keys and values in
/// arrays. It is the yardstick of the day: what a developer without a library has.
/// </summary>
internal sealed class PlainStoryWriter : IStoryWriter
{
    private const int Width = ModelSize.Width;
    private const int KeyWidth = ModelSize.KeyValueHeads * ModelSize.HeadSize;
    private const int HeadSize = ModelSize.HeadSize;
    private const float Epsilon = 1e-5f;
    private const float RopeTheta = 10_000;

    private readonly float[] _embedding;
    private readonly float[] _finalNorm;
    private readonly Layer[] _layers;
    private readonly float[] _x = new float[Width];
    private readonly float[] _normed = new float[Width];
    private readonly float[] _query = new float[Width];
    private readonly float[] _heads = new float[Width];
    private readonly float[] _projected = new float[Width];
    private readonly float[] _gate = new float[ModelSize.Hidden];
    private readonly float[] _up = new float[ModelSize.Hidden];
    private readonly float[] _scores = new float[ModelSize.MaxTokens];
    private readonly float[] _logits = new float[ModelSize.Vocabulary];
    private int _position;

    /// <summary>Copies the weights.</summary>
    public PlainStoryWriter(ModelWeights weights)
    {
        _embedding = weights.Embedding.ToArray();
        _finalNorm = weights.FinalNorm.ToArray();
        _layers = [.. weights.Layers.Select(layer => new Layer(layer))];
    }

    /// <inheritdoc/>
    public void Clear() => _position = 0;

    /// <inheritdoc/>
    public int Next(int token)
    {
        Array.Copy(_embedding, token * Width, _x, 0, Width);
        foreach (Layer layer in _layers)
        {
            Attend(layer);
            FeedForward(layer);
        }

        Normalize(_x, _finalNorm, _normed);
        Multiply(_embedding, _normed, _logits, 0);
        _position++;
        return Likeliest(_logits);
    }

    private void Attend(Layer layer)
    {
        int row = _position * KeyWidth;
        Normalize(_x, layer.AttentionNorm, _normed);
        Multiply(layer.Query, _normed, _query, 0, Width);
        Multiply(layer.Key, _normed, layer.Keys, row, KeyWidth);
        Multiply(layer.Value, _normed, layer.Values, row, KeyWidth);
        Turn(_query, 0, Width);
        Turn(layer.Keys, row, KeyWidth);

        for (int head = 0; head < ModelSize.Heads; head++)
        {
            AttendHead(layer, head);
        }

        Multiply(layer.Output, _heads, _projected, 0);
        Add(_projected);
    }

    private void AttendHead(Layer layer, int head)
    {
        int query = head * HeadSize;
        int shared = head * ModelSize.KeyValueHeads / ModelSize.Heads * HeadSize;
        float scale = 1 / MathF.Sqrt(HeadSize);
        float largest = float.NegativeInfinity;
        for (int token = 0; token <= _position; token++)
        {
            int key = (token * KeyWidth) + shared;
            float score = 0;
            for (int i = 0; i < HeadSize; i++)
            {
                score += _query[query + i] * layer.Keys[key + i];
            }

            _scores[token] = score * scale;
            largest = MathF.Max(largest, _scores[token]);
        }

        float sum = 0;
        for (int token = 0; token <= _position; token++)
        {
            _scores[token] = MathF.Exp(_scores[token] - largest);
            sum += _scores[token];
        }

        Array.Clear(_heads, query, HeadSize);
        for (int token = 0; token <= _position; token++)
        {
            int value = (token * KeyWidth) + shared;
            float weight = _scores[token] / sum;
            for (int i = 0; i < HeadSize; i++)
            {
                _heads[query + i] += weight * layer.Values[value + i];
            }
        }
    }

    private void FeedForward(Layer layer)
    {
        Normalize(_x, layer.FeedForwardNorm, _normed);
        Multiply(layer.Gate, _normed, _gate, 0);
        Multiply(layer.Up, _normed, _up, 0);
        for (int i = 0; i < _gate.Length; i++)
        {
            _gate[i] = _gate[i] / (1 + MathF.Exp(-_gate[i])) * _up[i];
        }

        Multiply(layer.Down, _gate, _projected, 0);
        Add(_projected);
    }

    private void Add(float[] other)
    {
        for (int i = 0; i < _x.Length; i++)
        {
            _x[i] += other[i];
        }
    }

    private static void Normalize(float[] x, float[] gains, float[] y)
    {
        float squares = 0;
        for (int i = 0; i < x.Length; i++)
        {
            squares += x[i] * x[i];
        }

        float factor = 1 / MathF.Sqrt((squares / x.Length) + Epsilon);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = x[i] * factor * gains[i];
        }
    }

    private static void Multiply(float[] matrix, float[] x, float[] y, int first) => Multiply(matrix, x, y, first, y.Length);

    private static void Multiply(float[] matrix, float[] x, float[] y, int first, int outputs)
    {
        for (int output = 0; output < outputs; output++)
        {
            int row = output * x.Length;
            float sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += matrix[row + i] * x[i];
            }

            y[first + output] = sum;
        }
    }

    private void Turn(float[] rows, int first, int length)
    {
        for (int i = 0; i < length; i += 2)
        {
            float angle = _position * MathF.Pow(RopeTheta, -(i % HeadSize) / (float)HeadSize);
            float cos = MathF.Cos(angle);
            float sin = MathF.Sin(angle);
            float a = rows[first + i];
            float b = rows[first + i + 1];
            rows[first + i] = (a * cos) - (b * sin);
            rows[first + i + 1] = (a * sin) + (b * cos);
        }
    }

    private static int Likeliest(float[] logits)
    {
        int best = 0;
        for (int token = 1; token < logits.Length; token++)
        {
            best = logits[token] > logits[best] ? token : best;
        }

        return best;
    }

    private sealed class Layer(LayerWeights weights)
    {
        public float[] AttentionNorm { get; } = weights.AttentionNorm.ToArray();

        public float[] Query { get; } = weights.Query.ToArray();

        public float[] Key { get; } = weights.Key.ToArray();

        public float[] Value { get; } = weights.Value.ToArray();

        public float[] Output { get; } = weights.Output.ToArray();

        public float[] FeedForwardNorm { get; } = weights.FeedForwardNorm.ToArray();

        public float[] Gate { get; } = weights.Gate.ToArray();

        public float[] Up { get; } = weights.Up.ToArray();

        public float[] Down { get; } = weights.Down.ToArray();

        public float[] Keys { get; } = new float[ModelSize.MaxTokens * KeyWidth];

        public float[] Values { get; } = new float[ModelSize.MaxTokens * KeyWidth];
    }
}
