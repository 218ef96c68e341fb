using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;

namespace Outsourcing.Benchmarks;

/// <summary>Review of a 3,000-word brief, against splitting it into sentences; diagnosis of 100,000 calls against 20 versions, against replaying the engagement per call.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class DelegationBenchmarks
{
    private const int Versions = 20;
    private const int Calls = 100_000;

    private static readonly string[] Sentences =
    [
        "The receptionist answers every call within 20 seconds and says the greeting.",
        "Ask the caller for the order number and repeat it digit by digit.",
        "Messages are forwarded promptly.",
        "If the caller reports a leak, transfer the call to the on-call plumber within 60 seconds.",
        "Transfer the call to the owner if necessary.",
        "Do not put callers on hold.",
        "Send a text message with the booking reference to the caller within 5 minutes of the call.",
    ];

    private DelegationBrief _brief = null!;
    private Engagement _engagement = null!;
    private FaultLineEvidence _evidence = null!;
    private CallFailure[] _failures = [];

    [GlobalSetup]
    public void Setup()
    {
        DateTimeOffset start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);
        int clauses = 3_000 / Sentences.Sum(LanguageReview.CountWords);
        _brief = new DelegationBrief
        {
            Id = BriefId.From("calls"),
            Version = 1,
            Title = "Answer calls",
            Clauses = [.. Enumerable.Range(0, clauses).Select(index => new BriefClause { Id = $"c{index}", Text = string.Join(' ', Sentences) })],
            Volume = new ExpectedVolume { Calls = 5_000, Per = MetricWindow.Week, BusiestHour = 100 },
        };

        _engagement = Engagement.Propose(EngagementId.From("north"), PartnerId.From("partner"), _brief.Id, start)
            .Agree(start).AssignNumber(PhoneNumber.Parse("+4930123456"), start).PutInForce(1, start).Start(start);
        for (int version = 2; version <= Versions; version++)
        {
            _engagement = _engagement.PutInForce(version, start.AddDays(7 * (version - 1)));
        }

        _failures = [.. Enumerable.Range(0, Calls).Select(index => new CallFailure
        {
            Call = new CallId("test", "main", $"{index}"),
            At = start.AddMinutes(2 * index),
            Expectation = "The receptionist answers every call within 20 seconds",
            Place = BriefPlace.From($"clauses[c{index % (clauses + 5)}].text"),
            DoneAsBriefed = index % 2 == 0,
        })];
        _evidence = new FaultLineEvidence
        {
            Engagement = _engagement,
            Versions = [.. Enumerable.Range(1, Versions).Select(version => _brief with { Version = version })],
            Receipts = [.. Enumerable.Range(1, Versions).Select(version => new BriefReceipt { Version = version, AcknowledgedAt = start.AddDays((7 * (version - 1)) + 1) })],
            Outages = [],
            Arrivals = [.. _failures.Select(failure => failure.At)],
        };
    }

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Review of 3,000 words")]
    public int SplitIntoWords() => _brief.Texts().Sum(text => LanguageReview.CountWords(text.Text));

    [Benchmark]
    [BenchmarkCategory("Review of 3,000 words")]
    public int Review() => BriefReviewer.Default.Review(_brief).Findings.Count;

    [Benchmark(Baseline = true)]
    [BenchmarkCategory("Diagnosis of 100,000 calls")]
    public int ReplayTheEngagementPerCall() => _failures.Sum(failure => _engagement.BriefVersionInForce(failure.At)?.Version ?? 0);

    [Benchmark]
    [BenchmarkCategory("Diagnosis of 100,000 calls")]
    public long Diagnose()
    {
        FaultLineWalk walk = new(_evidence);
        return FaultLineReport.Of(_failures.Select(walk.Diagnose), _brief).Failures;
    }
}
