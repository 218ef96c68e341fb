using Outsourcing.Partners;

namespace Outsourcing.Tests.Partners;

internal static class Samples
{
    internal static readonly PartnerId North = PartnerId.From("north");
    internal static readonly PartnerId South = PartnerId.From("south");
    internal static readonly PartnerId West = PartnerId.From("west");

    internal static readonly Partner[] Three = [new() { Id = North, Name = "North Desk" }, new() { Id = South, Name = "South Answering" }, new() { Id = West, Name = "West <Voice> & Co" }];

    internal static readonly PartnerCriterion[] Criteria =
    [
        new() { Id = "in-time", Name = "Answered in time", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(0.5, 1), Weight = 4, KnockOut = 0.6 },
        new() { Id = "quiz", Name = "Brief quiz", Question = PartnerQuestion.Understanding, Value = ValueFunction.Linear(0, 1), Weight = 3, Source = EvidenceSource.BriefQuiz },
        new() { Id = "fixed", Name = "Mistakes fixed in a day", Question = PartnerQuestion.Commitment, Value = ValueFunction.Linear(0, 1), Weight = 2 },
        new() { Id = "price", Name = "Price per month", Question = PartnerQuestion.Price, Unit = "USD", Value = ValueFunction.Linear(800, 200), Weight = 1, Source = EvidenceSource.Price },
    ];

    internal static readonly PartnerEvidence[] Evidence =
    [
        PartnerEvidence.Share(North, "in-time", 470, 500),
        PartnerEvidence.Share(South, "in-time", 400, 500),
        PartnerEvidence.Share(West, "in-time", 380, 500),
        PartnerEvidence.Share(North, "quiz", 38, 40),
        PartnerEvidence.Share(South, "quiz", 22, 40),
        PartnerEvidence.Share(West, "quiz", 20, 40),
        PartnerEvidence.Share(North, "fixed", 28, 30),
        PartnerEvidence.Share(South, "fixed", 20, 30),
        PartnerEvidence.Measurement(North, "price", 520),
        PartnerEvidence.Measurement(South, "price", 430, new Interval(400, 470)),
        PartnerEvidence.Measurement(West, "price", 390),
    ];

    internal static PartnerCriterion Single(string id = "share") => new() { Id = id, Name = id, Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(0, 1) };
}
