using Outsourcing.Webhooks;

namespace Outsourcing.Storage;

/// <summary>An account whose calls are polled, as the app registered it.</summary>
public sealed class CallPollingRegistration
{
    private readonly Func<IServiceProvider, IReadOnlyList<ICallListing>> _resolve;

    /// <summary>Initializes the registration.</summary>
    /// <param name="options">How it is polled.</param>
    /// <param name="resolve">Gets what lists the calls; several where accounts at several providers have the same name.</param>
    /// <exception cref="ArgumentException">A pause or window is not above zero, or the overlap is below it.</exception>
    public CallPollingRegistration(CallPollingOptions options, Func<IServiceProvider, IReadOnlyList<ICallListing>> resolve)
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

    /// <summary>Gets what lists the account's calls.</summary>
    /// <param name="services">The app's services.</param>
    /// <returns>One listing, or several where accounts at several providers have the same name.</returns>
    /// <exception cref="OutsourcingException">No account of this name is registered whose calls can be listed.</exception>
    public IReadOnlyList<ICallListing> Resolve(IServiceProvider services) => _resolve(services);
}
