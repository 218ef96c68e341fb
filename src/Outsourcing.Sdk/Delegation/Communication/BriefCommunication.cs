using System.Text.Json.Serialization;

namespace Outsourcing.Delegation;

/// <summary>How a brief was communicated: who got which version, who confirmed it, who passed the quiz, what was asked.</summary>
/// <remarks>Immutable; each method returns the communication with one more fact. Equality is by content, in order.</remarks>
public sealed record BriefCommunication
{
    /// <summary>Gets the brief.</summary>
    public required BriefId Brief { get; init; }

    /// <summary>Gets the deliveries, one per person and version.</summary>
    public IReadOnlyList<BriefDelivery> Deliveries { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<BriefDelivery>();

    /// <summary>Gets the marked quizzes, in the order they were taken.</summary>
    public IReadOnlyList<QuizResult> Quizzes { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<QuizResult>();

    /// <summary>Gets the questions the partner asked.</summary>
    public IReadOnlyList<ClarificationQuestion> Questions { get; init => field = ValueList.Copy(value ?? []); } = ValueList.Empty<ClarificationQuestion>();

    /// <summary>Gets the members this version does not know.</summary>
    [JsonExtensionData]
    public UnknownMembers? Unknown { get; set; }

    /// <summary>Starts the communication of a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <returns>A communication without facts.</returns>
    public static BriefCommunication Of(DelegationBrief brief)
    {
        ArgumentNullException.ThrowIfNull(brief);
        return new() { Brief = brief.Id };
    }

    /// <summary>Notes that a version reached a person.</summary>
    /// <param name="version">The version.</param>
    /// <param name="person">The person.</param>
    /// <param name="at">When.</param>
    /// <param name="channel">By which channel.</param>
    /// <returns>The communication with it. A second delivery of one version to one person changes nothing: the first counts.</returns>
    public BriefCommunication Delivered(int version, string person, DateTimeOffset at, string? channel = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(version, 1);
        ArgumentException.ThrowIfNullOrWhiteSpace(person);
        return Find(version, person) is not null
            ? this
            : this with { Deliveries = [.. Deliveries, new BriefDelivery { Version = version, Person = person, DeliveredAt = at, Channel = channel }] };
    }

    /// <summary>Notes that a person confirmed having read a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="person">The person.</param>
    /// <param name="at">When.</param>
    /// <returns>The communication with it. A second confirmation changes nothing: the first counts.</returns>
    /// <exception cref="BriefCommunicationException">The version was not delivered to the person, or later than that.</exception>
    public BriefCommunication Acknowledged(int version, string person, DateTimeOffset at)
    {
        BriefDelivery delivery = Find(version, person) ?? throw new BriefCommunicationException(Brief, version, "It was not delivered to that person; note the delivery first.");
        if (at < delivery.DeliveredAt)
        {
            throw new BriefCommunicationException(Brief, version, $"It is confirmed at {at:O}, before its delivery at {delivery.DeliveredAt:O}.");
        }

        return delivery.AcknowledgedAt is not null
            ? this
            : this with { Deliveries = [.. Deliveries.Select(one => one == delivery ? one with { AcknowledgedAt = at } : one)] };
    }

    /// <summary>Notes a marked quiz.</summary>
    /// <param name="result">The result.</param>
    /// <returns>The communication with it.</returns>
    /// <exception cref="BriefCommunicationException">The quiz is about another brief.</exception>
    public BriefCommunication QuizTaken(QuizResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.Brief == Brief
            ? this with { Quizzes = [.. Quizzes, result] }
            : throw new BriefCommunicationException(Brief, result.Version, $"The quiz is about brief '{result.Brief}'.");
    }

    /// <summary>Notes a question of the partner.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The communication with it.</returns>
    /// <exception cref="BriefCommunicationException">A question has that id already.</exception>
    public BriefCommunication Asked(ClarificationQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return Questions.Any(one => one.Id == question.Id)
            ? throw new BriefCommunicationException(Brief, question.Version, $"There is a question '{question.Id}' already.")
            : this with { Questions = [.. Questions, question] };
    }

    /// <summary>Answers a question: the answer becomes a clause of the next version of the brief.</summary>
    /// <param name="brief">The newest version of the brief.</param>
    /// <param name="questionId">The question.</param>
    /// <param name="answer">The answer, worded as a rule that stands on its own.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who answers.</param>
    /// <returns>The next version, and the communication in which the question is answered.</returns>
    /// <exception cref="BriefCommunicationException">The brief is another, or no open question has that id.</exception>
    /// <exception cref="InvalidBriefException">The answer is longer than a brief holds.</exception>
    public ClarifiedBrief Answered(DelegationBrief brief, string questionId, string answer, DateTimeOffset at, PersonalText? by = null)
    {
        ArgumentNullException.ThrowIfNull(brief);
        ArgumentException.ThrowIfNullOrWhiteSpace(answer);
        if (brief.Id != Brief)
        {
            throw new BriefCommunicationException(Brief, brief.Version, $"The answer is for brief '{brief.Id}'.");
        }

        ClarificationQuestion question = Questions.FirstOrDefault(one => one.Id == questionId && one.Answer is null)
            ?? throw new BriefCommunicationException(Brief, brief.Version, $"There is no open question '{questionId}'.");
        List<(string Text, bool IsElement)> about = question.About is { } place ? BriefPath.Parse(place) : [];
        CallTypeId? callType = about.Count > 1 && about[0].Text == "callTypes" ? brief.CallTypes.FirstOrDefault(type => type.Id.Value == about[1].Text)?.Id : null;
        DelegationBrief next = brief
            .NewVersion(DateOnly.FromDateTime(at.Date), $"Clarified: {question.Text}", by)
            .AddClause(new() { Id = $"clarification-{question.Id}", Text = answer, CallType = callType, Clarifies = question.Id });
        ClarificationQuestion answered = question with { Answer = answer, AnsweredAt = at, AnsweredInVersion = next.Version };
        return new(next, this with { Questions = [.. Questions.Select(one => one == question ? answered : one)] });
    }

    /// <summary>Tells whether a person had confirmed a version at a moment.</summary>
    /// <param name="version">The version.</param>
    /// <param name="person">The person.</param>
    /// <param name="at">The moment.</param>
    /// <returns>Whether the person had.</returns>
    public bool IsAcknowledged(int version, string person, DateTimeOffset at) => Find(version, person)?.AcknowledgedAt <= at;

    /// <summary>Gets the deliveries as the evidence that locates the fault of failed calls.</summary>
    /// <returns>One receipt per version and person, in the order of the deliveries, for <see cref="FaultLineEvidence.Receipts"/>.</returns>
    public IReadOnlyList<BriefReceipt> Receipts() => ValueList.Copy(Deliveries.Select(delivery => new BriefReceipt
    {
        Version = delivery.Version,
        DeliveredAt = delivery.DeliveredAt,
        AcknowledgedAt = delivery.AcknowledgedAt,
        By = delivery.Person,
    }));

    /// <summary>Gets who has not confirmed a version yet.</summary>
    /// <param name="version">The version.</param>
    /// <param name="people">Those who should.</param>
    /// <returns>Those of them who have not, in the order given.</returns>
    public IReadOnlyList<string> Outstanding(int version, IEnumerable<string> people) =>
        ValueList.Copy(people.Where(person => Find(version, person)?.AcknowledgedAt is null));

    /// <summary>Gathers what shows that those who answer understand a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="people">Those who answer calls by it.</param>
    /// <returns>The counts.</returns>
    public UnderstandingEvidence Understanding(int version, IEnumerable<string> people)
    {
        string[] team = [.. people.Distinct(StringComparer.Ordinal)];
        BriefDelivery[] deliveries = [.. team.Select(person => Find(version, person)).OfType<BriefDelivery>()];
        QuizResult[] last = [.. Quizzes.Where(quiz => quiz.Version == version && team.Contains(quiz.Person)).GroupBy(quiz => quiz.Person).Select(attempts => attempts.MaxBy(quiz => quiz.At)!)];
        ClarificationQuestion[] asked = [.. Questions.Where(question => question.Version == version)];
        return new()
        {
            Version = version,
            People = team.Length,
            Delivered = deliveries.Length,
            Acknowledged = deliveries.Count(delivery => delivery.AcknowledgedAt is not null),
            QuizCorrect = last.Sum(quiz => quiz.Correct),
            QuizAsked = last.Sum(quiz => quiz.Marks.Count),
            QuestionsAsked = asked.Length,
            QuestionsOpen = asked.Count(question => question.Answer is null),
            Misread = [.. last.SelectMany(quiz => quiz.Marks).Where(mark => !mark.Right).GroupBy(mark => mark.Place).OrderByDescending(wrong => wrong.Count()).ThenBy(wrong => wrong.Key.Value, StringComparer.Ordinal).Select(wrong => wrong.Key)],
        };
    }

    private BriefDelivery? Find(int version, string person) => Deliveries.FirstOrDefault(one => one.Version == version && one.Person == person);
}
