namespace Outsourcing.Processes;

/// <summary>Which of two events of different cases with equal time stamps counts as the earlier one.</summary>
public enum EventLogTieOrder
{
    /// <summary>The one whose case id comes first in ordinal order: the order of cases in the file then changes nothing.</summary>
    CaseId = 0,

    /// <summary>The one that stands first in the file.</summary>
    FileOrder = 1,
}
