using System.Text.Json;
using Outsourcing.Partners;
using Shouldly;

namespace Outsourcing.Vectors;

[Collection(VectorSuite.Name)]
public sealed class McdaVectors
{
    private const string Folder = "mcda";

    [VectorTheory(Folder)]
    [VectorData(Folder)]
    public void Vector_GivesTheExpectedNumbers(string file)
    {
        using JsonDocument vector = VectorFiles.Read(Folder, file);
        Action<JsonElement, JsonElement, double> check = vector.Method() switch
        {
            "ahp" => Ahp,
            "ahp-group" => AhpGroup,
            "ahp-hierarchy" => AhpHierarchy,
            "dominance" => Dominance,
            "group-ranks" => GroupRanks,
            "promethee2" => Promethee2,
            "rank-reversal" => RankReversal,
            "saw" => SimpleAdditiveWeighting,
            "sensitivity-weight" => WeightSensitivity,
            "smaa2" => Smaa2,
            "topsis" => TopsisScores,
            "topsis-property" => TopsisProperty,
            "vikor" => VikorIndices,
            "weights-bwm-linear" => BestWorstLinear,
            "weights-critic" => (input, expected, tolerance) => CriteriaWeights.Critic(Matrix(input)).ShouldBeClose(expected.GetProperty("weights").Doubles(), tolerance, "weights"),
            "weights-entropy" => (input, expected, tolerance) => CriteriaWeights.Entropy(Matrix(input)).ShouldBeClose(expected.GetProperty("weights").Doubles(), tolerance, "weights"),
            "weights-rank" => RankBasedWeights,
            "weights-swing" => (input, expected, tolerance) => CriteriaWeights.Direct(input.GetProperty("points").Doubles()).ShouldBeClose(expected.GetProperty("weights").Doubles(), tolerance, "weights"),
            var other => throw new NotSupportedException($"{file}: method '{other}' is not known"),
        };

        foreach (JsonElement item in vector.Cases())
        {
            check(item.GetProperty("input"), item.GetProperty("expected"), vector.Tolerance());
            VectorFiles.Ran(Folder);
        }
    }

    private static void Ahp(JsonElement input, JsonElement expected, double tolerance)
    {
        PairwiseComparison comparison = new(input.GetProperty("pairwise").Matrix());
        double[]? random = input.TryGetProperty("ri_table", out JsonElement table) ? table.Doubles() : null;
        Priorities(comparison, expected, tolerance, random);
        if (expected.TryGetProperty("consistent_0_10", out JsonElement consistent))
        {
            (comparison.ConsistencyRatio(random) <= 0.10).ShouldBe(consistent.GetBoolean());
            if (random is null)
            {
                comparison.Decide(0.10).IsDecided.ShouldBe(consistent.GetBoolean());
            }
        }
    }

    private static void Priorities(PairwiseComparison comparison, JsonElement expected, double tolerance, double[]? random = null)
    {
        Dictionary<string, Func<double>> numbers = new()
        {
            ["lambda_max"] = comparison.PrincipalEigenvalue,
            ["ci"] = comparison.ConsistencyIndex,
            ["cr"] = () => comparison.ConsistencyRatio(random),
            ["gci"] = comparison.GeometricConsistencyIndex,
            ["lambda_max_column_mean"] = comparison.ColumnMeanEigenvalue,
            ["ci_column_mean"] = () => (comparison.ColumnMeanEigenvalue() - comparison.Count) / (comparison.Count - 1),
            ["cr_column_mean"] = () => comparison.ColumnMeanConsistencyRatio(random),
        };
        Dictionary<string, Func<IReadOnlyList<double>>> lists = new()
        {
            ["weights_eigenvector"] = comparison.EigenvectorWeights,
            ["weights_geometric_mean"] = comparison.GeometricMeanWeights,
            ["weights_column_mean"] = comparison.ColumnMeanWeights,
        };
        foreach (JsonProperty wanted in expected.EnumerateObject())
        {
            if (numbers.TryGetValue(wanted.Name, out Func<double>? number))
            {
                number().ShouldBeClose(wanted.Value.GetDouble(), tolerance, wanted.Name);
            }
            else if (lists.TryGetValue(wanted.Name, out Func<IReadOnlyList<double>>? list))
            {
                list().ShouldBeClose(wanted.Value.Doubles(), tolerance, wanted.Name);
            }
            else if (wanted.Name != "consistent_0_10" && !wanted.Name.StartsWith("published", StringComparison.Ordinal))
            {
                throw new NotSupportedException($"expected number '{wanted.Name}'");
            }
        }
    }

    private static void AhpGroup(JsonElement input, JsonElement expected, double tolerance)
    {
        PairwiseComparison[] members = [.. input.GetProperty("pairwise_by_member").EnumerateArray().Select(member => new PairwiseComparison(member.Matrix()))];

        expected.ShouldOnlyHave("aij_matrix", "aij", "aip_geometric");
        PairwiseComparison group = PairwiseComparison.Aggregate(members);

        double[][] wanted = expected.GetProperty("aij_matrix").Matrix();
        for (int row = 0; row < wanted.Length; row++)
        {
            group.Ratios[row].ShouldBeClose(wanted[row], tolerance, $"aij row {row}");
        }

        Priorities(group, expected.GetProperty("aij"), tolerance);
        PairwiseComparison.AggregatePriorities(members).ShouldBeClose(expected.GetProperty("aip_geometric").Doubles(), tolerance, "aip");
    }

    private static void AhpHierarchy(JsonElement input, JsonElement expected, double tolerance)
    {
        PairwiseComparison criteria = new(input.GetProperty("pairwise").Matrix());
        IReadOnlyList<double>[] local = [.. input.GetProperty("criteria").Strings()
            .Select(name => new PairwiseComparison(input.GetProperty("local").GetProperty(name).Matrix()).EigenvectorWeights())];
        expected.ShouldOnlyHave("criteria_weights", "local_weights", "scores", "ranks", "cr");
        criteria.EigenvectorWeights().ShouldBeClose(expected.GetProperty("criteria_weights").Doubles(), tolerance, "criteria");
        double[][] wanted = expected.GetProperty("local_weights").Matrix();
        for (int criterion = 0; criterion < wanted.Length; criterion++)
        {
            local[criterion].ShouldBeClose(wanted[criterion], tolerance, $"local {criterion}");
        }

        MethodRanking ranking = Synthesis(criteria.EigenvectorWeights(), local);
        ranking.Scores.ShouldBeClose(expected.GetProperty("scores").Doubles(), tolerance, "scores");
        ranking.Ranks.ShouldBe(expected.GetProperty("ranks").Integers());
        criteria.ConsistencyRatio().ShouldBeClose(expected.Number("cr"), tolerance, "cr");
    }

    private static MethodRanking Synthesis(IReadOnlyList<double> weights, IReadOnlyList<double>[] local) =>
        new WeightedSum().Rank(
            new DecisionMatrix([.. Enumerable.Range(0, local[0].Count).Select(alternative => local.Select(column => column[alternative]).ToArray())], [.. weights.Select(_ => CriterionDirection.Benefit)]),
            weights);

    private static void Dominance(JsonElement input, JsonElement expected, double tolerance)
    {
        expected.ShouldOnlyHave("dominates", "pareto");
        DecisionMatrix matrix = Matrix(input);
        int first = 0;
        foreach (JsonElement row in expected.GetProperty("dominates").EnumerateArray())
        {
            int second = 0;
            foreach (JsonElement wanted in row.EnumerateArray())
            {
                Ranking.Dominates(matrix, first, second).ShouldBe(wanted.GetBoolean(), $"{first} over {second}");
                second++;
            }

            first++;
        }

        Ranking.Pareto(matrix).ShouldBe(expected.GetProperty("pareto").Integers());
    }

    private static void GroupRanks(JsonElement input, JsonElement expected, double tolerance)
    {
        expected.ShouldOnlyHave("borda_rank_sums", "borda_ranks", "copeland", "copeland_ranks", "kendall_w");
        double[][] ranks = input.GetProperty("ranks").Matrix();
        if (input.TryGetProperty("layout", out JsonElement layout) && layout.GetString()!.StartsWith("rows=voters", StringComparison.Ordinal))
        {
            double[][] byVoter = ranks;
            ranks = [.. Enumerable.Range(0, byVoter[0].Length).Select(alternative => byVoter.Select(voter => voter[alternative]).ToArray())];
        }

        (IReadOnlyList<double> sums, IReadOnlyList<int> borda) = Ranking.Borda(ranks);
        sums.ShouldBeClose(expected.GetProperty("borda_rank_sums").Doubles(), tolerance, "Borda sums");
        borda.ShouldBe(expected.GetProperty("borda_ranks").Integers());
        (IReadOnlyList<double> wins, IReadOnlyList<int> copeland) = Ranking.Copeland(ranks);
        wins.ShouldBeClose(expected.GetProperty("copeland").Doubles(), tolerance, "Copeland");
        copeland.ShouldBe(expected.GetProperty("copeland_ranks").Integers());
        Ranking.KendallW(ranks).ShouldBeClose(expected.Number("kendall_w"), tolerance, "W");
    }

    private static void Promethee2(JsonElement input, JsonElement expected, double tolerance)
    {
        expected.ShouldOnlyHave("pi", "phi_plus", "phi_minus", "phi", "ranks");
        PreferenceFunction[] functions = [.. input.GetProperty("preference").EnumerateArray().Select(Preference)];

        PrometheeResult result = new Promethee(functions).Solve(Matrix(input), input.GetProperty("weights").Doubles());

        double[][] wanted = expected.GetProperty("pi").Matrix();
        for (int row = 0; row < wanted.Length; row++)
        {
            result.Preferences[row].ShouldBeClose(wanted[row], tolerance, $"pi row {row}");
        }

        result.LeavingFlow.ShouldBeClose(expected.GetProperty("phi_plus").Doubles(), tolerance, "phi+");
        result.EnteringFlow.ShouldBeClose(expected.GetProperty("phi_minus").Doubles(), tolerance, "phi-");
        result.NetFlow.ShouldBeClose(expected.GetProperty("phi").Doubles(), tolerance, "phi");
        result.Ranks.ShouldBe(expected.GetProperty("ranks").Integers());
    }

    private static PreferenceFunction Preference(JsonElement preference)
    {
        double Threshold(string name) => preference.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : 0;
        return preference.GetProperty("kind").GetString()!.Replace("_", "-", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "usual" => PreferenceFunction.Usual,
            "u" or "u-shape" => PreferenceFunction.Of(PreferenceKind.UShape, Threshold("q")),
            "v" or "v-shape" => PreferenceFunction.Of(PreferenceKind.VShape, preference: Threshold("p")),
            "level" => PreferenceFunction.Of(PreferenceKind.Level, Threshold("q"), Threshold("p")),
            "linear" or "v-shape-2" => PreferenceFunction.Of(PreferenceKind.Linear, Threshold("q"), Threshold("p")),
            "gaussian" => PreferenceFunction.Of(PreferenceKind.Gaussian, preference: Threshold("s")),
            var other => throw new NotSupportedException($"preference kind '{other}'"),
        };
    }

    private static void RankReversal(JsonElement input, JsonElement expected, double tolerance)
    {
        double[] weights = input.GetProperty("criteria_weights").Doubles();
        double[][][] before = [.. input.EnumerateObject().Single(member => member.Name.StartsWith("local_", StringComparison.Ordinal)).Value.EnumerateArray().Select(local => local.Matrix())];
        int size = before[0].Length;
        expected.ShouldOnlyHave($"scores_{size}", $"ranks_{size}", $"scores_{size + 1}", $"ranks_{size + 1}", "reversal_detected");

        // "D is an exact copy of B": letters name alternatives in order.
        int copied = input.GetProperty("note").GetString()!.Split(' ')[^1][0] - 'A';
        MethodRanking small = Synthesis(weights, [.. before.Select(local => new PairwiseComparison(local).EigenvectorWeights())]);
        MethodRanking large = Synthesis(weights, [.. before.Select(local => new PairwiseComparison(WithCopy(local, copied)).EigenvectorWeights())]);

        small.Scores.ShouldBeClose(expected.GetProperty($"scores_{size}").Doubles(), tolerance, "scores before");
        small.Ranks.ShouldBe(expected.GetProperty($"ranks_{size}").Integers());
        large.Scores.ShouldBeClose(expected.GetProperty($"scores_{size + 1}").Doubles(), tolerance, "scores after");
        large.Ranks.ShouldBe(expected.GetProperty($"ranks_{size + 1}").Integers());

        // Reversed when the order of any two of the first alternatives turns round.
        int[] all = [.. Enumerable.Range(0, size)];
        bool reversed = all.Any(one => all.Any(other => small.Ranks[one] < small.Ranks[other] && large.Ranks[one] > large.Ranks[other]));
        reversed.ShouldBe(expected.GetProperty("reversal_detected").GetBoolean());
    }

    private static double[][] WithCopy(double[][] local, int copied)
    {
        int[] of = [.. Enumerable.Range(0, local.Length), copied];
        return [.. of.Select(row => of.Select(column => local[row][column]).ToArray())];
    }

    private static void SimpleAdditiveWeighting(JsonElement input, JsonElement expected, double tolerance)
    {
        WeightedSum method = new(input.TryGetProperty("normalization", out JsonElement normalization) ? normalization.GetString() switch
        {
            "linear" => WeightedSumNormalization.Linear,
            "sum" => WeightedSumNormalization.Sum,
            "none" => WeightedSumNormalization.None,
            var other => throw new NotSupportedException($"normalization '{other}'"),
        } : WeightedSumNormalization.None);

        Scored(method.Rank(Matrix(input), input.GetProperty("weights").Doubles()), expected, tolerance);
    }

    private static void WeightSensitivity(JsonElement input, JsonElement expected, double tolerance)
    {
        expected.ShouldOnlyHave("scores", "winner", "thresholds");
        double[][] values = input.GetProperty("utilities").Matrix();
        double[] weights = input.GetProperty("weights").Doubles();
        MethodRanking ranking = new WeightedSum().Rank(new DecisionMatrix(values, [.. weights.Select(_ => CriterionDirection.Benefit)]), weights);
        ranking.Scores.ShouldBeClose(expected.GetProperty("scores").Doubles(), tolerance, "scores");
        ranking.Ranks[expected.GetProperty("winner").GetInt32()].ShouldBe(1);

        IReadOnlyList<WeightThreshold> thresholds = WeightThreshold.FindAll(values, weights);

        JsonElement[] wanted = [.. expected.GetProperty("thresholds").EnumerateArray()];
        thresholds.Count.ShouldBe(wanted.Length);
        foreach ((WeightThreshold threshold, JsonElement item) in thresholds.Zip(wanted))
        {
            threshold.Criterion.ShouldBe(item.GetProperty("criterion").GetInt32());
            threshold.Current.ShouldBeClose(item.Number("current"), tolerance, "current");
            threshold.Threshold.ShouldBeClose(item.Number("threshold"), tolerance, "threshold");
            threshold.Delta.ShouldBeClose(item.Number("delta"), tolerance, "delta");
            threshold.NewWinner.ShouldBe(item.GetProperty("new_winner").GetInt32());
        }
    }

    private static void Smaa2(JsonElement input, JsonElement expected, double tolerance)
    {
        if (input.TryGetProperty("weights", out JsonElement weights) && weights.GetString() != "uniform on the simplex")
        {
            throw new NotSupportedException($"weights '{weights}'");
        }

        expected.ShouldOnlyHave("rank_acceptability", "rank_acceptability_exact", "central_weights", "pairwise_winning");
        RankAcceptability result = Smaa.Analyze(input.GetProperty("utilities").Matrix());

        result.Draws.ShouldBe(0, "small problems are solved exactly");
        if (expected.TryGetProperty("rank_acceptability_exact", out JsonElement fractions))
        {
            int alternative = 0;
            foreach (JsonElement wanted in fractions.EnumerateArray())
            {
                result.Acceptability[alternative++].ShouldBeClose([.. wanted.Strings().Select(Fraction)], 1e-9, $"exact {alternative}");
            }
        }

        foreach ((string name, IReadOnlyList<IReadOnlyList<double>?> actual) in new (string, IReadOnlyList<IReadOnlyList<double>?>)[]
        {
            ("rank_acceptability", result.Acceptability), ("central_weights", result.CentralWeights), ("pairwise_winning", result.PairwiseWinning),
        })
        {
            if (!expected.TryGetProperty(name, out JsonElement rows))
            {
                continue;
            }

            int row = 0;
            foreach (JsonElement wanted in rows.EnumerateArray())
            {
                if (wanted.ValueKind == JsonValueKind.Null)
                {
                    actual[row].ShouldBeNull();
                }
                else
                {
                    double[] numbers = [.. wanted.EnumerateArray().Select(number => number.ValueKind == JsonValueKind.Null ? 0 : number.GetDouble())];
                    actual[row]!.ShouldBeClose(numbers, tolerance, $"{name} {row}");
                }

                row++;
            }
        }
    }

    private static double Fraction(string text) =>
        text.Split('/').Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture)).Aggregate((above, below) => above / below);

    private static void TopsisScores(JsonElement input, JsonElement expected, double tolerance)
    {
        Topsis method = new(input.GetProperty("normalization").GetString() switch
        {
            "vector" => TopsisNormalization.Vector,
            "minmax" => TopsisNormalization.MinMax,
            var other => throw new NotSupportedException($"normalization '{other}'"),
        });
        double[] weights = input.GetProperty("weights").Doubles();
        Scored(method.Rank(Matrix(input), weights), expected, tolerance);
        (double[] ideal, double[] anti) = method.Distances(Matrix(input), weights);
        if (expected.TryGetProperty("dist_ideal", out JsonElement toIdeal))
        {
            ideal.ShouldBeClose(toIdeal.Doubles(), tolerance, "distance to the ideal");
        }

        if (expected.TryGetProperty("dist_anti", out JsonElement toAnti))
        {
            anti.ShouldBeClose(toAnti.Doubles(), tolerance, "distance to the anti-ideal");
        }
    }

    private static void TopsisProperty(JsonElement input, JsonElement expected, double tolerance)
    {
        double[] weights = input.GetProperty("weights").Doubles();
        foreach ((string matrix, string suffix) in new[] { ("matrix", ""), ("matrix_affine", "_affine") })
        {
            DecisionMatrix data = Matrix(input, matrix);
            MethodRanking vector = new Topsis(TopsisNormalization.Vector).Rank(data, weights);
            vector.Scores.ShouldBeClose(expected.GetProperty($"scores_vector{suffix}").Doubles(), tolerance, $"vector{suffix}");
            vector.Ranks.ShouldBe(expected.GetProperty($"ranks_vector{suffix}").Integers());
            new Topsis().Rank(data, weights).Scores.ShouldBeClose(expected.GetProperty($"scores_minmax{suffix}").Doubles(), tolerance, $"minmax{suffix}");
        }
    }

    private static void VikorIndices(JsonElement input, JsonElement expected, double tolerance)
    {
        expected.ShouldOnlyHave("S", "R", "Q", "ranks_by_Q", "DQ", "acceptable_advantage", "acceptable_stability", "compromise_set");
        VikorResult result = new Vikor(input.TryGetProperty("v", out JsonElement v) ? v.GetDouble() : 0.5).Solve(Matrix(input), input.GetProperty("weights").Doubles());

        result.S.ShouldBeClose(expected.GetProperty("S").Doubles(), tolerance, "S");
        result.R.ShouldBeClose(expected.GetProperty("R").Doubles(), tolerance, "R");
        result.Q.ShouldBeClose(expected.GetProperty("Q").Doubles(), tolerance, "Q");
        result.Ranks.ShouldBe(expected.GetProperty("ranks_by_Q").Integers());
        result.RequiredLead.ShouldBeClose(expected.Number("DQ"), tolerance, "DQ");
        result.AcceptableAdvantage.ShouldBe(expected.GetProperty("acceptable_advantage").GetBoolean());
        result.AcceptableStability.ShouldBe(expected.GetProperty("acceptable_stability").GetBoolean());
        result.CompromiseSet.ShouldBe(expected.GetProperty("compromise_set").Integers(), ignoreOrder: true);
    }

    private static void BestWorstLinear(JsonElement input, JsonElement expected, double tolerance)
    {
        (IReadOnlyList<double> weights, double misfit) = BestWorst.Solve(input.GetProperty("best_to_others").Doubles(), input.GetProperty("others_to_worst").Doubles());

        weights.ShouldBeClose(expected.GetProperty("weights").Doubles(), tolerance, "weights");
        misfit.ShouldBeClose(expected.Number("xi"), tolerance, "xi");
    }

    private static void RankBasedWeights(JsonElement input, JsonElement expected, double tolerance)
    {
        foreach (int count in input.GetProperty("n").Integers())
        {
            string n = $"{count}";
            CriteriaWeights.RankOrderCentroid(count).ShouldBeClose(expected.GetProperty("roc").GetProperty(n).Doubles(), tolerance, $"centroid {n}");
            CriteriaWeights.RankSum(count).ShouldBeClose(expected.GetProperty("rank_sum").GetProperty(n).Doubles(), tolerance, $"sum {n}");
            CriteriaWeights.RankReciprocal(count).ShouldBeClose(expected.GetProperty("rank_reciprocal").GetProperty(n).Doubles(), tolerance, $"reciprocal {n}");
        }
    }

    private static void Scored(MethodRanking ranking, JsonElement expected, double tolerance)
    {
        expected.ShouldOnlyHave("scores", "ranks", "dist_ideal", "dist_anti");
        ranking.Scores.ShouldBeClose(expected.GetProperty("scores").Doubles(), tolerance, "scores");
        ranking.Ranks.ShouldBe(expected.GetProperty("ranks").Integers());
    }

    private static DecisionMatrix Matrix(JsonElement input, string name = "matrix")
    {
        double[][] rows = input.GetProperty(name).Matrix();
        return new DecisionMatrix(rows, input.TryGetProperty("types", out JsonElement types)
            ? [.. types.Integers().Select(type => type > 0 ? CriterionDirection.Benefit : CriterionDirection.Cost)]
            : [.. rows[0].Select(_ => CriterionDirection.Benefit)]);
    }
}
