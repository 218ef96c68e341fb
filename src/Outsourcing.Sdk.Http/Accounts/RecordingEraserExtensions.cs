using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Storage;

namespace Outsourcing.Http;

/// <summary>Registers what deletes an account's recordings; what the <c>AddProvider</c> methods build on.</summary>
public static class RecordingEraserExtensions
{
    /// <summary>Registers what deletes an account's recordings, so that erasing a caller and the end of a retention reach them.</summary>
    /// <typeparam name="TClient">The account's client, registered under the account's name. It is made when the first recording is deleted.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="provider">The provider, lower case.</param>
    /// <param name="account">The account, as the application names it.</param>
    /// <param name="delete">Deletes one recording. That the provider finds no such thing is taken for success: it is gone already.</param>
    /// <param name="everyCall">Whether the provider keeps something of every call under the call's own id.</param>
    /// <returns>The builder.</returns>
    public static IOutsourcingBuilder AddRecordingEraser<TClient>(
        this IOutsourcingBuilder builder, string provider, string account, Func<TClient, RecordingErasure, CancellationToken, Task> delete, bool everyCall = false)
        where TClient : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentNullException.ThrowIfNull(delete);
        builder.Services.AddSingleton<IRecordingEraser>(services => new ClientEraser<TClient>(services, provider, account, delete, everyCall));
        return builder;
    }

    private sealed class ClientEraser<TClient>(IServiceProvider services, string provider, string account, Func<TClient, RecordingErasure, CancellationToken, Task> delete, bool everyCall) : IRecordingEraser
        where TClient : class
    {
        public string Provider => provider;

        public string Account => account;

        public bool EveryCall => everyCall;

        public async Task EraseAsync(RecordingErasure recording, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(recording);
            try
            {
                await delete(services.GetRequiredKeyedService<TClient>(account), recording, cancellationToken).ConfigureAwait(false);
            }
            catch (ProviderException gone) when (gone.Failure == ProviderFailure.NotFound || gone.Status == HttpStatusCode.Gone)
            {
                // Deleted before, by an attempt whose answer was lost or by somebody else.
            }
        }
    }
}
