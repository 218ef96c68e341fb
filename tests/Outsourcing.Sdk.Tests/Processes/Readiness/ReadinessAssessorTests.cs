using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes.Readiness;

public sealed class ReadinessAssessorTests
{
    private static readonly ProcessDocumentation Documented = new()
    {
        Suppliers = ["list broker"],
        Inputs = ["contact list"],
        Steps = ["call", "offer", "sell"],
        Outputs = ["signed order"],
        Customers = ["advertiser"],
        Owner = "Ann",
        Exceptions = ["asks for the owner: take a message"],
    };

    [Fact]
    public void Assess_AllGatesPass_IsReady()
    {
        Verdict<Outsourcing.Processes.Readiness> verdict = ReadinessAssessor.Assess(new() { Periods = Months(100, 110, 120, 90, 130, 125), Process = Smooth(40), Documentation = Documented });

        verdict.Require().IsReady.ShouldBeTrue();
        verdict.Value!.WorkList.ShouldBeEmpty();
        verdict.Explanation.Checks.ShouldAllBe(check => check.Passed);
    }

    [Fact]
    public void Assess_ProfitableNotStreamlined_GivesTheWorkListByHours()
    {
        Verdict<Outsourcing.Processes.Readiness> verdict = ReadinessAssessor.Assess(new() { Periods = Months(100, 110, 120, 90, 130, 125), Process = Messy(), Documentation = Documented });

        Outsourcing.Processes.Readiness readiness = verdict.Require();
        readiness.IsProfitable.ShouldBeTrue();
        readiness.IsStreamlined.ShouldBeFalse();
        readiness.WorkList.Select(item => item.Hours).ShouldBeInOrder(SortDirection.Descending);
        readiness.WorkList.ShouldContain(item => item.Kind == StreamliningKind.Rework && item.Subject == "offer");
        readiness.WorkList.ShouldContain(item => item.Kind == StreamliningKind.HandOver);
        readiness.WeakestLink.ShouldStartWith("streamlined.");
    }

    [Fact]
    public void Assess_TooFewCases_RefusesAndSaysHowManyMore()
    {
        Refusal refusal = ReadinessAssessor.Assess(new() { Periods = Months(1, 1, 1, 1, 1, 1), Process = Smooth(29), Documentation = Documented }).Refusal!;

        refusal.Kind.ShouldBe(RefusalKind.InsufficientEvidence);
        refusal.Remedy.ShouldContain("1 more");
    }

    [Fact]
    public void Assess_TooFewPeriods_Refuses() =>
        ReadinessAssessor.Assess(new() { Periods = Months(1, 1), Process = Smooth(40), Documentation = Documented }).Refusal!.Kind.ShouldBe(RefusalKind.InsufficientEvidence);

    [Fact]
    public void Assess_FallingMargin_IsNotProfitableAlthoughAboveZero()
    {
        Verdict<Outsourcing.Processes.Readiness> verdict = ReadinessAssessor.Assess(new() { Periods = Months(600, 500, 400, 300, 200, 100), Process = Smooth(40), Documentation = Documented });

        verdict.Require().IsProfitable.ShouldBeFalse();
        verdict.Explanation.Checks.Where(check => !check.Passed).ShouldHaveSingleItem().Name.ShouldBe("profitable.noFallingTrend");
    }

    [Fact]
    public void Assess_OneDocumentMissing_FlipsByOneEntry()
    {
        Verdict<Outsourcing.Processes.Readiness> verdict = ReadinessAssessor.Assess(
            new() { Periods = Months(100, 110, 120, 90, 130, 125), Process = Smooth(40), Documentation = Documented with { Exceptions = [] } });

        verdict.Require().IsReady.ShouldBeFalse();
        verdict.Value!.WeakestLink.ShouldBe("documented.exceptions");
        verdict.Explanation.Flip.ShouldBe(new VerdictFlip { Input = "documented.exceptions", From = 0, To = 1, Unit = "entries", Becomes = "ready" });
    }

    [Fact]
    public void Recompute_AnyVerdict_IsTheSame()
    {
        foreach (DiscoveredProcess? process in new[] { Smooth(40), Smooth(3), Messy(), null })
        {
            foreach (PeriodFigures[] periods in new[] { Months(5, 6, 7, 8, 9, 10), Months(-1, 2), [] })
            {
                Verdict<Outsourcing.Processes.Readiness> verdict = ReadinessAssessor.Assess(
                    new() { Periods = periods, Process = process, Documentation = Documented }, new ReadinessPolicy { MaximumReworkCaseRate = 0.2 });

                ReadinessAssessor.Recompute(verdict.Explanation).ShouldBe(verdict);
            }
        }
    }

    [Fact]
    public void Flip_ToAnEdge_IsTheNearestThatChangesTheVerdict()
    {
        // 10 of 40 cases repeat an activity: the lower bound 14.2 % passes; one more does not.
        Verdict<Outsourcing.Processes.Readiness> verdict = ReadinessAssessor.Assess(
            new() { Periods = Months(100, 110, 120, 90, 130, 125), Process = Smooth(40, repeating: 10), Documentation = Documented },
            new ReadinessPolicy { MaximumSequenceEntropy = 5 });
        VerdictFlip flip = verdict.Explanation.Flip!;

        VerdictExplanation changed = verdict.Explanation with
        {
            Inputs = [.. verdict.Explanation.Inputs.Select(input => input.Name == flip.Input ? input with { Value = flip.To } : input)],
        };
        ReadinessAssessor.Recompute(changed).Require().IsReady.ShouldNotBe(verdict.Require().IsReady);
    }

    [Fact]
    public void Assess_MoreCases_NeverTurnsAnAnswerIntoInsufficientEvidence()
    {
        bool answered = false;
        for (int cases = 1; cases < 80; cases++)
        {
            bool now = ReadinessAssessor.Assess(new() { Periods = Months(1, 2, 3, 2, 1, 2), Process = Smooth(cases), Documentation = Documented }).IsDecided;
            (answered && !now).ShouldBeFalse($"{cases} cases");
            answered = now;
        }

        answered.ShouldBeTrue();
    }

    [Fact]
    public void Assess_MixedCurrencies_Throws()
    {
        PeriodFigures[] mixed = [.. Months(1, 2, 3), new() { Start = new(2026, 9, 1), Revenue = new(1, "EUR"), StepCosts = new(0, "EUR"), OtherCosts = new(0, "EUR") }];

        Should.Throw<CurrencyMismatchException>(() => ReadinessAssessor.Assess(new() { Periods = mixed }));
    }

    private static PeriodFigures[] Months(params decimal[] margins) =>
    [
        .. margins.Select((margin, index) => new PeriodFigures
        {
            Start = new DateOnly(2026, index + 1, 1),
            Revenue = new Money(1000 + margin, "USD"),
            StepCosts = new Money(700, "USD"),
            OtherCosts = new Money(300, "USD"),
        }),
    ];

    private static DiscoveredProcess Smooth(int cases, int repeating = 0) => Logs.Discover(Enumerable.Range(0, cases).SelectMany(number => new[]
    {
        Logs.Event($"{number}", "call", number * 3),
        Logs.Event($"{number}", "offer", (number * 3) + 1),
    }.Concat(number < repeating ? [Logs.Event($"{number}", "offer", (number * 3) + 1.5)] : []).Append(Logs.Event($"{number}", "sell", (number * 3) + 2))));

    private static DiscoveredProcess Messy()
    {
        Random random = new(8);
        return Logs.Discover(Enumerable.Range(0, 60).SelectMany(number => Enumerable.Range(0, random.Next(3, 12)).Select(step =>
            Logs.Event($"{number}", new[] { "call", "offer", "sell" }[random.Next(3)], (number * 50) + (step * random.Next(1, 4)), random.Next(2) == 0 ? "Ann" : "Bob"))));
    }
}
