namespace AttnGen;

/// <summary>
/// Numbers that a score modifier computes with: as many floats as a vector of the machine has lanes, or one; in a kernel of doubles, doubles.
/// Every operation goes lane by lane, and a number that meets lanes stands for as many equal ones.
/// </summary>
/// <typeparam name="T">The type itself.</typeparam>
public interface IScoreLanes<T>
    where T : struct, IScoreLanes<T>
{
    /// <summary>The same number in all lanes.</summary>
    /// <param name="number">The number.</param>
    static abstract implicit operator T(float number);

    /// <summary>The same number in all lanes, rounded to the nearest float where they hold floats.</summary>
    /// <param name="number">The number.</param>
    static abstract implicit operator T(double number);

    /// <summary>a + b.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract T operator +(T a, T b);

    /// <summary>a − b.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract T operator -(T a, T b);

    /// <summary>a · b.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract T operator *(T a, T b);

    /// <summary>a / b.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract T operator /(T a, T b);

    /// <summary>−a.</summary>
    /// <param name="a">The numbers.</param>
    static abstract T operator -(T a);

    /// <summary>In each lane, whether a &lt; b; false where one is NaN.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract LaneCondition<T> operator <(T a, T b);

    /// <summary>In each lane, whether a &gt; b; false where one is NaN.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract LaneCondition<T> operator >(T a, T b);

    /// <summary>In each lane, whether a ≤ b; false where one is NaN.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract LaneCondition<T> operator <=(T a, T b);

    /// <summary>In each lane, whether a ≥ b; false where one is NaN.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract LaneCondition<T> operator >=(T a, T b);

    /// <summary>In each lane, whether a = b; false where one is NaN.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract LaneCondition<T> operator ==(T a, T b);

    /// <summary>In each lane, whether a ≠ b; true where one is NaN.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract LaneCondition<T> operator !=(T a, T b);

    /// <summary>Where the condition holds, one number, else the other; what is not taken may be anything, NaN too.</summary>
    /// <param name="condition">The condition of each lane.</param>
    /// <param name="taken">The numbers where it holds.</param>
    /// <param name="other">The numbers where it does not.</param>
    static abstract T Where(LaneCondition<T> condition, T taken, T other);

    /// <summary>Without the sign.</summary>
    /// <param name="a">The numbers.</param>
    static abstract T Abs(T a);

    /// <summary>The smaller of each lane; NaN where one is.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract T Min(T a, T b);

    /// <summary>The larger of each lane; NaN where one is.</summary>
    /// <param name="a">The first numbers.</param>
    /// <param name="b">The second numbers.</param>
    static abstract T Max(T a, T b);

    /// <summary>The largest whole number that is not above; <c>T.Floor(place.Key / 16)</c> is the number of a block of 16 keys.</summary>
    /// <param name="a">The numbers.</param>
    static abstract T Floor(T a);

    /// <summary>The square root.</summary>
    /// <param name="a">The numbers.</param>
    static abstract T Sqrt(T a);

    /// <summary>
    /// The numbers of a table at places that each lane has for itself: one load a lane. An index that is outside the table gives 0.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="index">The places, from 0; a fraction is cut off. Whole numbers are exact up to 16,777,216.</param>
    static abstract T Gather(ReadOnlySpan<float> table, T index);

    /// <inheritdoc cref="Gather(ReadOnlySpan{float}, T)"/>
    static abstract T Gather(ReadOnlySpan<double> table, T index);

    /// <summary>The numbers of a table from a place on, one a lane; 0 where that is outside.</summary>
    /// <param name="table">The table.</param>
    /// <param name="first">The place of the first lane.</param>
    static abstract T Load(ReadOnlySpan<float> table, int first);

    /// <inheritdoc cref="Load(ReadOnlySpan{float}, int)"/>
    static abstract T Load(ReadOnlySpan<double> table, int first);

    /// <summary>first, first + 1, …, lane by lane.</summary>
    /// <param name="first">The number of the first lane.</param>
    static abstract T Sequence(float first);

    /// <summary>Where both conditions hold; <c>&amp;</c> says it shorter.</summary>
    /// <param name="a">The first condition.</param>
    /// <param name="b">The second condition.</param>
    static abstract LaneCondition<T> Both(LaneCondition<T> a, LaneCondition<T> b);

    /// <summary>Where a condition holds or the other; <c>|</c> says it shorter.</summary>
    /// <param name="a">The first condition.</param>
    /// <param name="b">The second condition.</param>
    static abstract LaneCondition<T> Either(LaneCondition<T> a, LaneCondition<T> b);

    /// <summary>Where a condition does not hold; <c>!</c> says it shorter.</summary>
    /// <param name="a">The condition.</param>
    static abstract LaneCondition<T> Opposite(LaneCondition<T> a);
}
