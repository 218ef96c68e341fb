using Outsourcing.Delegation;

namespace Outsourcing.Answering;

/// <summary>Publishes briefs to voice agents of one account, whatever the service: planned first, then applied, and compared again at any time.</summary>
public interface IBriefPublisher
{
    /// <summary>Gets the provider, such as <c>retell</c>.</summary>
    string Provider { get; }

    /// <summary>Gets the account, as the application named it.</summary>
    string Account { get; }

    /// <summary>Finds what publishing would change; changes nothing.</summary>
    /// <param name="brief">The brief.</param>
    /// <param name="agentId">The agent; <see langword="null"/> for a new one.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="BriefPublishingException">There is no such agent, it is of a kind that takes no prompt, or an option is missing.</exception>
    Task<AgentPlan> PlanAsync(DelegationBrief brief, string? agentId = null, CancellationToken cancellationToken = default);

    /// <summary>Carries out a plan. Nothing is sent when there is nothing to change.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="cancellationToken">Cancels waiting; what was sent may have taken effect nevertheless.</param>
    /// <returns>The agent's id.</returns>
    /// <exception cref="BriefPublishingException">Somebody changed the agent since the plan was made, in a place that it changes: plan again.</exception>
    Task<string> ApplyAsync(AgentPlan plan, CancellationToken cancellationToken = default);

    /// <summary>Finds how an agent differs from the version of the brief that is in force.</summary>
    /// <param name="brief">The brief, at the version in force.</param>
    /// <param name="agentId">The agent.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The drift.</returns>
    /// <exception cref="BriefPublishingException">There is no such agent, or it is of a kind that takes no prompt.</exception>
    Task<AgentDrift> FindDriftAsync(DelegationBrief brief, string agentId, CancellationToken cancellationToken = default);
}
