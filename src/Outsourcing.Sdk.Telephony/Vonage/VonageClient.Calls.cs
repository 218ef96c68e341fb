using System.Globalization;
using System.Text.Json;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <content>Calls and conferences.</content>
public partial class VonageClient
{
    /// <summary>Places a call. It rings at a person, and is sent once.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The call, started; Vonage's answer does not repeat its numbers.</returns>
    /// <exception cref="ArgumentException">Not exactly one of flow and URL is given.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A time is longer than Vonage takes.</exception>
    /// <exception cref="CallFlowNotSupportedException">Vonage cannot do a part of the flow.</exception>
    public virtual Task<VonageCall> PlaceCallAsync(VonageCallRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Flow is null == request.AnswerUrl is null
            ? throw new ArgumentException("A call takes either a flow or a URL that answers one.", nameof(request))
            : CreateAsync(request, request.Flow is { } flow ? Ncco(flow) : null, cancellationToken);
    }

    /// <summary>Reads a call.</summary>
    /// <param name="uuid">The call's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual Task<VonageCall?> GetCallAsync(string uuid, CancellationToken cancellationToken = default) =>
        _channel.FindAsync(ProviderRequest.Get("calls.get", $"/v1/calls/{uuid}"), VonageJsonContext.Default.VonageCall, cancellationToken);

    /// <summary>Lists calls, oldest first, so that those that come meanwhile move no page.</summary>
    /// <param name="filter">Which. Vonage filters by no number.</param>
    /// <returns>The calls, page after page as they are asked for.</returns>
    public virtual Listing<VonageCall> ListCalls(VonageCallFilter? filter = null)
    {
        ProviderPath path = ((ProviderPath)"/v1/calls")
            .Query("status", filter?.Status).Query("date_start", filter?.StartedFrom is { } from ? Iso(from) : null).Query("date_end", filter?.StartedUntil is { } until ? Iso(until) : null)
            .Query("conversation_uuid", filter?.ConversationUuid).Query("page_size", filter?.PageSize ?? 100).Query("order", "asc");
        return List(
            "calls.list",
            path,
            null,
            VonageJsonContext.Default.VonageCallPage,
            static page => page.Embedded?.Calls,
            static (page, cursor) =>
            {
                int next = (page.RecordIndex ?? Index(cursor)) + (page.Embedded?.Calls?.Count ?? 0);
                return page.Embedded?.Calls is { Count: > 0 } && next < page.Count ? next.ToString(CultureInfo.InvariantCulture) : null;
            },
            static cursor => $"record_index={Uri.EscapeDataString(cursor)}",
            static call => call.Uuid,
            filter?.Limit);
    }

    /// <summary>Gives a call that goes on a new flow; what it did ends.</summary>
    /// <param name="uuid">The call's id.</param>
    /// <param name="flow">What happens now.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    /// <exception cref="CallFlowNotSupportedException">Vonage cannot do a part of the flow.</exception>
    public virtual Task UpdateCallAsync(string uuid, CallFlow flow, CancellationToken cancellationToken = default) => MoveAsync("calls.update", uuid, new("ncco", Ncco(flow), null), cancellationToken);

    /// <summary>Sends a call that goes on to another address for what happens now.</summary>
    /// <param name="uuid">The call's id.</param>
    /// <param name="url">The address.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task RedirectCallAsync(string uuid, Uri url, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        return MoveAsync("calls.redirect", uuid, new("ncco", null, [url.AbsoluteUri]), cancellationToken);
    }

    /// <summary>Ends a call, whether it rings or goes on.</summary>
    /// <param name="uuid">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task HangUpAsync(string uuid, CancellationToken cancellationToken = default) => SteerAsync("calls.hang-up", uuid, "hangup", cancellationToken);

    /// <summary>Mutes a party, or lets it speak again.</summary>
    /// <param name="uuid">The party's call.</param>
    /// <param name="muted">Whether it is muted.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task MuteAsync(string uuid, bool muted, CancellationToken cancellationToken = default) => SteerAsync(muted ? "calls.mute" : "calls.unmute", uuid, muted ? "mute" : "unmute", cancellationToken);

    /// <summary>Keeps a party from hearing the others, or lets it hear them again.</summary>
    /// <param name="uuid">The party's call.</param>
    /// <param name="deaf">Whether it hears nothing.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task DeafenAsync(string uuid, bool deaf, CancellationToken cancellationToken = default) => SteerAsync(deaf ? "calls.deafen" : "calls.undeafen", uuid, deaf ? "earmuff" : "unearmuff", cancellationToken);

    /// <summary>Puts a caller through to a number without announcement.</summary>
    /// <param name="uuid">The caller's call.</param>
    /// <param name="target">The number.</param>
    /// <param name="shown">The number shown there, one of the application's; <see langword="null"/> leaves it to Vonage.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task TransferAsync(string uuid, PhoneNumber target, PhoneNumber? shown = null, CancellationToken cancellationToken = default) =>
        MoveAsync("calls.transfer", uuid, new("ncco", Ncco(CallFlow.Of(new DialStep(target) { ShownNumber = shown })), null), cancellationToken);

    /// <summary>Puts a caller into a conference and calls a number into it, so that the two can be introduced.</summary>
    /// <param name="uuid">The caller's call.</param>
    /// <param name="target">The number.</param>
    /// <param name="shown">The number shown there, one of the application's.</param>
    /// <param name="conference">The conference's name; unique in the application while it goes on.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The call to the party that is called.</returns>
    public virtual async Task<VonageCall> TransferWarmAsync(string uuid, PhoneNumber target, PhoneNumber shown, string conference, CancellationToken cancellationToken = default)
    {
        await JoinConferenceAsync(uuid, conference, endOnExit: true, cancellationToken).ConfigureAwait(false);
        return await AddParticipantAsync(conference, target, shown, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Puts a party into a conference; what its call did ends.</summary>
    /// <param name="uuid">The party's call.</param>
    /// <param name="conference">The conference's name; unique in the application while it goes on.</param>
    /// <param name="endOnExit">Whether the conference ends for all when the party leaves.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task JoinConferenceAsync(string uuid, string conference, bool endOnExit = false, CancellationToken cancellationToken = default) =>
        MoveAsync("conferences.join", uuid, new("ncco", VonageControl.Conversation(conference, endOnExit), null), cancellationToken);

    /// <summary>Calls a number into a conference. It rings at a person, and is sent once.</summary>
    /// <param name="conference">The conference's name.</param>
    /// <param name="target">The number.</param>
    /// <param name="shown">The number shown there, one of the application's.</param>
    /// <param name="cancellationToken">Cancels waiting; it may ring nevertheless.</param>
    /// <returns>The party's call.</returns>
    public virtual Task<VonageCall> AddParticipantAsync(string conference, PhoneNumber target, PhoneNumber shown, CancellationToken cancellationToken = default) =>
        CreateAsync(new VonageCallRequest { From = shown, To = target }, VonageControl.Conversation(conference, endOnExit: false), cancellationToken);

    /// <summary>Says a text.</summary>
    /// <param name="uuid">The call's id.</param>
    /// <param name="text">The text.</param>
    /// <param name="language">The language as a BCP 47 tag; <see langword="null"/> takes Vonage's default, <c>en-US</c>.</param>
    /// <param name="times">How often it is said; 0 until it is stopped.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task SayAsync(string uuid, string text, string? language = null, int times = 1, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Put("calls.say", $"/v1/calls/{uuid}/talk", Json(new() { Text = text, Language = language, Loop = times })), cancellationToken);

    /// <summary>Stops what is said.</summary>
    /// <param name="uuid">The call's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task StopSayingAsync(string uuid, CancellationToken cancellationToken = default) => CommandAsync(ProviderRequest.Delete("calls.say-stop", $"/v1/calls/{uuid}/talk"), cancellationToken);

    /// <summary>Plays a recording.</summary>
    /// <param name="uuid">The call's id.</param>
    /// <param name="source">Where it is.</param>
    /// <param name="times">How often it is played; 0 until it is stopped.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task PlayAsync(string uuid, Uri source, int times = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return CommandAsync(ProviderRequest.Put("calls.play", $"/v1/calls/{uuid}/stream", Json(new() { StreamUrl = [source.AbsoluteUri], Loop = times })), cancellationToken);
    }

    /// <summary>Stops what is played.</summary>
    /// <inheritdoc cref="StopSayingAsync"/>
    public virtual Task StopPlayingAsync(string uuid, CancellationToken cancellationToken = default) => CommandAsync(ProviderRequest.Delete("calls.play-stop", $"/v1/calls/{uuid}/stream"), cancellationToken);

    /// <summary>Sends digits into a call.</summary>
    /// <param name="uuid">The call's id.</param>
    /// <param name="digits">The digits.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Vonage has taken the command.</returns>
    public virtual Task SendDigitsAsync(string uuid, string digits, CancellationToken cancellationToken = default) =>
        CommandAsync(ProviderRequest.Put("calls.send-digits", $"/v1/calls/{uuid}/dtmf", Json(new() { Digits = digits })), cancellationToken);

    private static JsonElement Ncco(CallFlow flow) => JsonElement.Parse(VonageControl.Render(flow).Body.Span);

    private static int Index(string? cursor) => int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out int index) ? index : 0;

    private static RequestBody Json(VonageCommand command) => RequestBody.Json(command, VonageJsonContext.Default.VonageCommand);

    private Task<VonageCall> CreateAsync(VonageCallRequest request, JsonElement? ncco, CancellationToken cancellationToken)
    {
        VonageCallBody body = new()
        {
            To = [new("phone", Digits(request.To), request.DigitsOnAnswer)],
            From = request.From is { } from ? new("phone", Digits(from), null) : null,
            RandomFromNumber = request.From is null ? true : null,
            Ncco = ncco,
            AnswerUrl = request.AnswerUrl is { } answer ? [answer.AbsoluteUri] : null,
            // By GET the numbers would stand in the address, and so in the logs of whatever lies between.
            AnswerMethod = request.AnswerUrl is null ? null : "POST",
            EventUrl = request.EventUrl is { } events ? [events.AbsoluteUri] : null,
            MachineDetection = request.DetectMachine ? "continue" : null,
            RingingTimer = Seconds(request.RingFor, 120, nameof(request)),
            LengthTimer = Seconds(request.TimeLimit, 7200, nameof(request)),
        };
        return _channel.SendAsync(
            ProviderRequest.Post("calls.create", "/v1/calls", RequestBody.Json(body, VonageJsonContext.Default.VonageCallBody)), VonageJsonContext.Default.VonageCall, cancellationToken);
    }

    private Task MoveAsync(string operation, string uuid, VonageDestination destination, CancellationToken cancellationToken) =>
        CommandAsync(ProviderRequest.Put(operation, $"/v1/calls/{uuid}", Json(new() { Action = "transfer", Destination = destination })), cancellationToken);

    private Task SteerAsync(string operation, string uuid, string action, CancellationToken cancellationToken) =>
        CommandAsync(ProviderRequest.Put(operation, $"/v1/calls/{uuid}", Json(new() { Action = action })), cancellationToken);

    private Task CommandAsync(ProviderRequest request, CancellationToken cancellationToken) => _channel.SendAsync(request, cancellationToken);
}
