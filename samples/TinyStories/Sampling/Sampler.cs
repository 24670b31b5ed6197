using System.Numerics.Tensors;

namespace TinyStories;

/// <summary>
/// Chooses the next token: the likeliest at temperature 0, else one drawn from those that together have nine tenths of the probability
/// (nucleus sampling: Holtzman et al., "The Curious Case of Neural Text Degeneration", 2020).
/// </summary>
internal sealed class Sampler
{
    /// <summary>The share of the probability that is drawn from; llama2.c's default.</summary>
    private const float Nucleus = 0.9f;

    private readonly float _temperature;
    private readonly Xorshift _random;
    private readonly float[] _probabilities = new float[ModelSize.Vocabulary];
    private readonly int[] _tokens = new int[ModelSize.Vocabulary];

    /// <summary>Makes a sampler.</summary>
    /// <param name="temperature">What scores are divided by: below 1 likely tokens become likelier, above 1 less likely; at least 0.</param>
    /// <param name="random">What tokens are drawn with.</param>
    public Sampler(float temperature, Xorshift random)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(temperature);
        _temperature = temperature;
        _random = random;
    }

    /// <summary>Chooses a token.</summary>
    /// <param name="logits">The score of each token.</param>
    public int Next(ReadOnlySpan<float> logits)
    {
        if (_temperature == 0)
        {
            return TensorPrimitives.IndexOfMax(logits);
        }

        // From the largest down, so that no temperature is too low: then all but the likeliest tokens have the probability 0.
        TensorPrimitives.Subtract(logits, TensorPrimitives.Max(logits), _probabilities);
        TensorPrimitives.Divide(_probabilities, _temperature, _probabilities);
        TensorPrimitives.SoftMax<float>(_probabilities, _probabilities);
        return Draw(_random.Next());
    }

    /// <summary>Draws one of the likeliest tokens that reach <see cref="Nucleus"/> together.</summary>
    private int Draw(float coin)
    {
        // A token below this is in no nucleus: even if all others were as unlikely, the likelier ones would reach it first.
        float least = (1 - Nucleus) / (_probabilities.Length - 1);
        int count = 0;
        for (int token = 0; token < _probabilities.Length; token++)
        {
            if (_probabilities[token] >= least)
            {
                _probabilities[count] = -_probabilities[token];
                _tokens[count] = token;
                count++;
            }
        }

        _probabilities.AsSpan(0, count).Sort(_tokens.AsSpan(0, count));
        int last = 0;
        float sum = -_probabilities[0];
        while (sum <= Nucleus && last < count - 1)
        {
            last++;
            sum -= _probabilities[last];
        }

        float left = coin * sum;
        int drawn = 0;
        while (drawn < last && left >= -_probabilities[drawn])
        {
            left += _probabilities[drawn];
            drawn++;
        }

        return _tokens[drawn];
    }
}
