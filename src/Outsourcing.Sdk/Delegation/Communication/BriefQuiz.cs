using System.Globalization;

namespace Outsourcing.Delegation;

/// <summary>A comprehension quiz made from a brief alone: what to recognise, ask, do, decide, never say, and reach.</summary>
public sealed record BriefQuiz
{
    /// <summary>Gets the brief.</summary>
    public required BriefId Brief { get; init; }

    /// <summary>Gets the version.</summary>
    public required int Version { get; init; }

    /// <summary>Gets the questions.</summary>
    public required IReadOnlyList<QuizItem> Items { get; init => field = ValueList.Copy(value); }

    /// <summary>Makes the quiz of a brief.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="seed">Decides the order of the choices; the same brief and seed give the same quiz.</param>
    /// <returns>The quiz; without questions when the brief says too little to ask about.</returns>
    public static BriefQuiz From(DelegationBrief brief, int seed = 0)
    {
        ArgumentNullException.ThrowIfNull(brief);
        return new() { Brief = brief.Id, Version = brief.Version, Items = [.. new QuizWriter(brief, seed).Items()] };
    }

    /// <summary>Marks answers.</summary>
    /// <param name="answers">The chosen position by the id of the question; a question left out counts as wrong.</param>
    /// <param name="person">The id of the person who answered.</param>
    /// <param name="at">When.</param>
    /// <returns>The marks.</returns>
    /// <exception cref="ArgumentException">An answer is to no question of the quiz, or is none of its choices.</exception>
    public QuizResult Mark(IReadOnlyDictionary<string, int> answers, string person, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentException.ThrowIfNullOrWhiteSpace(person);
        Dictionary<string, QuizItem> items = Items.ToDictionary(item => item.Id, StringComparer.Ordinal);
        foreach ((string id, int choice) in answers)
        {
            if (!items.TryGetValue(id, out QuizItem? item) || choice < 0 || choice >= item.Choices.Count)
            {
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Answer {choice} to '{id}' is none of the quiz of brief '{Brief}' version {Version}."), nameof(answers));
            }
        }

        return new()
        {
            Brief = Brief,
            Version = Version,
            Person = person,
            At = at,
            Marks = [.. Items.Select(item => new QuizMark { Item = item.Id, Place = item.Place, Right = answers.TryGetValue(item.Id, out int choice) && choice == item.Right })],
        };
    }
}
