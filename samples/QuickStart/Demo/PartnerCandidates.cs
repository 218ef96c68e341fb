using Outsourcing;
using Outsourcing.Partners;

namespace QuickStart.Demo;

/// <summary>Three answering services, and what is known of them after a trial fortnight.</summary>
internal static class PartnerCandidates
{
    internal static readonly PartnerId Harbor = PartnerId.From("harbor-desk");
    internal static readonly PartnerId Northline = PartnerId.From("northline");
    internal static readonly PartnerId Quick = PartnerId.From("quick-answer");

    internal static IReadOnlyList<Partner> All { get; } =
    [
        new() { Id = Harbor, Name = "Harbor Desk", Number = PhoneNumber.Parse("+12125550151") },
        new() { Id = Northline, Name = "Northline Reception", Number = PhoneNumber.Parse("+12125550152") },
        new() { Id = Quick, Name = "QuickAnswer", Number = PhoneNumber.Parse("+12125550153") },
    ];

    internal static IReadOnlyList<PartnerCriterion> Criteria { get; } =
    [
        new() { Id = "answered-in-20s", Name = "Calls answered within 20 s", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(0.6, 1), Weight = 30, KnockOut = 0.6, Source = EvidenceSource.ServiceLevels },
        new() { Id = "settled-first", Name = "Requests settled in the first call", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(0.5, 1), Weight = 20, Source = EvidenceSource.CallRecords },
        new() { Id = "brief-quiz", Name = "Questions on the brief answered rightly", Question = PartnerQuestion.Understanding, Value = ValueFunction.Linear(0.5, 1), Weight = 20, Source = EvidenceSource.BriefQuiz },
        new() { Id = "fixed-in-a-day", Name = "Complaints put right within a day", Question = PartnerQuestion.Commitment, Value = ValueFunction.Linear(0.3, 1), Weight = 15, Source = EvidenceSource.ReferenceChecks },
        new() { Id = "monthly-price", Name = "Monthly price on the own call log", Question = PartnerQuestion.Price, Unit = "USD", Value = ValueFunction.Linear(1500, 200), Weight = 15, Source = EvidenceSource.Price },
    ];

    /// <summary>Gets the counts of the trial; prices come from the call log.</summary>
    internal static IReadOnlyList<PartnerEvidence> Trial { get; } =
    [
        PartnerEvidence.Share(Harbor, "answered-in-20s", 182, 200),
        PartnerEvidence.Share(Harbor, "settled-first", 148, 190),
        PartnerEvidence.Share(Harbor, "brief-quiz", 18, 20),
        PartnerEvidence.Share(Harbor, "fixed-in-a-day", 7, 8),
        PartnerEvidence.Share(Northline, "answered-in-20s", 165, 200),
        PartnerEvidence.Share(Northline, "settled-first", 139, 180),
        PartnerEvidence.Share(Northline, "brief-quiz", 15, 20),
        PartnerEvidence.Share(Northline, "fixed-in-a-day", 5, 8),

        // Three calls say little, and nobody has been asked for a reference yet.
        PartnerEvidence.Share(Quick, "answered-in-20s", 3, 3),
        PartnerEvidence.Share(Quick, "settled-first", 2, 3),
        PartnerEvidence.Share(Quick, "brief-quiz", 12, 20),
    ];
}
