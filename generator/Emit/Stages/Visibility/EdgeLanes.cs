namespace AttnGen.Generator.Emit;

/// <summary>
/// Tells lanes that see a key from those that do not, key by key: a lane's number is above the key's distance from the first key that the
/// first lane does not see. Both are whole numbers that floats hold exactly.
/// </summary>
internal sealed class EdgeLanes(MethodBody body, int vectors)
{
    /// <summary>Declares the lanes' numbers and the distance of the first key: an expression.</summary>
    public void WriteBegin(string distance)
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            body.Code.Line($"var lane{Literal.Int(vector)} = {body.Lanes.Sequence(vector * body.Lanes.Count)};");
        }

        body.Code.Line($"var distance = {body.Lanes.Broadcast($"(float)({distance})")};");
    }

    /// <summary>In each lane: the key is visible ? then : otherwise.</summary>
    public string Select(int vector, string then, string otherwise) =>
        body.Lanes.SelectLess("distance", "lane" + Literal.Int(vector), then, otherwise);

    /// <summary>Moves on by one key.</summary>
    public void WriteNext() => body.Code.Line($"distance += {body.Lanes.Broadcast("1f")};");
}
