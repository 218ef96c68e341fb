using System.Globalization;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Calls that TeXML answers. They need <see cref="TelnyxOptions.TexmlAccountId"/>.</content>
public partial class TelnyxClient
{
    internal bool HasTexml => !string.IsNullOrEmpty(_texmlAccountId);

    private string TexmlAccountId => HasTexml
        ? _texmlAccountId!
        : throw new InvalidOperationException($"Telnyx account '{Account}' has no TexmlAccountId, by which calls of TeXML are named: set it in TelnyxOptions.");

    /// <summary>Lists calls of TeXML. Telnyx says that the list is complete only after a while.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>The calls, page after page as they are asked for.</returns>
    /// <remarks>
    /// Telnyx takes days for times: days around the window are asked for, and calls outside it left out. That calls of Call Control
    /// are listed too is unconfirmed.
    /// </remarks>
    /// <exception cref="InvalidOperationException"><see cref="TelnyxOptions.TexmlAccountId"/> is not set.</exception>
    public virtual Listing<TelnyxTexmlCall> ListTexmlCalls(TelnyxTexmlCallFilter? filter = null)
    {
        string bare = ((ProviderPath)$"/texml/Accounts/{TexmlAccountId}/Calls").ToString();
        // Whether "after" a day leaves that day out is unconfirmed: a day more on either side loses nothing.
        string first = ProviderPath.FromString(bare)
            .Query("To", filter?.To?.E164).Query("From", filter?.From?.E164).Query("Status", filter?.Status)
            .Query("StartTime_gt", Day(filter?.StartedFrom, -1)).Query("StartTime_lt", Day(filter?.StartedUntil, 1)).Query("PageSize", filter?.PageSize)
            .ToString();
        return new Listing<TelnyxTexmlCall>(
            _channel,
            "texml-calls.list",
            async (cursor, cancellationToken) =>
            {
                TelnyxTexmlCallPage page = await _channel.SendAsync(
                    new ProviderRequest(HttpMethod.Get, "texml-calls.list", cursor is null ? first : bare + cursor), TelnyxJsonContext.Default.TelnyxTexmlCallPage, cancellationToken).ConfigureAwait(false);
                IReadOnlyList<TelnyxTexmlCall> calls = page.Calls ?? [];
                return new ProviderPage<TelnyxTexmlCall>(
                    filter is { StartedFrom: null, StartedUntil: null } or null ? calls : [.. calls.Where(call => Within(call, filter))], NextQuery(page.NextPageUri));
            },
            static call => call.Sid,
            filter?.Limit);
    }

    /// <summary>Reads a call of TeXML.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none, or none yet.</returns>
    /// <exception cref="InvalidOperationException"><see cref="TelnyxOptions.TexmlAccountId"/> is not set.</exception>
    public virtual Task<TelnyxTexmlCall?> GetTexmlCallAsync(string sid, CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("texml-calls.get", TexmlCall(sid)), TelnyxJsonContext.Default.TelnyxTexmlCall, cancellationToken);

    /// <summary>Gives a call that goes on a new document; what it did ends.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="document">What happens now.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    /// <exception cref="InvalidOperationException"><see cref="TelnyxOptions.TexmlAccountId"/> is not set.</exception>
    public virtual Task<TelnyxTexmlCall> UpdateTexmlCallAsync(string sid, VoiceDocument document, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        return UpdateTexmlAsync("texml-calls.update", sid, new FormBody().Add("Texml", document.ToString()), cancellationToken);
    }

    /// <summary>Sends a call that goes on to another address for what happens now.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="url">The address, which answers TeXML.</param>
    /// <param name="fallback">The address asked when that one fails.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    /// <exception cref="InvalidOperationException"><see cref="TelnyxOptions.TexmlAccountId"/> is not set.</exception>
    public virtual Task<TelnyxTexmlCall> RedirectTexmlCallAsync(string sid, Uri url, Uri? fallback = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        FormBody form = new FormBody().Add("Url", url).Add("Method", "POST").Add("FallbackUrl", fallback).Add("FallbackMethod", fallback is null ? null : "POST");
        return UpdateTexmlAsync("texml-calls.redirect", sid, form, cancellationToken);
    }

    /// <summary>Ends a call of TeXML.</summary>
    /// <param name="sid">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call.</returns>
    /// <exception cref="InvalidOperationException"><see cref="TelnyxOptions.TexmlAccountId"/> is not set.</exception>
    public virtual Task<TelnyxTexmlCall> HangUpTexmlCallAsync(string sid, CancellationToken cancellationToken = default) =>
        UpdateTexmlAsync("texml-calls.hang-up", sid, new FormBody().Add("Status", "completed"), cancellationToken);

    private Task<TelnyxTexmlCall> UpdateTexmlAsync(string operation, string sid, FormBody form, CancellationToken cancellationToken) =>
        _channel.SendAsync(ProviderRequest.Post(operation, TexmlCall(sid), form.Build()), TelnyxJsonContext.Default.TelnyxTexmlCall, cancellationToken);

    private ProviderPath TexmlCall(string sid) => $"/texml/Accounts/{TexmlAccountId}/Calls/{sid}";

    private static bool Within(TelnyxTexmlCall call, TelnyxTexmlCallFilter filter) =>
        // A call that has not started is known by when it was made.
        (call.StartTime ?? call.DateCreated) is not { } started || !(started < filter.StartedFrom || started > filter.StartedUntil);

    // The link to the next page is taken for its query alone: so it leads to no other host and no other path, and works behind a proxy.
    private static string? NextQuery(string? link) =>
        string.IsNullOrEmpty(link) ? null
        : link.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query ? link[query..]
        : throw new FormatException("A link to a next page without a query leads nowhere.");

    private static string? Day(DateTimeOffset? time, int days) => time?.UtcDateTime.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
