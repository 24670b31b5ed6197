using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(AttnGen.Tests.Tiers.TierRunsFirst))]

namespace AttnGen.Tests.Tiers;

/// <summary>
/// The classes whose tests run for minutes begin first, so that the short ones fill what is left of every core: one that began last would
/// run alone.
/// </summary>
internal sealed class TierRunsFirst : ITestCollectionOrderer
{
    private static readonly string[] s_first = [typeof(TierTests).FullName!, typeof(MoreTierTests).FullName!];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(IsLong)];

    private static bool IsLong<TTestCollection>(TTestCollection collection)
        where TTestCollection : ITestCollection =>
        Array.Exists(s_first, name => collection.TestCollectionDisplayName.Contains($" {name} ", StringComparison.Ordinal));
}
