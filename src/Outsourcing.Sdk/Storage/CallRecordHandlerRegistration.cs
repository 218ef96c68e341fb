namespace Outsourcing.Storage;

/// <summary>A handler of call changes, as the app registered it.</summary>
public sealed class CallRecordHandlerRegistration
{
    private readonly Func<IServiceProvider, ICallRecordHandler> _resolve;

    /// <summary>Initializes the registration.</summary>
    /// <param name="name">The name the handler's deliveries are kept under; it stays the same over releases.</param>
    /// <param name="resolve">Gets the handler from a scope of services made for each change.</param>
    public CallRecordHandlerRegistration(string name, Func<IServiceProvider, ICallRecordHandler> resolve)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(resolve);
        Name = name;
        _resolve = resolve;
    }

    /// <summary>Gets the name the handler's deliveries are kept under.</summary>
    public string Name { get; }

    /// <summary>Gets the handler.</summary>
    /// <param name="services">A scope of the app's services.</param>
    /// <returns>The handler.</returns>
    public ICallRecordHandler Resolve(IServiceProvider services) => _resolve(services);
}
