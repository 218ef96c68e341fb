using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>A Telnyx account by its Call Control commands. Thread-safe; one per account.</summary>
/// <remarks>
/// Commands carry a <c>command_id</c>: Telnyx ignores the same one for the same call within 60 seconds, so they are tried again
/// within the budget; holding and muting in a conference are settings, and take the same. Orders of numbers, texts and TeXML's
/// updates take no key and are sent once. Past calls are listed by TeXML's resource, see <see cref="ListTexmlCalls"/>.
/// </remarks>
public partial class TelnyxClient
{
    internal const string ProviderName = "telnyx";

    private readonly ProviderChannel _channel;
    private readonly string _connectionId;
    private readonly string? _texmlAccountId;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="options">The account's options.</param>
    public TelnyxClient(ProviderChannel channel, TelnyxOptions options)
    {
        ArgumentNullException.ThrowIfNull(channel);
        ArgumentNullException.ThrowIfNull(options);
        _channel = channel;
        _connectionId = options.ConnectionId;
        _texmlAccountId = options.TexmlAccountId;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected TelnyxClient()
    {
        _channel = null!;
        _connectionId = null!;
    }

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal DateTimeOffset Now => _channel.Time.GetUtcNow();

    internal static ProviderChannelSettings Settings(string account, TelnyxOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://api.telnyx.com/v2"),
        // Recordings lie with Amazon; their addresses are signed and need no credentials.
        DownloadDomains = ["telnyx.com", "s3.amazonaws.com"],
        Http = options.Http,
        Authorize = RequestCredential.Bearer(options.ApiKey),
    };

    /// <summary>Places a call. Its answer comes as a webhook, which is when it is told what to do.</summary>
    /// <param name="request">The call.</param>
    /// <param name="cancellationToken">Cancels waiting; the call may ring nevertheless.</param>
    /// <returns>The call.</returns>
    public virtual async Task<TelnyxCall> PlaceCallAsync(TelnyxCallRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        TelnyxCommand body = new()
        {
            ConnectionId = _connectionId,
            To = request.To.E164,
            From = request.From.E164,
            CommandId = request.CommandId,
            TimeoutSecs = request.RingFor is { } ring ? (int)Math.Ceiling(ring.TotalSeconds) : null,
            WebhookUrl = request.Webhook?.AbsoluteUri,
            AnsweringMachineDetection = request.DetectMachine ? "detect" : null,
        };
        return Only(await _channel.SendAsync(
            ProviderRequest.Post("calls.create", "/calls", Json(body)) with { Repeatable = true }, TelnyxJsonContext.Default.TelnyxDataTelnyxCall, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads a call.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The call; <see langword="null"/> when there is none.</returns>
    public virtual async Task<TelnyxCall?> GetCallAsync(string id, CancellationToken cancellationToken = default) =>
        (await _channel.FindAsync(ProviderRequest.Get("calls.get", $"/calls/{id}"), TelnyxJsonContext.Default.TelnyxDataTelnyxCall, cancellationToken).ConfigureAwait(false))?.Data;

    /// <summary>Lists the calls that go on now.</summary>
    /// <param name="limit">How many at most.</param>
    /// <returns>The calls.</returns>
    public virtual Listing<TelnyxCall> ListActiveCalls(int? limit = null) =>
        List("calls.list-active", $"/connections/{_connectionId}/active_calls", TelnyxJsonContext.Default.TelnyxPageTelnyxCall, static call => call.CallControlId, limit, byCursor: true);

    /// <summary>Answers a call that rings in.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task AnswerAsync(string id, CancellationToken cancellationToken = default) => CommandAsync("calls.answer", id, "answer", new(), cancellationToken);

    /// <summary>Ends a call.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public virtual Task HangUpAsync(string id, CancellationToken cancellationToken = default) => CommandAsync("calls.hang-up", id, "hangup", new(), cancellationToken);

    /// <summary>Puts a caller through to a number without announcement.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="target">The number.</param>
    /// <param name="shown">The number shown there.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task TransferAsync(string id, PhoneNumber target, PhoneNumber? shown = null, CancellationToken cancellationToken = default) =>
        CommandAsync("calls.transfer", id, "transfer", new() { To = target.E164, From = shown?.E164 }, cancellationToken);

    /// <summary>Connects two calls, for example a caller and a colleague who has been told who it is.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="other">The other call's control id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task BridgeAsync(string id, string other, CancellationToken cancellationToken = default) => CommandAsync("calls.bridge", id, "bridge", new() { CallControlId = other }, cancellationToken);

    /// <summary>Says a text.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="text">The text.</param>
    /// <param name="voice">The voice.</param>
    /// <param name="language">The language as a BCP 47 tag.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task SayAsync(string id, string text, string voice = "female", string language = "en-US", CancellationToken cancellationToken = default) =>
        CommandAsync("calls.say", id, "speak", new() { Payload = text, Voice = voice, Language = language }, cancellationToken);

    /// <summary>Plays a recording.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="source">Where it is.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task PlayAsync(string id, Uri source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return CommandAsync("calls.play", id, "playback_start", new() { AudioUrl = source.AbsoluteUri }, cancellationToken);
    }

    /// <summary>Ends what is said or played on a call, and clears what waits to be played.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public virtual Task StopPlayingAsync(string id, CancellationToken cancellationToken = default) => CommandAsync("calls.stop-playing", id, "playback_stop", new(), cancellationToken);

    /// <summary>Gathers digits. What was pressed comes by webhook, as <c>call.gather.ended</c>.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="request">Which digits, and what is said or played meanwhile.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    /// <exception cref="ArgumentException">Both a text and a sound are given, or the least number of digits is above the most.</exception>
    public virtual Task GatherAsync(string id, TelnyxGatherRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Say is not null && request.Play is not null)
        {
            throw new ArgumentException("A gathering has either a text that is said or a sound that is played, or neither.", nameof(request));
        }

        if (request.MinimumDigits > request.MaximumDigits)
        {
            throw new ArgumentException($"MinimumDigits is {request.MinimumDigits} and MaximumDigits {request.MaximumDigits}; the least is at most the most.", nameof(request));
        }

        bool bare = request.Say is null && request.Play is null;
        TelnyxCommand body = new()
        {
            Payload = request.Say,
            Voice = request.Say is null ? null : request.Voice,
            Language = request.Say is null ? null : request.Language,
            AudioUrl = request.Play?.AbsoluteUri,
            MinimumDigits = request.MinimumDigits,
            MaximumDigits = request.MaximumDigits,
            ValidDigits = request.ValidDigits,
            TerminatingDigit = request.TerminatingDigit,
            TimeoutMillis = Millis(request.Timeout),
            InterDigitTimeoutMillis = Millis(request.BetweenDigits),
            MaximumTries = bare ? null : request.Tries,
        };
        return CommandAsync("calls.gather", id, bare ? "gather" : request.Say is not null ? "gather_using_speak" : "gather_using_audio", body, cancellationToken);

        static int? Millis(TimeSpan? time) => time is { } span ? (int)Math.Ceiling(span.TotalMilliseconds) : null;
    }

    /// <summary>Starts transcribing a call as it goes on; the words come by webhook, as <c>call.transcription</c>.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="tracks">Whose words: <c>inbound</c> for the leg named, <c>outbound</c> for the other, <c>both</c>.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task StartTranscriptionAsync(string id, string tracks = "both", CancellationToken cancellationToken = default) =>
        CommandAsync("transcriptions.start", id, "transcription_start", new() { TranscriptionTracks = tracks }, cancellationToken);

    /// <summary>Ends transcribing a call.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public virtual Task StopTranscriptionAsync(string id, CancellationToken cancellationToken = default) => CommandAsync("transcriptions.stop", id, "transcription_stop", new(), cancellationToken);

    /// <summary>Lists what happened on calls, commands and webhooks alike, by time; for finding out what became of a webhook that never came.</summary>
    /// <param name="filter">Which. Without a leg or a session, Telnyx looks at the last 24 hours alone.</param>
    /// <returns>The events.</returns>
    /// <remarks>Telnyx takes one bound of time: the earliest where both are given, and the latest is applied to what it finds.</remarks>
    public virtual Listing<TelnyxCallEvent> ListCallEvents(TelnyxCallEventFilter? filter = null)
    {
        DateTimeOffset? until = filter?.Until;
        return List(
            "events.list",
            ((ProviderPath)"/call_events")
                .Query("filter[leg_id]", filter?.CallLegId).Query("filter[application_session_id]", filter?.CallSessionId)
                .Query("filter[from]", filter?.From?.E164).Query("filter[to]", filter?.To?.E164).Query("filter[type]", filter?.Type)
                .Query("filter[occurred_at][gte]", Time(filter?.Since)).Query("filter[occurred_at][lte]", filter?.Since is null ? Time(until) : null),
            TelnyxJsonContext.Default.TelnyxPageTelnyxCallEvent,
            static happened => $"{happened.CallLegId} {happened.Type} {happened.Name} {happened.EventTimestamp:O}",
            filter?.Limit,
            keep: until is null ? null : happened => happened.EventTimestamp is not { } at || at <= until);
    }

    /// <summary>Sends digits into a call.</summary>
    /// <param name="id">The call's control id.</param>
    /// <param name="digits">The digits.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when Telnyx has taken the command.</returns>
    public virtual Task SendDigitsAsync(string id, string digits, CancellationToken cancellationToken = default) => CommandAsync("calls.send-digits", id, "send_dtmf", new() { Digits = digits }, cancellationToken);

    /// <summary>Starts recording a call, both sides apart, as MP3.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public virtual Task StartRecordingAsync(string id, CancellationToken cancellationToken = default) => CommandAsync("recordings.start", id, "record_start", new() { Format = "mp3", Channels = "dual" }, cancellationToken);

    /// <summary>Pauses the recording of a call.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public virtual Task PauseRecordingAsync(string id, CancellationToken cancellationToken = default) => CommandAsync("recordings.pause", id, "record_pause", new(), cancellationToken);

    /// <summary>Goes on with the recording of a call.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public virtual Task ResumeRecordingAsync(string id, CancellationToken cancellationToken = default) => CommandAsync("recordings.resume", id, "record_resume", new(), cancellationToken);

    /// <summary>Ends the recording of a call.</summary>
    /// <inheritdoc cref="AnswerAsync"/>
    public virtual Task StopRecordingAsync(string id, CancellationToken cancellationToken = default) => CommandAsync("recordings.stop", id, "record_stop", new(), cancellationToken);

    /// <summary>Lists recordings.</summary>
    /// <param name="callId">Those of a call; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The recordings.</returns>
    public virtual Listing<TelnyxRecording> ListRecordings(string? callId = null, int? limit = null) =>
        List("recordings.list", ((ProviderPath)"/recordings").Query("filter[call_control_id]", callId), TelnyxJsonContext.Default.TelnyxPageTelnyxRecording, static recording => recording.Id, limit);

    /// <summary>Downloads a recording; its address is asked for first, and once more where it has run out, as it works for minutes only.</summary>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels the download's start.</param>
    /// <returns>The download, not yet read; <see langword="null"/> when there is no such recording, or no file of it.</returns>
    public virtual async Task<ProviderDownload?> DownloadRecordingAsync(string id, CancellationToken cancellationToken = default)
    {
        return await LocateAsync(cancellationToken).ConfigureAwait(false) is { } location
            ? await _channel.DownloadAsync("recordings.download", location, LocateAsync, cancellationToken).ConfigureAwait(false)
            : null;

        async Task<Uri?> LocateAsync(CancellationToken token)
        {
            TelnyxData<TelnyxRecording>? found = await _channel.FindAsync(ProviderRequest.Get("recordings.get", $"/recordings/{id}"), TelnyxJsonContext.Default.TelnyxDataTelnyxRecording, token).ConfigureAwait(false);
            return found?.Data?.DownloadUrls is { } urls ? urls.GetValueOrDefault("mp3") ?? urls.Values.FirstOrDefault() : null;
        }
    }

    /// <summary>Deletes a recording for good.</summary>
    /// <param name="id">The recording's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is deleted.</returns>
    public virtual Task DeleteRecordingAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("recordings.delete", $"/recordings/{id}"), cancellationToken);

    /// <summary>Lists the transcripts of a recording.</summary>
    /// <param name="recordingId">The recording's id.</param>
    /// <returns>The transcripts.</returns>
    public virtual Listing<TelnyxTranscription> ListTranscriptions(string recordingId) =>
        List("transcriptions.list", ((ProviderPath)"/recording_transcriptions").Query("filter[recording_id]", recordingId), TelnyxJsonContext.Default.TelnyxPageTelnyxTranscription, static transcription => transcription.Id, null);

    /// <summary>Searches for numbers that can be bought.</summary>
    /// <param name="search">What to look for.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<TelnyxAvailableNumber> SearchNumbers(NumberSearch search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return List(
            "numbers.search",
            ((ProviderPath)"/available_phone_numbers")
                .Query("filter[country_code]", search.Country).Query("filter[national_destination_code]", search.AreaCode)
                .Query("filter[phone_number][contains]", search.Contains).Query("filter[limit]", search.Limit),
            TelnyxJsonContext.Default.TelnyxPageTelnyxAvailableNumber,
            static number => number.PhoneNumber,
            search.Limit,
            paged: false);
    }

    /// <summary>Orders a number. It costs money, and is sent once; the number is owned when the order is complete.</summary>
    /// <param name="number">A number that a search found.</param>
    /// <param name="cancellationToken">Cancels waiting; the order may stand nevertheless.</param>
    /// <returns>The order.</returns>
    public virtual async Task<TelnyxNumberOrder> OrderNumberAsync(PhoneNumber number, CancellationToken cancellationToken = default) => Only(await _channel.SendAsync(
        ProviderRequest.Post("numbers.buy", "/number_orders", RequestBody.Json(new([new(number.E164)], _connectionId), TelnyxJsonContext.Default.TelnyxNumberOrderRequest)),
        TelnyxJsonContext.Default.TelnyxDataTelnyxNumberOrder,
        cancellationToken).ConfigureAwait(false));

    /// <summary>Lists the numbers owned.</summary>
    /// <param name="number">That number only; <see langword="null"/> for all.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The numbers.</returns>
    public virtual Listing<TelnyxNumber> ListNumbers(PhoneNumber? number = null, int? limit = null) =>
        List("numbers.list", ((ProviderPath)"/phone_numbers").Query("filter[phone_number]", number?.E164), TelnyxJsonContext.Default.TelnyxPageTelnyxNumber, static number => number.Id, limit);

    /// <summary>Gives the calls of a number to an application, whose settings say where events go.</summary>
    /// <param name="id">The number's id.</param>
    /// <param name="connectionId">The application's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>The number as it is now.</returns>
    public virtual async Task<TelnyxNumber> ConfigureNumberAsync(string id, string connectionId, CancellationToken cancellationToken = default) => Only(await _channel.SendAsync(
        ProviderRequest.Patch("numbers.configure", $"/phone_numbers/{id}", Json(new() { ConnectionId = connectionId })), TelnyxJsonContext.Default.TelnyxDataTelnyxNumber, cancellationToken).ConfigureAwait(false));

    /// <summary>Forwards all calls of a number to another, or no longer.</summary>
    /// <param name="id">The number's id.</param>
    /// <param name="target">The number forwarded to; <see langword="null"/> ends forwarding.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is set.</returns>
    public virtual Task ForwardNumberAsync(string id, PhoneNumber? target, CancellationToken cancellationToken = default) => _channel.SendAsync(
        ProviderRequest.Patch(
            "numbers.forward",
            $"/phone_numbers/{id}/voice",
            RequestBody.Json(new(new(target is not null, target?.E164, target is null ? null : "always")), TelnyxJsonContext.Default.TelnyxVoiceSettings)),
        cancellationToken);

    /// <summary>Gives a number back. It may not be available again.</summary>
    /// <param name="id">The number's id.</param>
    /// <param name="cancellationToken">Cancels waiting; it may have taken effect nevertheless.</param>
    /// <returns>A task that ends when it is released.</returns>
    public virtual Task ReleaseNumberAsync(string id, CancellationToken cancellationToken = default) =>
        _channel.SendAsync(ProviderRequest.Delete("numbers.release", $"/phone_numbers/{id}"), cancellationToken);

    /// <summary>Looks a number up.</summary>
    /// <param name="number">The number.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>What is known of it.</returns>
    public virtual async Task<TelnyxLookup> LookUpAsync(PhoneNumber number, CancellationToken cancellationToken = default) => Only(await _channel.SendAsync(
        ProviderRequest.Get("lookups.get", $"/number_lookup/{number.E164}"), TelnyxJsonContext.Default.TelnyxDataTelnyxLookup, cancellationToken).ConfigureAwait(false));

    /// <summary>Sends a text. It reaches a person, and is sent once.</summary>
    /// <param name="sender">The number shown; owned.</param>
    /// <param name="recipient">The number written to.</param>
    /// <param name="text">The text.</param>
    /// <param name="webhook">Where the delivery is reported.</param>
    /// <param name="cancellationToken">Cancels waiting; the text may be sent nevertheless.</param>
    /// <returns>The message.</returns>
    public virtual async Task<TelnyxMessage> SendMessageAsync(PhoneNumber sender, PhoneNumber recipient, string text, Uri? webhook = null, CancellationToken cancellationToken = default) => Only(await _channel.SendAsync(
        ProviderRequest.Post("messages.create", "/messages", Json(new() { From = sender.E164, To = recipient.E164, Text = text, WebhookUrl = webhook?.AbsoluteUri })),
        TelnyxJsonContext.Default.TelnyxDataTelnyxMessage,
        cancellationToken).ConfigureAwait(false));

    /// <summary>Reads a text and how its delivery goes.</summary>
    /// <param name="id">The message's id.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The message; <see langword="null"/> when there is none.</returns>
    public virtual async Task<TelnyxMessage?> GetMessageAsync(string id, CancellationToken cancellationToken = default) =>
        (await _channel.FindAsync(ProviderRequest.Get("messages.get", $"/messages/{id}"), TelnyxJsonContext.Default.TelnyxDataTelnyxMessage, cancellationToken).ConfigureAwait(false))?.Data;

    /// <summary>Lists what was charged; for checking a bill.</summary>
    /// <param name="recordType">The kind of record, such as <c>call-control</c>.</param>
    /// <param name="range">The span, such as <c>last_month</c>, <c>yesterday</c> or <c>last_3_days</c>.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>The records.</returns>
    public virtual Listing<TelnyxDetailRecord> ListDetailRecords(string recordType = "call-control", string range = "last_month", int? limit = null) =>
        ListDetailRecords(new TelnyxDetailFilter { RecordType = recordType, Range = range, Limit = limit });

    /// <summary>Lists what was charged by days and parties; for checking a bill.</summary>
    /// <param name="filter">Which.</param>
    /// <returns>The records.</returns>
    /// <remarks>The document names the filters on time, caller and callee by examples with texts; that every kind of record has these fields is unconfirmed.</remarks>
    public virtual Listing<TelnyxDetailRecord> ListDetailRecords(TelnyxDetailFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return List(
            "usage.list",
            ((ProviderPath)"/detail_records")
                .Query("filter[record_type]", filter.RecordType).Query("filter[date_range]", filter.Range)
                .Query("filter[created_at][gte]", Day(filter.CreatedFrom)).Query("filter[created_at][lt]", Day(filter.CreatedBefore))
                .Query("filter[cli]", filter.From?.E164).Query("filter[cld]", filter.To?.E164)
                .Query("filter[direction]", filter.Direction),
            TelnyxJsonContext.Default.TelnyxPageTelnyxDetailRecord,
            static _ => null,
            filter.Limit);

        static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    private Task CommandAsync(string operation, string id, string action, TelnyxCommand command, CancellationToken cancellationToken) => _channel.SendAsync(
        ProviderRequest.Post(operation, $"/calls/{id}/actions/{action}", Json(command with { CommandId = Guid.NewGuid().ToString() })) with { Repeatable = true }, cancellationToken);

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static RequestBody Json(TelnyxCommand command) => RequestBody.Json(command, TelnyxJsonContext.Default.TelnyxCommand);

    private T Only<T>(TelnyxData<T> answer)
        where T : class => answer.Data ?? throw new ProviderException(new ProviderError { Provider = ProviderName, Account = Account, Operation = "data", Failure = ProviderFailure.InvalidResponse });

    private Listing<T> List<T>(string operation, ProviderPath path, JsonTypeInfo<TelnyxPage<T>> type, Func<T, string?> identity, int? limit, bool byCursor = false, bool paged = true, Func<T, bool>? keep = null)
    {
        string first = path.ToString();
        char joint = first.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new Listing<T>(
            _channel,
            operation,
            async (cursor, cancellationToken) =>
            {
                string address = cursor is null ? first : $"{first}{joint}page%5B{(byCursor ? "after" : "number")}%5D={Uri.EscapeDataString(cursor)}";
                TelnyxPage<T> page = await _channel.SendAsync(new ProviderRequest(HttpMethod.Get, operation, address), type, cancellationToken).ConfigureAwait(false);
                string? next = !paged ? null
                    : byCursor ? page.Meta?.Cursors?.After
                    : page.Meta is { PageNumber: { } number, TotalPages: { } total } && number < total ? (number + 1).ToString(CultureInfo.InvariantCulture)
                    : null;
                return new ProviderPage<T>(keep is null ? page.Data ?? [] : [.. (page.Data ?? []).Where(keep)], string.IsNullOrEmpty(next) ? null : next);
            },
            identity,
            limit);
    }
}
