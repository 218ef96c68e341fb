using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Outsourcing.Http;

namespace Outsourcing.Telephony;

/// <summary>
/// The requests of the 2010 API that Twilio made and SignalWire answers too: the same resources, forms and page links below
/// another root. The answers are each provider's own types.
/// </summary>
internal sealed class CompatibleApi
{
    private static readonly string[] CallEvents = ["initiated", "ringing", "answered", "completed"];

    private readonly ProviderChannel _channel;
    private readonly string _root;
    private readonly string _suffix;

    /// <summary>Initializes the requests.</summary>
    /// <param name="channel">The account's channel.</param>
    /// <param name="root">The path of the account, its id escaped.</param>
    /// <param name="suffix">What each path ends in: <c>.json</c> or nothing.</param>
    internal CompatibleApi(ProviderChannel channel, ProviderPath root, string suffix)
    {
        _channel = channel;
        _root = root.ToString();
        _suffix = suffix;
    }

    internal Task<T> PlaceCallAsync<T>(CompatibleCallOrder request, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (request.Document is null == request.Url is null)
        {
            throw new ArgumentException("A call takes either a document or a URL that answers one.", nameof(request));
        }

        FormBody form = new FormBody()
            .Add("To", request.To.E164).Add("From", request.From.E164).Add("Twiml", request.Document?.ToString()).Add("Url", request.Url)
            .Add("StatusCallback", request.StatusCallback).Add("Timeout", Seconds(request.RingFor)).Add("Record", request.Record)
            .Add("RecordingStatusCallback", request.RecordingCallback).Add("MachineDetection", request.DetectMachine ? "Enable" : null).Add("TimeLimit", Seconds(request.TimeLimit));
        if (request.StatusCallback is not null)
        {
            form.AddEach("StatusCallbackEvent", CallEvents);
        }

        return _channel.SendAsync(ProviderRequest.Post("calls.create", Path("/Calls"), form.Build()), type, cancellationToken);
    }

    internal Task<T?> GetCallAsync<T>(string sid, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.FindAsync(ProviderRequest.Get("calls.get", Path("/Calls/", sid)), type, cancellationToken);

    internal Listing<T> ListCalls<TPage, T>(CompatibleCallQuery query, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?> next, Func<T, string?> identity)
        where TPage : class => List(
        "calls.list",
        Path("/Calls")
            .Query("To", query.To?.E164).Query("From", query.From?.E164).Query("ParentCallSid", query.ParentCallSid).Query("Status", query.Status)
            .Query("StartTime>", Time(query.StartedFrom)).Query("StartTime<", Time(query.StartedUntil)).Query("PageSize", query.PageSize),
        type,
        items,
        next,
        identity,
        query.Limit);

    internal Task<T> UpdateCallAsync<T>(string operation, string sid, FormBody form, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(ProviderRequest.Post(operation, Path("/Calls/", sid), form.Build()), type, cancellationToken);

    internal Task<T> AddParticipantAsync<T>(string conference, PhoneNumber target, PhoneNumber shown, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(
        ProviderRequest.Post("participants.create", Path("/Conferences/", conference, "/Participants"), new FormBody().Add("From", shown.E164).Add("To", target.E164).Build()), type, cancellationToken);

    internal Task<T> UpdateParticipantAsync<T>(string conference, string callSid, bool? hold, bool? muted, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(
        ProviderRequest.Post("participants.update", Path("/Conferences/", conference, "/Participants/", callSid), new FormBody().Add("Hold", hold).Add("Muted", muted).Build()), type, cancellationToken);

    internal Task RemoveParticipantAsync(string conference, string callSid, CancellationToken cancellationToken) =>
        _channel.SendAsync(ProviderRequest.Delete("participants.delete", Path("/Conferences/", conference, "/Participants/", callSid)), cancellationToken);

    internal Listing<T> ListConferences<TPage, T>(string? name, int? limit, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?> next, Func<T, string?> identity)
        where TPage : class => List("conferences.list", Path("/Conferences").Query("FriendlyName", name), type, items, next, identity, limit);

    internal Task<T> EndConferenceAsync<T>(string sid, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(ProviderRequest.Post("conferences.end", Path("/Conferences/", sid), new FormBody().Add("Status", "completed").Build()), type, cancellationToken);

    internal Listing<T> SearchNumbers<TPage, T>(NumberSearch search, int? pageSize, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?> next, Func<T, string?> identity)
        where TPage : class
    {
        ArgumentNullException.ThrowIfNull(search);
        return List(
            "numbers.search",
            Path("/AvailablePhoneNumbers/", search.Country, "/Local")
                .Query("AreaCode", search.AreaCode).Query("Contains", search.Contains).Query("VoiceEnabled", true).Query("PageSize", pageSize),
            type,
            items,
            next,
            identity,
            search.Limit);
    }

    internal Task<T> BuyNumberAsync<T>(PhoneNumber number, FormBody settings, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(ProviderRequest.Post("numbers.buy", Path("/IncomingPhoneNumbers"), settings.Add("PhoneNumber", number.E164).Build()), type, cancellationToken);

    internal Listing<T> ListNumbers<TPage, T>(PhoneNumber? number, int? limit, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?> next, Func<T, string?> identity)
        where TPage : class => List("numbers.list", Path("/IncomingPhoneNumbers").Query("PhoneNumber", number?.E164), type, items, next, identity, limit);

    internal Task<T> ConfigureNumberAsync<T>(string sid, FormBody settings, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(ProviderRequest.Post("numbers.configure", Path("/IncomingPhoneNumbers/", sid), settings.Build()), type, cancellationToken);

    internal Task ReleaseNumberAsync(string sid, CancellationToken cancellationToken) =>
        _channel.SendAsync(ProviderRequest.Delete("numbers.release", Path("/IncomingPhoneNumbers/", sid)), cancellationToken);

    internal Task<T> StartRecordingAsync<T>(string callSid, Uri? callback, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(
        ProviderRequest.Post("recordings.start", Path("/Calls/", callSid, "/Recordings"), new FormBody().Add("RecordingStatusCallback", callback).Build()), type, cancellationToken);

    internal Task<T> SteerRecordingAsync<T>(string operation, string callSid, string sid, string status, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(ProviderRequest.Post(operation, Path("/Calls/", callSid, "/Recordings/", sid), new FormBody().Add("Status", status).Build()), type, cancellationToken);

    internal Listing<T> ListRecordings<TPage, T>(
        string? callSid, DateTimeOffset? createdUntil, int? limit, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?> next, Func<T, string?> identity)
        where TPage : class => List("recordings.list", Path("/Recordings").Query("CallSid", callSid).Query("DateCreated<", Time(createdUntil)), type, items, next, identity, limit);

    internal Task<ProviderDownload> DownloadRecordingAsync(string sid, CancellationToken cancellationToken)
    {
        ProviderPath path = new(0, 3);
        path.AppendLiteral(_root);
        path.AppendLiteral("/Recordings/");
        path.AppendFormatted(sid);
        path.AppendLiteral(".mp3");
        return _channel.DownloadAsync("recordings.download", new Uri(path.ToString(), UriKind.Relative), cancellationToken);
    }

    internal Task<ProviderDownload> DownloadRecordingAsync(Uri location, CancellationToken cancellationToken) => _channel.DownloadAsync("recordings.download", location, cancellationToken);

    internal Task DeleteRecordingAsync(string sid, CancellationToken cancellationToken) =>
        _channel.SendAsync(ProviderRequest.Delete("recordings.delete", Path("/Recordings/", sid)), cancellationToken);

    internal Listing<T> ListTranscriptions<TPage, T>(string recordingSid, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?> next, Func<T, string?> identity)
        where TPage : class => List("transcriptions.list", Path("/Recordings/", recordingSid, "/Transcriptions"), type, items, next, identity, null);

    internal Task DeleteTranscriptionAsync(string sid, CancellationToken cancellationToken) =>
        _channel.SendAsync(ProviderRequest.Delete("transcriptions.delete", Path("/Transcriptions/", sid)), cancellationToken);

    internal Task<T> SendMessageAsync<T>(PhoneNumber sender, PhoneNumber recipient, string body, Uri? statusCallback, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.SendAsync(
        ProviderRequest.Post(
            "messages.create", Path("/Messages"), new FormBody().Add("To", recipient.E164).Add("From", sender.E164).Add("Body", body).Add("StatusCallback", statusCallback).Build()),
        type,
        cancellationToken);

    internal Task<T?> GetMessageAsync<T>(string sid, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class => _channel.FindAsync(ProviderRequest.Get("messages.get", Path("/Messages/", sid)), type, cancellationToken);

    internal Listing<T> ListMessages<TPage, T>(
        PhoneNumber? sender, PhoneNumber? recipient, DateTimeOffset? sentFrom, int? limit, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?> next, Func<T, string?> identity)
        where TPage : class => List(
        "messages.list", Path("/Messages").Query("To", recipient?.E164).Query("From", sender?.E164).Query("DateSent>", Time(sentFrom)), type, items, next, identity, limit);

    /// <summary>Lists what lies under a path, following the links to the next page that the provider gives.</summary>
    internal Listing<T> List<TPage, T>(string operation, ProviderPath path, JsonTypeInfo<TPage> type, Func<TPage, IReadOnlyList<T>?> items, Func<TPage, string?> next, Func<T, string?> identity, int? limit)
        where TPage : class
    {
        string first = path.ToString();
        return new Listing<T>(
            _channel,
            operation,
            async (cursor, cancellationToken) =>
            {
                TPage page = await _channel.SendAsync(new ProviderRequest(HttpMethod.Get, operation, cursor ?? first), type, cancellationToken).ConfigureAwait(false);
                return new ProviderPage<T>(items(page) ?? [], next(page) is { Length: > 0 } cut ? cut : null);
            },
            identity,
            limit);
    }

    /// <summary>Makes a path below the account: fixed text and ids in turn, the ids escaped.</summary>
    internal ProviderPath Path(string resource, string? id = null, string? inner = null, string? innerId = null)
    {
        ProviderPath path = new(_root.Length + resource.Length + _suffix.Length, 2);
        path.AppendLiteral(_root);
        path.AppendLiteral(resource);
        if (resource[^1] == '/')
        {
            path.AppendFormatted(id!);
        }

        if (inner is not null)
        {
            path.AppendLiteral(inner);
            if (inner[^1] == '/')
            {
                path.AppendFormatted(innerId!);
            }
        }

        path.AppendLiteral(_suffix);
        return path;
    }

    private static string? Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static int? Seconds(TimeSpan? time) => time is { } given ? (int)Math.Ceiling(given.TotalSeconds) : null;
}

/// <summary>A call to be placed, as the 2010 API takes it.</summary>
internal readonly record struct CompatibleCallOrder(PhoneNumber From, PhoneNumber To)
{
    public VoiceDocument? Document { get; init; }

    public Uri? Url { get; init; }

    public Uri? StatusCallback { get; init; }

    public TimeSpan? RingFor { get; init; }

    public bool? Record { get; init; }

    public Uri? RecordingCallback { get; init; }

    public bool DetectMachine { get; init; }

    public TimeSpan? TimeLimit { get; init; }
}

/// <summary>Which calls to list, as the 2010 API takes it.</summary>
internal readonly record struct CompatibleCallQuery
{
    public string? Status { get; init; }

    public PhoneNumber? From { get; init; }

    public PhoneNumber? To { get; init; }

    public string? ParentCallSid { get; init; }

    public DateTimeOffset? StartedFrom { get; init; }

    public DateTimeOffset? StartedUntil { get; init; }

    public int? PageSize { get; init; }

    public int? Limit { get; init; }
}

/// <summary>How a number is set up, as the 2010 API takes it; what is null stays as it is.</summary>
internal readonly record struct CompatibleNumberSettings(Uri? VoiceUrl, Uri? VoiceFallbackUrl, Uri? StatusCallback, Uri? SmsUrl, string? FriendlyName)
{
    internal FormBody ToForm() => new FormBody()
        .Add("VoiceUrl", VoiceUrl).Add("VoiceMethod", VoiceUrl is null ? null : "POST")
        .Add("VoiceFallbackUrl", VoiceFallbackUrl).Add("VoiceFallbackMethod", VoiceFallbackUrl is null ? null : "POST")
        .Add("StatusCallback", StatusCallback).Add("StatusCallbackMethod", StatusCallback is null ? null : "POST")
        .Add("SmsUrl", SmsUrl).Add("SmsMethod", SmsUrl is null ? null : "POST").Add("FriendlyName", FriendlyName);
}
