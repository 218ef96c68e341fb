using System.Text.Json;
using Shouldly;

namespace Outsourcing.Vectors;

/// <summary>Reads numbers out of vectors, and compares them within their tolerance.</summary>
internal static class VectorJson
{
    internal static double[] Doubles(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    internal static double[][] Matrix(this JsonElement array) => [.. array.EnumerateArray().Select(row => row.Doubles())];

    internal static int[] Integers(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt32())];

    internal static string[] Strings(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];

    internal static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    internal static string Method(this JsonDocument vector) => vector.RootElement.GetProperty("method").GetString()!;

    internal static double Tolerance(this JsonDocument vector) =>
        vector.RootElement.TryGetProperty("tolerance", out JsonElement tolerance) ? tolerance.GetDouble() : 1e-9;

    /// <summary>Gets the cases of a vector: those listed, or the vector itself when it is one case.</summary>
    internal static IEnumerable<JsonElement> Cases(this JsonDocument vector) =>
        vector.RootElement.TryGetProperty("cases", out JsonElement cases) ? cases.EnumerateArray() : [vector.RootElement];

    /// <summary>Compares within an absolute tolerance, relative to the expected value where that is above 1.</summary>
    internal static void ShouldBeClose(this double actual, double expected, double tolerance, string what) =>
        actual.ShouldBe(expected, tolerance * Math.Max(1, Math.Abs(expected)), what);

    internal static void ShouldBeClose(this IReadOnlyList<double> actual, double[] expected, double tolerance, string what)
    {
        actual.Count.ShouldBe(expected.Length, what);
        for (int index = 0; index < expected.Length; index++)
        {
            actual[index].ShouldBeClose(expected[index], tolerance, $"{what}[{index}]");
        }
    }

    /// <summary>Fails on a member nobody reads: what a vector expects is asserted, or the reader says that it cannot.</summary>
    internal static void ShouldOnlyHave(this JsonElement element, params string[] known) =>
        element.EnumerateObject().Select(member => member.Name).Where(name => !known.Contains(name) && !name.StartsWith("published", StringComparison.Ordinal)).ShouldBeEmpty();
}
