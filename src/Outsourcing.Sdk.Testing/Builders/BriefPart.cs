namespace Outsourcing.Testing;

/// <summary>A part that every brief needs, and that <see cref="BriefBuilder.Without"/> leaves out.</summary>
public enum BriefPart
{
    /// <summary>What the business wants to reach.</summary>
    Purpose = 0,

    /// <summary>What starts the work.</summary>
    Trigger = 1,

    /// <summary>What the one who answers is given.</summary>
    Inputs = 2,

    /// <summary>The kinds of calls.</summary>
    CallTypes = 3,

    /// <summary>How to recognise the kinds of calls.</summary>
    Recognition = 4,

    /// <summary>What is done on the kinds of calls.</summary>
    Actions = 5,

    /// <summary>What the work is judged by.</summary>
    Outcomes = 6,

    /// <summary>The target of what the work is judged by.</summary>
    Target = 7,

    /// <summary>Who answers for the result.</summary>
    Accountable = 8,

    /// <summary>Who does the work.</summary>
    Responsible = 9,

    /// <summary>Who is tried when nobody answers.</summary>
    Escalation = 10,

    /// <summary>The people of the business.</summary>
    Contacts = 11,

    /// <summary>When calls are answered.</summary>
    Hours = 12,

    /// <summary>What happens outside the hours.</summary>
    OutOfHours = 13,

    /// <summary>How many calls to expect.</summary>
    Volume = 14,

    /// <summary>What may be decided, and what is never said or promised.</summary>
    Limits = 15,

    /// <summary>What happens to the data of callers.</summary>
    DataProtection = 16,

    /// <summary>Calls as they should and should not go.</summary>
    Examples = 17,

    /// <summary>What the version changes.</summary>
    ChangeLog = 18,

    /// <summary>Who agreed to the version.</summary>
    SignOff = 19,
}
