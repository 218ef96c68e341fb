namespace Outsourcing.Delegation;

/// <summary>What a text of a brief is for, which decides how it is read.</summary>
public enum BriefTextKind
{
    /// <summary>Tells the one who answers what to do, or what is to be reached.</summary>
    Instruction = 0,

    /// <summary>Is said or sent to callers word for word.</summary>
    Script = 1,

    /// <summary>Defines a number or a word.</summary>
    Definition = 2,

    /// <summary>Names something; not a sentence.</summary>
    Label = 3,

    /// <summary>Stands in a list of what is never said or promised, so that the list is the negation.</summary>
    Prohibition = 4,

    /// <summary>Shows a call, in the words of those who speak.</summary>
    Example = 5,

    /// <summary>Tells about the brief itself, such as its change log.</summary>
    Record = 6,
}
