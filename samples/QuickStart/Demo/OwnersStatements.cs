using Outsourcing;
using Outsourcing.Delegation;
using Outsourcing.Processes;

namespace QuickStart.Demo;

/// <summary>What only the owner can say of the company's steps, its months and its papers.</summary>
internal static class OwnersStatements
{
    /// <summary>Gets each step's ratings, 1 (little) to 5 (much).</summary>
    internal static IReadOnlyDictionary<string, StepProfile> Steps { get; } = new Dictionary<string, StepProfile>
    {
        ["Generate lead"] = Profile(differentiation: 4, expertise: 4, customer: 3, failure: 3, uncertainty: 3, asset: 3, market: 3),
        ["Call prospect"] = Profile(differentiation: 5, expertise: 4, customer: 5, failure: 4, uncertainty: 4, asset: 3, market: 3),
        ["Agree campaign"] = Profile(differentiation: 5, expertise: 5, customer: 5, failure: 5, uncertainty: 4, asset: 4, market: 2),
        ["Run campaign"] = Profile(differentiation: 5, expertise: 5, customer: 4, failure: 5, uncertainty: 3, asset: 4, market: 3),
        ["Answer support call"] = Profile(differentiation: 1, expertise: 2, customer: 2, failure: 2, uncertainty: 2, asset: 1, market: 5),
        ["Send invoice"] = Profile(differentiation: 1, expertise: 1, customer: 1, failure: 3, uncertainty: 1, asset: 1, market: 5),
        ["Close as lost"] = Profile(differentiation: 1, expertise: 1, customer: 2, failure: 1, uncertainty: 1, asset: 1, market: 4),
    };

    /// <summary>Gets the last six months of the books.</summary>
    internal static IReadOnlyList<PeriodFigures> Months { get; } =
    [
        Month(5, 68_400, 21_900, 29_800),
        Month(6, 71_200, 22_600, 30_100),
        Month(7, 66_900, 21_400, 29_900),
        Month(8, 72_800, 22_900, 30_400),
        Month(9, 74_100, 23_300, 30_600),
        Month(10, 75_300, 23_500, 30_900),
    ];

    internal static ProcessDocumentation Papers { get; } = new()
    {
        Suppliers = ["advertising networks"],
        Inputs = ["leads", "campaign briefs of customers"],
        Steps = ["Generate lead", "Call prospect", "Agree campaign", "Run campaign", "Answer support call", "Send invoice"],
        Outputs = ["campaigns", "reports"],
        Customers = ["shops and craft businesses nearby"],
        Owner = "Ana Ortiz",
        Exceptions = ["a prospect says no", "a customer stops a campaign"],
    };

    internal static TaskStatement AnsweringCalls { get; } = new()
    {
        Trigger = "A customer or prospect calls.",
        Inputs = [new TaskInput { Name = "list of running campaigns" }],
        Outcome = "The caller is served or has left a message that reaches the right person within 15 minutes.",
    };

    private static StepProfile Profile(double differentiation, double expertise, double customer, double failure, double uncertainty, double asset, double market) => new()
    {
        Differentiation = StepRating.Stated(differentiation),
        Expertise = StepRating.Stated(expertise),
        CustomerOwnership = StepRating.Stated(customer),
        FailureImpact = StepRating.Stated(failure),
        Uncertainty = StepRating.Stated(uncertainty),
        AssetSpecificity = StepRating.Stated(asset),
        MarketMaturity = StepRating.Stated(market),
        RegulatedData = [RegulatedDataKind.Personal],
    };

    private static PeriodFigures Month(int month, decimal revenue, decimal steps, decimal other) => new()
    {
        Start = new DateOnly(2026, month, 1),
        Revenue = new Money(revenue, "USD"),
        StepCosts = new Money(steps, "USD"),
        OtherCosts = new Money(other, "USD"),
    };
}
