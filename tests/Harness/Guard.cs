namespace AttnGen.Tests.Harness;

/// <summary>Which end of a buffer lies at a page that no one may touch.</summary>
internal enum Guard
{
    /// <summary>The last float is the last before the guard, so the first one's alignment is whatever the length makes it.</summary>
    AtEnd,

    /// <summary>The first float is the first after the guard.</summary>
    AtStart,
}
