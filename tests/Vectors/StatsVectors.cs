using System.Text.Json;
using Outsourcing.Statistics;
using Shouldly;

namespace Outsourcing.Vectors;

[Collection(VectorSuite.Name)]
public sealed class StatsVectors
{
    private const string Folder = "stats";

    [VectorTheory(Folder)]
    [VectorData(Folder)]
    public void Vector_GivesTheExpectedNumbers(string file)
    {
        using JsonDocument vector = VectorFiles.Read(Folder, file);
        double tolerance = vector.Tolerance();
        Action<JsonElement, double> check = vector.Method() switch
        {
            "proportion-ci" => ProportionIntervals,
            "beta-probability-better" => ProbabilityBetter,
            "beta-binomial-eb" => EmpiricalBayes,
            "p-chart" => PChart,
            "tabular-cusum" => TabularCusum,
            "bernoulli-cusum" => BernoulliCusum,
            "sprt" => SequentialProbabilityRatio,
            "mann-kendall" => MannKendall,
            "rater-agreement" => RaterAgreement,
            "make-or-buy-linear" => EconomicsVectors.MakeOrBuyLinear,
            var other => throw new NotSupportedException($"{file}: method '{other}' is not known"),
        };

        foreach (JsonElement item in vector.Cases())
        {
            check(item, tolerance);
            VectorFiles.Ran(Folder);
        }
    }

    private static void ProportionIntervals(JsonElement item, double tolerance)
    {
        Proportion proportion = new(item.Number("successes"), item.Number("trials"));
        double confidence = item.Number("confidence");
        Is(proportion.ConfidenceInterval(confidence), item.GetProperty("wilson"), tolerance, "Wilson");
        Is(proportion.ConfidenceInterval(confidence, ProportionMethod.ClopperPearson), item.GetProperty("clopper_pearson"), tolerance, "Clopper-Pearson");
        Is(proportion.ConfidenceInterval(confidence, ProportionMethod.Jeffreys), item.GetProperty("jeffreys"), tolerance, "Jeffreys");
    }

    private static void ProbabilityBetter(JsonElement item, double tolerance)
    {
        double[] prior = item.GetProperty("prior").Doubles();
        ProportionComparison.ProbabilityBetter(Of(item.GetProperty("a")), Of(item.GetProperty("b")), prior[0], prior[1])
            .ShouldBeClose(item.Number("prob_a_better"), tolerance, "P(a better)");
    }

    private static void EmpiricalBayes(JsonElement item, double tolerance)
    {
        JsonElement input = item.GetProperty("input");
        Proportion[] groups = [.. input.GetProperty("successes").Doubles().Zip(input.GetProperty("trials").Doubles(), (successes, trials) => new Proportion(successes, trials))];
        JsonElement expected = item.GetProperty("expected");
        expected.ShouldOnlyHave("mle", "moments");
        if (expected.TryGetProperty("mle", out JsonElement likelihood))
        {
            likelihood.ShouldOnlyHave("alpha", "beta", "loglik_kernel", "posterior_mean", "posterior_lower", "posterior_upper", "raw");
            Shrinkage fit = Shrinkage.MaximumLikelihood(groups);
            fit.Alpha.ShouldBeClose(likelihood.Number("alpha"), tolerance, "alpha");
            fit.Beta.ShouldBeClose(likelihood.Number("beta"), tolerance, "beta");
            fit.LogLikelihoodKernel.ShouldBeClose(likelihood.Number("loglik_kernel"), tolerance, "log-likelihood");
            groups.Select(fit.PosteriorMean).ToArray().ShouldBeClose(likelihood.GetProperty("posterior_mean").Doubles(), tolerance, "posterior mean");
            groups.Select(group => fit.PosteriorInterval(group).Lower).ToArray().ShouldBeClose(likelihood.GetProperty("posterior_lower").Doubles(), tolerance, "posterior lower");
            groups.Select(group => fit.PosteriorInterval(group).Upper).ToArray().ShouldBeClose(likelihood.GetProperty("posterior_upper").Doubles(), tolerance, "posterior upper");
            if (likelihood.TryGetProperty("raw", out JsonElement raw))
            {
                groups.Select(group => group.Rate!.Value).ToArray().ShouldBeClose(raw.Doubles(), tolerance, "raw");
            }
        }

        if (expected.TryGetProperty("moments", out JsonElement moments))
        {
            Shrinkage fit = Shrinkage.Moments(groups);
            (fit.Alpha / (fit.Alpha + fit.Beta)).ShouldBeClose(moments.Number("pooled"), tolerance, "pooled");
            fit.Alpha.ShouldBeClose(moments.Number("alpha"), tolerance, "moments alpha");
            fit.Beta.ShouldBeClose(moments.Number("beta"), tolerance, "moments beta");
        }
    }

    private static void PChart(JsonElement item, double tolerance)
    {
        JsonElement input = item.GetProperty("input");
        double[] defectives = input.GetProperty("defectives").Doubles();
        double[] sizes = input.TryGetProperty("sample_sizes", out JsonElement each) ? each.Doubles()
            : input.GetProperty("sample_size") is { ValueKind: JsonValueKind.Array } array ? array.Doubles()
            : [.. defectives.Select(_ => input.Number("sample_size"))];
        JsonElement expected = item.GetProperty("expected");

        (double center, IReadOnlyList<ControlPoint> points) = ControlChart.P([.. defectives.Zip(sizes, (defective, size) => new Proportion(defective, size))], input.Number("k"));

        expected.ShouldOnlyHave("center", "ucl", "lcl", "out_of_control");
        center.ShouldBeClose(expected.Number("center"), tolerance, "center");
        Limits(expected, "ucl", [.. points.Select(point => point.UpperLimit)], tolerance);
        Limits(expected, "lcl", [.. points.Select(point => point.LowerLimit)], tolerance);
        points.Select((point, index) => (point, index)).Where(entry => !entry.point.InControl).Select(entry => entry.index + 1)
            .ShouldBe(expected.GetProperty("out_of_control").Integers());
    }

    private static void Limits(JsonElement expected, string name, double[] actual, double tolerance)
    {
        JsonElement limit = expected.GetProperty(name);
        double[] wanted = limit.ValueKind == JsonValueKind.Array ? limit.Doubles() : [.. actual.Select(_ => limit.GetDouble())];
        actual.ShouldBeClose(wanted, tolerance, name);
    }

    private static void TabularCusum(JsonElement item, double tolerance)
    {
        JsonElement input = item.GetProperty("input");
        JsonElement expected = item.GetProperty("expected");

        (IReadOnlyList<double> high, IReadOnlyList<double> low, int? signal) =
            ControlChart.Cusum(input.GetProperty("values").Doubles(), input.Number("target"), input.Number("k"), input.Number("h"));

        expected.ShouldOnlyHave("hi", "lo", "first_signal");
        high.ShouldBeClose(expected.GetProperty("hi").Doubles(), tolerance, "high");
        low.ShouldBeClose(expected.GetProperty("lo").Doubles(), tolerance, "low");
        signal.ShouldBe(FirstSignal(expected));
    }

    private static void BernoulliCusum(JsonElement item, double tolerance)
    {
        JsonElement input = item.GetProperty("input");
        JsonElement expected = item.GetProperty("expected");
        bool[] defects = [.. input.GetProperty("defects").Integers().Select(defect => defect != 0)];

        (double good, double defect, IReadOnlyList<double> path, int? signal) =
            ControlChart.BernoulliCusum(defects, input.Number("p0"), input.Number("p1"), input.Number("h"));

        expected.ShouldOnlyHave("weights_ok_defect", "path", "first_signal");
        new[] { good, defect }.ShouldBeClose(expected.GetProperty("weights_ok_defect").Doubles(), tolerance, "weights");
        path.ShouldBeClose(expected.GetProperty("path").Doubles(), tolerance, "path");
        signal.ShouldBe(FirstSignal(expected));
    }

    private static void SequentialProbabilityRatio(JsonElement item, double tolerance)
    {
        JsonElement expected = item.GetProperty("expected");

        SequentialResult result = SequentialTest.Run(
            item.GetProperty("sequence").Integers().Select(success => success != 0), item.Number("p0"), item.Number("p1"), item.Number("alpha"), item.Number("beta"));

        expected.ShouldOnlyHave("decision", "at", "llr", "upper", "lower");
        result.Decision.ShouldBe(expected.GetProperty("decision").GetString() switch
        {
            "continue" => SequentialDecision.GoOn,
            "accept_h0" => SequentialDecision.AcceptFirst,
            "accept_h1" => SequentialDecision.AcceptSecond,
            var other => throw new NotSupportedException($"decision '{other}'"),
        });
        result.Observations.ShouldBe(expected.GetProperty("at").GetInt32());
        result.LogLikelihoodRatio.ShouldBeClose(expected.Number("llr"), tolerance, "log-likelihood ratio");
        result.Upper.ShouldBeClose(expected.Number("upper"), tolerance, "upper");
        result.Lower.ShouldBeClose(expected.Number("lower"), tolerance, "lower");
    }

    private static void MannKendall(JsonElement item, double tolerance)
    {
        JsonElement expected = item.GetProperty("expected");

        Trend trend = Trend.MannKendall(item.GetProperty("series").Doubles());

        expected.ShouldOnlyHave("S", "var", "z", "p");
        trend.S.ShouldBe(expected.Number("S"));
        trend.Variance.ShouldBeClose(expected.Number("var"), tolerance, "variance");
        trend.Z.ShouldBeClose(expected.Number("z"), tolerance, "z");
        trend.PValue.ShouldBeClose(expected.Number("p"), tolerance, "p");
    }

    private static void RaterAgreement(JsonElement item, double tolerance)
    {
        double[][] table = item.GetProperty("table").Matrix();
        JsonElement expected = item.GetProperty("expected");
        string kind = item.GetProperty("kind").GetString()!;

        Agreement agreement = kind switch
        {
            "cohen" => Agreement.Cohen(table),
            "fleiss" => Agreement.Fleiss(table),
            _ => throw new NotSupportedException($"kind '{kind}'"),
        };

        agreement.Observed.ShouldBeClose(expected.Number(kind == "cohen" ? "po" : "P_bar"), tolerance, "observed");
        agreement.Expected.ShouldBeClose(expected.Number(kind == "cohen" ? "pe" : "Pe_bar"), tolerance, "expected");
        expected.ShouldOnlyHave("po", "pe", "P_bar", "Pe_bar", "kappa");
        if (expected.GetProperty("kappa").ValueKind == JsonValueKind.Number)
        {
            agreement.Kappa.ShouldNotBeNull().ShouldBeClose(expected.Number("kappa"), tolerance, "kappa");
        }
        else
        {
            agreement.Kappa.ShouldBeNull();
        }
    }

    private static int? FirstSignal(JsonElement expected) =>
        expected.GetProperty("first_signal") is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;

    private static Proportion Of(JsonElement pair) => new(pair[0].GetDouble(), pair[1].GetDouble());

    private static void Is(Interval actual, JsonElement expected, double tolerance, string what) =>
        new[] { actual.Lower, actual.Upper }.ShouldBeClose(expected.Doubles(), tolerance, what);
}
