namespace Outsourcing.Delegation;

/// <summary>What a word can be. Words of several classes are told apart by their neighbours.</summary>
[Flags]
internal enum WordClass
{
    None = 0,
    Determiner = 1 << 0,
    Preposition = 1 << 1,
    Conjunction = 1 << 2,
    Pronoun = 1 << 3,
    Be = 1 << 4,
    Auxiliary = 1 << 5,
    Modal = 1 << 6,
    Adverb = 1 << 7,
    Participle = 1 << 8,
    Person = 1 << 9,
    TimeNoun = 1 << 10,
    NumberWord = 1 << 11,
    Verb = 1 << 12,
    Subordinator = 1 << 13,
    Relative = 1 << 14,
    Unit = 1 << 15,
    Possessive = 1 << 16,

    /// <summary>Any class that cannot stand inside a noun phrase.</summary>
    Function = Determiner | Preposition | Conjunction | Pronoun | Be | Auxiliary | Modal | Adverb | Subordinator | Relative | NumberWord | Possessive,
}
