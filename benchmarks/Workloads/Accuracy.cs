using System.Globalization;
using AttnGen.Benchmarks.Engines;

namespace AttnGen.Benchmarks.Workloads;

/// <summary>The gate before the stopwatch: an engine whose result is wrong is not timed.</summary>
internal static class Accuracy
{
    /// <summary>
    /// The largest error allowed, as a part of the output's largest magnitude. Float32 engines that sum some hundred products stay below
    /// 3e-6; a wrong scale, head order or mask is above 1e-2.
    /// </summary>
    public const double Tolerance = 2e-5;

    /// <summary>Runs an engine once and compares what it gives.</summary>
    /// <returns>The largest absolute error.</returns>
    /// <exception cref="WrongResultException">The error is beyond the tolerance, or a number is not finite.</exception>
    public static double Check(string engineName, string rowName, IEngine engine, Workload workload)
    {
        var output = new float[workload.OutputLength];
        engine.Run();
        engine.CopyOutput(output);

        double largestError = 0;
        double magnitude = 0;
        for (int i = 0; i < output.Length; i++)
        {
            double error = Math.Abs(output[i] - workload.Reference[i]);

            // Math.Max hands a NaN on, so that one anywhere fails the comparison below.
            largestError = Math.Max(largestError, error);
            magnitude = Math.Max(magnitude, Math.Abs(workload.Reference[i]));
        }

        if (largestError <= Tolerance * magnitude)
        {
            return largestError;
        }

        throw new WrongResultException(string.Create(
            CultureInfo.InvariantCulture,
            $"{engineName} is wrong on {rowName}: its largest error is {largestError:G3}, allowed is {Tolerance * magnitude:G3}."));
    }
}
