using System.Text.Json;
using CsCheck;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class BriefCommunicationTests
{
    private static readonly DateTimeOffset Monday = new(2026, 10, 5, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Acknowledged_AfterDelivery_CountsFromThenOn()
    {
        BriefCommunication communication = BriefCommunication.Of(SampleBriefs.Plumber())
            .Delivered(3, "agent-1", Monday, "e-mail")
            .Acknowledged(3, "agent-1", Monday.AddHours(2));

        communication.IsAcknowledged(3, "agent-1", Monday.AddHours(1)).ShouldBeFalse();
        communication.IsAcknowledged(3, "agent-1", Monday.AddHours(2)).ShouldBeTrue();
        communication.IsAcknowledged(2, "agent-1", Monday.AddHours(2)).ShouldBeFalse();
        communication.IsAcknowledged(3, "agent-2", Monday.AddHours(2)).ShouldBeFalse();
        communication.Outstanding(3, ["agent-1", "agent-2"]).ShouldBe(["agent-2"]);
    }

    [Fact]
    public void Acknowledged_WithoutOrBeforeDelivery_IsRefused()
    {
        BriefCommunication communication = BriefCommunication.Of(SampleBriefs.Plumber()).Delivered(3, "agent-1", Monday);

        Should.Throw<BriefCommunicationException>(() => communication.Acknowledged(3, "agent-2", Monday));
        Should.Throw<BriefCommunicationException>(() => communication.Acknowledged(3, "agent-1", Monday.AddSeconds(-1)));
    }

    [Fact]
    public void Delivered_Twice_KeepsTheFirst()
    {
        BriefCommunication once = BriefCommunication.Of(SampleBriefs.Plumber()).Delivered(3, "agent-1", Monday);

        once.Delivered(3, "agent-1", Monday.AddDays(1)).ShouldBe(once);
        once.Acknowledged(3, "agent-1", Monday).Acknowledged(3, "agent-1", Monday.AddDays(1)).Deliveries[0].AcknowledgedAt.ShouldBe(Monday);
    }

    [Fact]
    public void Answered_AnOpenQuestion_BecomesAClauseOfTheNextVersion()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        BriefCommunication communication = BriefCommunication.Of(brief).Asked(Question("q-9"));

        ClarifiedBrief clarified = communication.Answered(brief, "q-9", "Book tenants without asking the landlord when water is running out.", Monday.AddHours(1), "Ann North");

        clarified.Brief.Version.ShouldBe(4);
        BriefClause clause = clarified.Brief.Clauses[^1];
        clause.Clarifies.ShouldBe("q-9");
        clause.CallType.ShouldBe(CallTypeId.From("new-job"));
        clarified.Brief.ChangeLog[^1].Version.ShouldBe(4);
        clarified.Communication.Questions.Single().AnsweredInVersion.ShouldBe(4);
        BriefDiff.Between(brief, clarified.Brief).ForAnswerer.Single().ShouldContain("Book tenants");
        Should.Throw<BriefCommunicationException>(() => clarified.Communication.Answered(clarified.Brief, "q-9", "Again.", Monday));
    }

    [Fact]
    public void Understanding_OfATeam_CountsWhatEachPersonShowed()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        BriefQuiz quiz = BriefQuiz.From(brief);
        Dictionary<string, int> right = quiz.Items.ToDictionary(item => item.Id, item => item.Right);
        Dictionary<string, int> oneWrong = new(right) { [quiz.Items[0].Id] = (quiz.Items[0].Right + 1) % quiz.Items[0].Choices.Count };

        UnderstandingEvidence evidence = BriefCommunication.Of(brief)
            .Delivered(3, "agent-1", Monday)
            .Delivered(3, "agent-2", Monday)
            .Acknowledged(3, "agent-1", Monday)
            .QuizTaken(quiz.Mark(new Dictionary<string, int>(), "agent-1", Monday))
            .QuizTaken(quiz.Mark(right, "agent-1", Monday.AddHours(1)))
            .QuizTaken(quiz.Mark(oneWrong, "agent-2", Monday))
            .Asked(Question("q-9"))
            .Understanding(3, ["agent-1", "agent-2", "agent-3"]);

        evidence.ShouldBe(new UnderstandingEvidence
        {
            Version = 3,
            People = 3,
            Delivered = 2,
            Acknowledged = 1,
            QuizAsked = 2 * quiz.Items.Count,
            QuizCorrect = (2 * quiz.Items.Count) - 1,
            QuestionsAsked = 1,
            QuestionsOpen = 1,
            Misread = [quiz.Items[0].Place],
        });
    }

    [Fact]
    public void Json_OfACommunication_GivesAnEqualOne()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        BriefCommunication communication = BriefCommunication.Of(brief)
            .Delivered(3, "agent-1", Monday)
            .Acknowledged(3, "agent-1", Monday)
            .QuizTaken(BriefQuiz.From(brief).Mark(new Dictionary<string, int>(), "agent-1", Monday))
            .Asked(Question("q-9"));

        string json = JsonSerializer.Serialize(communication, OutsourcingJson.TypeInfo<BriefCommunication>());

        JsonSerializer.Deserialize(json, OutsourcingJson.TypeInfo<BriefCommunication>()).ShouldBe(communication);
    }

    [Fact]
    public void Quiz_OfTheFullBrief_AsksAboutEachKindOfRule()
    {
        string[] parts = [.. BriefQuiz.From(SampleBriefs.Plumber()).Items.Select(item => item.Place.Value)];

        parts.ShouldContain("callTypes[emergency].recognition[1]");
        parts.ShouldContain("callTypes[new-job].actions[0]");
        parts.ShouldContain("callTypes[new-job].questions[address]");
        parts.ShouldContain("callTypes[new-job].limits.mustNotPromise[0]");
        parts.ShouldContain("limits.mustNotSay[0]");
        parts.ShouldContain("outcomes[answered].target");
        parts.ShouldContain("limits.maximumLength");
        parts.ShouldContain("onCall.escalation[1]");
        parts.ShouldContain("hours.holidays[2026-12-25]");
    }

    [Fact]
    public void Quiz_OfAnyBrief_HasDistinctChoicesAndMarksTheRightOnes() =>
        GenBriefs.Brief.Sample(
            brief =>
            {
                BriefQuiz quiz = BriefQuiz.From(brief);
                quiz.Items.ShouldAllBe(item => item.Choices.Count >= 2 && item.Choices.Distinct().Count() == item.Choices.Count && item.Right >= 0 && item.Right < item.Choices.Count);
                quiz.Items.Select(item => item.Id).ShouldBeUnique();
                quiz.Mark(quiz.Items.ToDictionary(item => item.Id, item => item.Right), "p", Monday).Correct.ShouldBe(quiz.Items.Count);
                quiz.ShouldBe(BriefQuiz.From(brief));
            },
            iter: 200);

    [Fact]
    public void Quiz_WithAnotherSeed_MovesTheRightAnswers()
    {
        int[][] positions = [.. Enumerable.Range(0, 12).Select(seed => BriefQuiz.From(SampleBriefs.Plumber(), seed).Items.Select(item => item.Right).ToArray())];

        for (int item = 0; item < positions[0].Length; item++)
        {
            positions.Select(one => one[item]).Distinct().Count().ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public void Mark_AnswerToNoQuestion_IsRefused()
    {
        BriefQuiz quiz = BriefQuiz.From(SampleBriefs.Plumber());

        Should.Throw<ArgumentException>(() => quiz.Mark(new Dictionary<string, int> { ["q999"] = 0 }, "p", Monday));
        Should.Throw<ArgumentException>(() => quiz.Mark(new Dictionary<string, int> { [quiz.Items[0].Id] = 99 }, "p", Monday));
    }

    private static ClarificationQuestion Question(string id) =>
        new() { Id = id, Version = 3, Person = "agent-1", AskedAt = Monday, Text = "What if a tenant calls about an emergency?", About = BriefPlace.From("callTypes[new-job].actions[0]") };
}
