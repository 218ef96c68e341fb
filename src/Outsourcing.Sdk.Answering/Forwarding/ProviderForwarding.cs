using Outsourcing.Telephony;

namespace Outsourcing.Answering;

/// <summary>Diverts a business line that the business owns at a telephony provider: there is nothing to dial, the provider asks the app what to do with each call.</summary>
public static class ProviderForwarding
{
    /// <summary>Makes the flow that answers the line's calls as the diversions say.</summary>
    /// <param name="line">The business line.</param>
    /// <param name="rules">The diversions: every call, or those nobody answers.</param>
    /// <param name="ownPhone">The business's own telephone, which rings first where not every call is diverted.</param>
    /// <returns>The flow: the partner rings, after the own telephone where it comes first.</returns>
    /// <remarks>
    /// A flow goes on when the own telephone is busy, does not answer or is out of reach, whichever it is: so what is diverted when
    /// nobody answers is diverted in the other cases too.
    /// </remarks>
    /// <exception cref="ForwardingException">A diversion leads back to the line or the own telephone, one never takes effect, or one cannot be made at a provider.</exception>
    public static CallFlow ToFlow(PhoneNumber line, IReadOnlyList<ForwardingRule> rules, PhoneNumber? ownPhone = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Count == 0 || rules.Any(rule => rule.Target == line || rule.Target == ownPhone) || ownPhone == line)
        {
            throw new ForwardingException("A provider's flow diverts a line to somebody else: name at least one diversion, to a number that is neither the line nor the own telephone.");
        }

        if (rules.FirstOrDefault(rule => rule.When == ForwardingWhen.Always) is { } always)
        {
            return rules.Count == 1
                ? CallFlow.Of(new DialStep(always.Target))
                : throw new ForwardingException("The line diverts every call, so its other diversions never take effect; keep one or the other.");
        }

        if (ownPhone is not { } own)
        {
            throw new ForwardingException("Before calls are diverted that nobody answers, a telephone of the business has to ring; name it as ownPhone, or divert every call.");
        }

        if (rules.FirstOrDefault(rule => rule.When == ForwardingWhen.NoAnswer) is not { } unanswered)
        {
            throw new ForwardingException("A provider's flow goes on whether the telephone is busy, out of reach or not answered; add the diversion of calls nobody answers.");
        }

        return rules.All(rule => rule.Target == unanswered.Target)
            ? CallFlow.Of(new DialStep(own) { RingFor = TimeSpan.FromSeconds(unanswered.RingSeconds) }, new DialStep(unanswered.Target))
            : throw new ForwardingException("A provider's flow does not tell busy from unanswered; its diversions lead to one number.");
    }

    /// <summary>Hands the line's calls to the app, whose handler of incoming calls answers with the flow.</summary>
    /// <param name="telephony">The account that owns the line.</param>
    /// <param name="line">The business line.</param>
    /// <param name="routing">Where the provider asks what to do: the app's own webhooks.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless. Doing it again is harmless.</param>
    /// <returns>The line as it was before; for <see cref="TurnOffAsync"/>.</returns>
    /// <exception cref="ForwardingException">The account does not own the line.</exception>
    public static async Task<OwnedNumber> TurnOnAsync(ITelephony telephony, PhoneNumber line, NumberRouting routing, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(telephony);
        ArgumentNullException.ThrowIfNull(routing);
        await foreach (OwnedNumber owned in telephony.ListNumbersAsync(cancellationToken).ConfigureAwait(false))
        {
            if (owned.Number == line)
            {
                await telephony.RouteNumberAsync(owned, routing, cancellationToken).ConfigureAwait(false);
                return owned;
            }
        }

        throw new ForwardingException($"The account {telephony.Provider}/{telephony.Account} does not own the line; divert it by the codes of its carrier.");
    }

    /// <summary>Routes the line as it was before.</summary>
    /// <param name="telephony">The account that owns the line.</param>
    /// <param name="before">What <see cref="TurnOnAsync"/> gave.</param>
    /// <param name="cancellationToken">Cancels waiting; the provider may have acted nevertheless. Doing it again is harmless.</param>
    /// <returns>The line as it is now.</returns>
    /// <exception cref="ForwardingException">The line had no routing before that it could be given back.</exception>
    public static Task<OwnedNumber> TurnOffAsync(ITelephony telephony, OwnedNumber before, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(telephony);
        ArgumentNullException.ThrowIfNull(before);
        return before.Routing is { } routing
            ? telephony.RouteNumberAsync(before, routing, cancellationToken)
            : throw new ForwardingException("The line had no routing before; say by RouteNumberAsync where its calls go from now on.");
    }
}
