namespace Outsourcing.Testing;

/// <summary>Sends webhooks to the app, and notes what came back.</summary>
internal sealed class WebhookSender(ProviderSimulatorOptions options) : IDisposable
{
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly List<SimulatedDelivery> _deliveries = [];
    private readonly List<WebhookMessage> _recorded = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<SimulatedDelivery> Deliveries
    {
        get
        {
            lock (_lock)
            {
                return [.. _deliveries];
            }
        }
    }

    /// <summary>Gets the provider's own messages that were accepted, in an order that does not depend on which answer came first.</summary>
    public IReadOnlyList<WebhookMessage> Recorded
    {
        get
        {
            lock (_lock)
            {
                return [.. _recorded.OrderBy(message => message.CallId, StringComparer.Ordinal).ThenBy(message => message.Report, StringComparer.Ordinal).ThenBy(message => message.Token, StringComparer.Ordinal)];
            }
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>Sends a message until it is answered; gives the body of a 2xx answer.</summary>
    public async Task<string?> SendAsync(WebhookMessage message, DeliveryKind kind, CancellationToken cancellationToken)
    {
        int attempts = 0;
        int? status = null;
        string? answer = null;
        while (attempts < options.DeliveryAttempts && status is not (>= 200 and < 500))
        {
            if (attempts > 0 && options.RedeliveryPause > TimeSpan.Zero)
            {
                await Task.Delay(options.RedeliveryPause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }

            message = attempts == 0 ? message : message.Again();
            attempts++;
            (status, answer) = await AttemptAsync(message, cancellationToken).ConfigureAwait(false);
        }

        SimulatedDelivery delivery = new()
        {
            Kind = kind,
            CallId = message.CallId,
            Report = message.Report,
            Address = message.Address,
            Attempts = attempts,
            Status = status,
        };
        lock (_lock)
        {
            _deliveries.Add(delivery);
            if (kind == DeliveryKind.Genuine && delivery.IsAccepted)
            {
                _recorded.Add(message);
            }
        }

        return delivery.IsAccepted ? answer : null;
    }

    private async Task<(int? Status, string? Answer)> AttemptAsync(WebhookMessage message, CancellationToken cancellationToken)
    {
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ending.CancelAfter(options.DeliveryTimeout);
        using HttpRequestMessage request = message.ToRequest();
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, ending.Token).ConfigureAwait(false);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ending.Token).ConfigureAwait(false));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return (null, null);
        }
    }
}
