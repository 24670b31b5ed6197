#if ATTNGEN_GENERATOR
// The generator compiles this very file, so that it and the runtime cannot disagree. There it lies one namespace deeper and is internal,
// so that a project that references both assemblies still has one AttnGen.RopePairing.
namespace AttnGen.Generator;

internal
#else
namespace AttnGen;

/// <summary>
/// Whether projected queries and keys are turned by their token's position (Su et al., "RoFormer", 2021), and which columns of a head make a
/// pair: the pair j of the token at position p is turned by the angle p · theta^(−2j / width), so that scores depend on the distance of
/// two tokens alone.
/// </summary>
public
#endif
enum RopePairing
{
    /// <summary>Nothing is turned.</summary>
    None = 0,

    /// <summary>The columns 2j and 2j + 1 are a pair, as in RoFormer, the original Llama and llama2.c.</summary>
    Interleaved = 1,

    /// <summary>The columns j and j + width / 2 are a pair, as in GPT-NeoX and the models of Hugging Face.</summary>
    HalfSplit = 2,
}
