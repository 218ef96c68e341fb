using Outsourcing.Telephony;

namespace Outsourcing.Storage;

/// <summary>An account whose calls are polled, as the app registered it.</summary>
public sealed class CallPollingRegistration
{
    private readonly Func<IServiceProvider, ITelephony> _resolve;

    /// <summary>Initializes the registration.</summary>
    /// <param name="options">How it is polled.</param>
    /// <param name="resolve">Gets the account's telephony.</param>
    /// <exception cref="ArgumentException">A pause or window is not above zero, or the overlap is below it.</exception>
    public CallPollingRegistration(CallPollingOptions options, Func<IServiceProvider, ITelephony> resolve)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(resolve);
        if (options.Interval <= TimeSpan.Zero || options.FirstWindow <= TimeSpan.Zero || options.LongestWindow <= TimeSpan.Zero || options.Overlap < TimeSpan.Zero)
        {
            throw new ArgumentException(
                $"Polling every {options.Interval} from {options.FirstWindow} back in windows of {options.LongestWindow} with an overlap of {options.Overlap} does not work: the first three are above zero, the overlap is zero or more.", nameof(options));
        }

        Options = options;
        _resolve = resolve;
    }

    /// <summary>Gets how it is polled.</summary>
    public CallPollingOptions Options { get; }

    /// <summary>Gets the account's telephony.</summary>
    /// <param name="services">The app's services.</param>
    /// <returns>The telephony.</returns>
    public ITelephony Resolve(IServiceProvider services) => _resolve(services);
}
