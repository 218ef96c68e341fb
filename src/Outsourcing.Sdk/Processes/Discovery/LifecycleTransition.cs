namespace Outsourcing.Processes;

/// <summary>The transitions of the XES standard lifecycle that times are measured between.</summary>
internal enum LifecycleTransition : byte
{
    /// <summary>None said: the event is an execution of its own.</summary>
    None = 0,
    Schedule = 1,
    Start = 2,
    Complete = 3,

    /// <summary>Another one (assign, suspend, resume, abort, …): it neither begins nor completes an execution.</summary>
    Other = 4,
}
