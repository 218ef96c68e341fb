using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Outsourcing.Partners;

namespace Outsourcing.Benchmarks;

/// <summary>Ranking many partners, each against a straightforward LINQ version of the same method.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class PartnerBenchmarks
{
    private const int Draws = 100_000;

    private DecisionMatrix _large = null!;
    private DecisionMatrix _middle = null!;
    private double[][] _largeRows = [];
    private double[][] _middleRows = [];
    private double[][] _values = [];
    private double[] _largeWeights = [];
    private double[] _middleWeights = [];

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(7);
        _largeRows = Rows(random, 10_000, 20);
        _middleRows = Rows(random, 1_000, 10);
        _values = Rows(random, 100, 10);
        _largeWeights = [.. Enumerable.Range(1, 20).Select(weight => (double)weight)];
        _middleWeights = [.. Enumerable.Range(1, 10).Select(weight => (double)weight)];
        _large = new DecisionMatrix(_largeRows, [.. Enumerable.Repeat(CriterionDirection.Benefit, 20)]);
        _middle = new DecisionMatrix(_middleRows, [.. Enumerable.Repeat(CriterionDirection.Benefit, 10)]);
    }

    [Benchmark]
    [BenchmarkCategory("weighted sum, 10,000 x 20")]
    public IReadOnlyList<double> WeightedSumSdk() => new WeightedSum().Rank(_large, _largeWeights).Scores;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("weighted sum, 10,000 x 20")]
    public double[] WeightedSumLinq()
    {
        double sum = _largeWeights.Sum();
        return _largeRows.Select(row => row.Zip(_largeWeights, (value, weight) => value * weight / sum).Sum()).ToArray();
    }

    [Benchmark]
    [BenchmarkCategory("TOPSIS, 10,000 x 20")]
    public IReadOnlyList<double> TopsisSdk() => new Topsis().Rank(_large, _largeWeights).Scores;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("TOPSIS, 10,000 x 20")]
    public double[] TopsisLinq()
    {
        double sum = _largeWeights.Sum();
        double[] low = Enumerable.Range(0, 20).Select(column => _largeRows.Min(row => row[column])).ToArray();
        double[] high = Enumerable.Range(0, 20).Select(column => _largeRows.Max(row => row[column])).ToArray();
        return _largeRows.Select(row =>
        {
            double[] scaled = row.Select((value, column) => (value - low[column]) / (high[column] - low[column]) * _largeWeights[column] / sum).ToArray();
            double toIdeal = Math.Sqrt(scaled.Select((value, column) => Math.Pow((_largeWeights[column] / sum) - value, 2)).Sum());
            double toAnti = Math.Sqrt(scaled.Select(value => Math.Pow(value, 2)).Sum());
            return toAnti / (toIdeal + toAnti);
        }).ToArray();
    }

    [Benchmark]
    [BenchmarkCategory("PROMETHEE II, 1,000 x 10")]
    public IReadOnlyList<double> PrometheeSdk() => new Promethee().Rank(_middle, _middleWeights).Scores;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("PROMETHEE II, 1,000 x 10")]
    public double[] PrometheeLinq()
    {
        double sum = _middleWeights.Sum();
        double Preference(double[] one, double[] other) => one.Zip(other, (x, y) => x > y ? 1.0 : 0.0).Zip(_middleWeights, (preferred, weight) => preferred * weight / sum).Sum();
        return _middleRows.Select(row => _middleRows.Sum(other => Preference(row, other) - Preference(other, row)) / (_middleRows.Length - 1)).ToArray();
    }

    [Benchmark]
    [BenchmarkCategory("SMAA, 100 x 10 x 100,000")]
    public RankAcceptability SmaaSdk() => Smaa.Analyze(_values, draws: Draws);

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("SMAA, 100 x 10 x 100,000")]
    public double[,] SmaaLinq()
    {
        Random random = new(1);
        double[,] ranks = new double[100, 100];
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] raw = Enumerable.Range(0, 10).Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();
            double sum = raw.Sum();
            int rank = 0;
            foreach (int alternative in Enumerable.Range(0, 100).OrderByDescending(alternative => _values[alternative].Zip(raw, (value, weight) => value * weight / sum).Sum()))
            {
                ranks[alternative, rank++] += 1.0 / Draws;
            }
        }

        return ranks;
    }

    private static double[][] Rows(Random random, int count, int criteria) =>
        [.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, criteria).Select(_ => random.NextDouble()).ToArray())];
}
