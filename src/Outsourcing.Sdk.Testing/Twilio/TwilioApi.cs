using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Outsourcing.Testing;

/// <summary>The provider's REST interface, as far as call handling uses it.</summary>
internal sealed class TwilioApi(TwilioState state, Action<SimulatedCall, OutgoingOrder> place)
{
    private const string Version = "/2010-04-01/Accounts/";

    public async Task HandleAsync(HttpContext context)
    {
        if (!IsSignedIn(context.Request))
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"Twilio API\"";
            await ErrorAsync(context, 401, 20003, "Authenticate").ConfigureAwait(false);
            return;
        }

        string path = context.Request.Path.Value ?? "";
        string prefix = $"{Version}{state.AccountSid}/";
        if (!path.StartsWith(prefix, StringComparison.Ordinal))
        {
            await ErrorAsync(context, 404, 20404, $"The requested resource {path} was not found").ConfigureAwait(false);
            return;
        }

        string[] parts = path[prefix.Length..].Split('/');
        if (context.Request.Method == "GET" && parts is ["Recordings", var media] && media.EndsWith(".wav", StringComparison.Ordinal))
        {
            await MediaAsync(context, media[..^4]).ConfigureAwait(false);
            return;
        }

        parts[^1] = parts[^1].EndsWith(".json", StringComparison.Ordinal) ? parts[^1][..^5] : parts[^1];
        IFormCollection form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted).ConfigureAwait(false) : FormCollection.Empty;
        (int status, JsonObject? body) = Answer(context.Request, parts, form);
        context.Response.StatusCode = status;
        if (body is not null)
        {
            await WriteAsync(context, body).ConfigureAwait(false);
        }
    }

    public static Task ErrorAsync(HttpContext context, int status, int code, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, Problem(status, code, message));
    }

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json;charset=utf-8";
        return context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    private static JsonObject Problem(int status, int code, string message) => new()
    {
        ["code"] = code,
        ["message"] = message,
        ["more_info"] = string.Create(CultureInfo.InvariantCulture, $"https://www.twilio.com/docs/errors/{code}"),
        ["status"] = status,
    };

    private bool IsSignedIn(HttpRequest request)
    {
        string expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{state.AccountSid}:{state.AuthToken}"));
        return request.Headers.Authorization == $"Basic {expected}";
    }

    private (int Status, JsonObject? Body) Answer(HttpRequest request, string[] parts, IFormCollection form)
    {
        lock (state.Lock)
        {
            return (request.Method, parts) switch
            {
                ("GET", ["AvailablePhoneNumbers", var country, "Local" or "Mobile" or "TollFree"]) => Search(request, country),
                ("GET", ["IncomingPhoneNumbers"]) => Page(request, "incoming_phone_numbers", Filtered(state.Numbers, request.Query["PhoneNumber"], number => number.Number.E164), Json),
                ("POST", ["IncomingPhoneNumbers"]) => Buy(form),
                (var method, ["IncomingPhoneNumbers", var sid]) => One(state.Numbers.Find(number => number.Id == sid), number => Number(method, number, form)),
                ("GET", ["Calls"]) => Page(request, "calls", Calls(request.Query), Json),
                ("POST", ["Calls"]) => Place(form),
                (var method, ["Calls", var sid]) => One(state.Calls.Find(call => call.Id == sid), call => CallOf(method, call, form)),
                ("GET", ["Calls", var sid, "Recordings"]) => Page(request, "recordings", state.Recordings.Where(recording => recording.CallSid == sid), Json),
                ("GET", ["Recordings"]) => Page(request, "recordings", Filtered(state.Recordings, request.Query["CallSid"], recording => recording.CallSid), Json),
                ("GET", ["Recordings", var sid]) => One(state.Recordings.Find(recording => recording.Sid == sid), recording => (200, Json(recording))),
                ("DELETE", ["Recordings", var sid]) => One(state.Recordings.Find(recording => recording.Sid == sid), recording => Removed(state.Recordings.Remove(recording))),
                ("POST", ["Messages"]) => Send(form),
                ("GET", ["Messages"]) => Page(request, "messages", state.Texts, Json),
                ("GET", ["Messages", var sid]) => One(state.Texts.Find(text => text.Id == sid), text => (200, Json(text))),
                _ => (404, Problem(404, 20404, $"The requested resource {request.Path} was not found")),
            };
        }
    }

    private static (int Status, JsonObject? Body) One<T>(T? found, Func<T, (int Status, JsonObject? Body)> then)
        where T : class => found is null ? (404, Problem(404, 20404, "The requested resource was not found")) : then(found);

    private static (int Status, JsonObject? Body) Removed(bool removed) => removed ? (204, null) : (404, Problem(404, 20404, "The requested resource was not found"));

    private static IEnumerable<T> Filtered<T>(IEnumerable<T> items, string? wanted, Func<T, string> of) =>
        string.IsNullOrEmpty(wanted) ? items : items.Where(item => of(item) == wanted);

    private static (int Status, JsonObject? Body) Search(HttpRequest request, string country)
    {
        int limit = Math.Clamp(Integer(request.Query["PageSize"], 20), 1, 30);
        string? area = request.Query["AreaCode"];
        string? contains = request.Query["Contains"];
        List<PhoneNumber> found = [.. NumberPlan.Available(country, area).Where(number => contains is null || number.E164.Contains(contains.Trim('*', '+'), StringComparison.Ordinal)).Take(limit)];
        if (found.Count == 0 && !NumberPlan.Knows(country))
        {
            return (404, Problem(404, 20404, $"The requested resource {request.Path} was not found"));
        }

        JsonArray numbers = [];
        foreach (PhoneNumber number in found)
        {
            numbers.Add((JsonNode)new JsonObject
            {
                ["friendly_name"] = number.E164,
                ["phone_number"] = number.E164,
                ["locality"] = "Springfield",
                ["region"] = null,
                ["postal_code"] = null,
                ["iso_country"] = country.ToUpperInvariant(),
                ["address_requirements"] = "none",
                ["beta"] = false,
                ["capabilities"] = new JsonObject { ["voice"] = true, ["SMS"] = true, ["MMS"] = false },
            });
        }

        return (200, new JsonObject { ["available_phone_numbers"] = numbers, ["uri"] = request.Path.Value });
    }

    private (int Status, JsonObject? Body) Buy(IFormCollection form)
    {
        if (!PhoneNumber.TryParse(form["PhoneNumber"], out PhoneNumber wanted))
        {
            return (400, Problem(400, 21421, "PhoneNumber is invalid"));
        }

        if (state.Numbers.Any(owned => owned.Number == wanted))
        {
            return (400, Problem(400, 21422, "PhoneNumber is not available"));
        }

        SimulatedNumber bought = new(state.NewSid("PN"), wanted, state.Now);
        Configure(bought, form);
        state.Numbers.Add(bought);
        return (201, Json(bought));
    }

    private (int Status, JsonObject? Body) Number(string method, SimulatedNumber number, IFormCollection form)
    {
        switch (method)
        {
            case "POST":
                Configure(number, form);
                return (200, Json(number));
            case "DELETE":
                return Removed(state.Numbers.Remove(number));
            default:
                return (200, Json(number));
        }
    }

    private static void Configure(SimulatedNumber number, IFormCollection form)
    {
        number.VoiceUrl = form.TryGetValue("VoiceUrl", out var voice) ? voice.ToString() : number.VoiceUrl;
        number.VoiceFallbackUrl = form.TryGetValue("VoiceFallbackUrl", out var fallback) ? fallback.ToString() : number.VoiceFallbackUrl;
        number.StatusCallback = form.TryGetValue("StatusCallback", out var callback) ? callback.ToString() : number.StatusCallback;
        number.FriendlyName = form.TryGetValue("FriendlyName", out var name) ? name.ToString() : number.FriendlyName;
    }

    private IEnumerable<SimulatedCall> Calls(IQueryCollection query)
    {
        IEnumerable<SimulatedCall> calls = Filtered(state.Calls, query["Status"], call => call.Status);
        calls = Filtered(calls, query["To"], call => call.Script.To.E164);
        calls = Filtered(calls, query["From"], call => call.Script.From?.E164 ?? "anonymous");

        // The operator is part of the name: "StartTime>=2026-01-01" is the field "StartTime>".
        if (Date(query["StartTime>"]) is { } from)
        {
            calls = calls.Where(call => call.StartedAt >= from);
        }

        if (Date(query["StartTime<"]) is { } until)
        {
            calls = calls.Where(call => call.StartedAt <= until);
        }

        return calls.OrderByDescending(call => call.StartedAt).ThenBy(call => call.Id, StringComparer.Ordinal);
    }

    private (int Status, JsonObject? Body) Place(IFormCollection form)
    {
        if (!PhoneNumber.TryParse(form["To"], out PhoneNumber to))
        {
            return (400, Problem(400, 21211, "The 'To' number is not a valid phone number."));
        }

        if (!PhoneNumber.TryParse(form["From"], out PhoneNumber from) || state.Numbers.All(owned => owned.Number != from))
        {
            return (400, Problem(400, 21210, "The source phone number provided is not yet verified for your account."));
        }

        string? markup = form["Twiml"];
        string? address = form["Url"];
        if (markup is null && address is null)
        {
            return (400, Problem(400, 21205, "Url parameter is required."));
        }

        SimulatedCall call = new(state.NewSid("CA"), new CallScript { From = from, To = to }, outbound: true, state.Now);
        state.Calls.Add(call);
        string[] reported = form["StatusCallbackEvent"].Count > 0 ? [.. form["StatusCallbackEvent"].Select(name => name!)] : ["completed"];
        JsonObject body = Json(call);
        place(call, new OutgoingOrder(markup, address, form["StatusCallback"], reported));
        return (201, body);
    }

    private (int Status, JsonObject? Body) CallOf(string method, SimulatedCall call, IFormCollection form)
    {
        if (method == "POST")
        {
            bool ended = call.Status is "completed" or "busy" or "failed" or "no-answer" or "canceled";
            string? wanted = form["Status"];
            if (wanted is not null and not ("canceled" or "completed"))
            {
                return (400, Problem(400, 21220, "Invalid call state."));
            }

            if (ended)
            {
                return (400, Problem(400, 21220, "Call is not in-progress. Cannot redirect."));
            }

            call.Status = wanted ?? call.Status;
        }

        return (200, Json(call));
    }

    private (int Status, JsonObject? Body) Send(IFormCollection form)
    {
        if (!PhoneNumber.TryParse(form["To"], out _))
        {
            return (400, Problem(400, 21211, "The 'To' number is not a valid phone number."));
        }

        SimulatedText text = new()
        {
            Id = state.NewSid("SM"),
            From = form["From"].ToString(),
            To = form["To"].ToString(),
            Body = new PersonalText(form["Body"].ToString()),
            SentAt = state.Now,
        };
        state.Texts.Add(text);
        return (201, Json(text));
    }

    private static (int Status, JsonObject? Body) Page<T>(HttpRequest request, string name, IEnumerable<T> items, Func<T, JsonObject> json)
    {
        int size = Math.Clamp(Integer(request.Query["PageSize"], 50), 1, 1000);
        int page = Math.Max(0, Integer(request.Query["Page"], 0));
        List<T> rest = [.. items.Skip(page * size).Take(size + 1)];
        JsonArray array = [];
        foreach (T item in rest.Take(size))
        {
            array.Add((JsonNode)json(item));
        }

        string others = string.Join('&', request.Query.Where(pair => pair.Key is not "Page" and not "PageSize" and not "PageToken")
            .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}"));
        string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"{request.Path}?PageSize={size}&Page={number}&PageToken=P{number}{(others.Length > 0 ? "&" : "")}{others}");
        return (200, new JsonObject
        {
            [name] = array,
            ["page"] = page,
            ["page_size"] = size,
            ["start"] = page * size,
            ["end"] = (page * size) + array.Count - 1,
            ["first_page_uri"] = Address(0),
            ["next_page_uri"] = rest.Count > size ? Address(page + 1) : null,
            ["previous_page_uri"] = page > 0 ? Address(page - 1) : null,
            ["uri"] = Address(page),
        });
    }

    private JsonObject Json(SimulatedNumber number) => new()
    {
        ["sid"] = number.Id,
        ["account_sid"] = state.AccountSid,
        ["phone_number"] = number.Number.E164,
        ["friendly_name"] = number.FriendlyName,
        ["voice_url"] = number.VoiceUrl,
        ["voice_method"] = "POST",
        ["voice_fallback_url"] = number.VoiceFallbackUrl,
        ["voice_fallback_method"] = "POST",
        ["status_callback"] = number.StatusCallback,
        ["status_callback_method"] = "POST",
        ["capabilities"] = new JsonObject { ["voice"] = true, ["sms"] = true, ["mms"] = false, ["fax"] = false },
        ["date_created"] = TwilioState.Rfc2822(number.BoughtAt),
        ["date_updated"] = TwilioState.Rfc2822(number.BoughtAt),
        ["status"] = "in-use",
        ["uri"] = $"{Version}{state.AccountSid}/IncomingPhoneNumbers/{number.Id}.json",
    };

    private JsonObject Json(SimulatedCall call)
    {
        bool ended = call.Status is "completed" or "busy" or "failed" or "no-answer" or "canceled";
        return new()
        {
            ["sid"] = call.Id,
            ["account_sid"] = state.AccountSid,
            ["parent_call_sid"] = null,
            ["from"] = call.Script.From?.E164 ?? "anonymous",
            ["to"] = call.Script.To.E164,
            ["forwarded_from"] = call.Script.ForwardedFrom?.E164,
            ["status"] = call.Status,
            ["direction"] = call.IsOutbound ? "outbound-api" : "inbound",
            ["start_time"] = call.Status == "queued" ? null : TwilioState.Rfc2822(call.StartedAt),
            ["end_time"] = ended ? TwilioState.Rfc2822(call.EndedAt) : null,
            ["duration"] = ended ? call.Seconds.ToString(CultureInfo.InvariantCulture) : null,
            ["price"] = ended ? (-0.0085m * ((call.Seconds + 59) / 60)).ToString(CultureInfo.InvariantCulture) : null,
            ["price_unit"] = "USD",
            ["answered_by"] = null,
            ["date_created"] = TwilioState.Rfc2822(call.StartedAt),
            ["date_updated"] = TwilioState.Rfc2822(call.EndedAt),
            ["api_version"] = "2010-04-01",
            ["uri"] = $"{Version}{state.AccountSid}/Calls/{call.Id}.json",
        };
    }

    private JsonObject Json(TwilioRecording recording) => new()
    {
        ["sid"] = recording.Sid,
        ["account_sid"] = state.AccountSid,
        ["call_sid"] = recording.CallSid,
        ["status"] = "completed",
        ["channels"] = 1,
        ["duration"] = recording.Seconds.ToString(CultureInfo.InvariantCulture),
        ["start_time"] = TwilioState.Rfc2822(recording.StartedAt),
        ["date_created"] = TwilioState.Rfc2822(recording.StartedAt),
        ["date_updated"] = TwilioState.Rfc2822(recording.StartedAt),
        ["source"] = "RecordVerb",
        ["price"] = null,
        ["price_unit"] = "USD",
        ["media_url"] = $"https://api.twilio.com{Version}{state.AccountSid}/Recordings/{recording.Sid}",
        ["uri"] = $"{Version}{state.AccountSid}/Recordings/{recording.Sid}.json",
    };

    private JsonObject Json(SimulatedText text) => new()
    {
        ["sid"] = text.Id,
        ["account_sid"] = state.AccountSid,
        ["from"] = text.From,
        ["to"] = text.To,
        ["body"] = text.Body.Value,
        ["status"] = "queued",
        ["direction"] = "outbound-api",
        ["num_segments"] = "1",
        ["date_created"] = TwilioState.Rfc2822(text.SentAt),
        ["date_updated"] = TwilioState.Rfc2822(text.SentAt),
        ["error_code"] = null,
        ["error_message"] = null,
        ["uri"] = $"{Version}{state.AccountSid}/Messages/{text.Id}.json",
    };

    private Task MediaAsync(HttpContext context, string sid)
    {
        TwilioRecording? recording;
        lock (state.Lock)
        {
            recording = state.Recordings.Find(one => one.Sid == sid);
        }

        if (recording is null)
        {
            return ErrorAsync(context, 404, 20404, "The requested resource was not found");
        }

        context.Response.ContentType = "audio/x-wav";
        return context.Response.Body.WriteAsync(SilentSound.Of(recording.Seconds), context.RequestAborted).AsTask();
    }

    private static int Integer(string? text, int otherwise) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) ? value : otherwise;

    private static DateTimeOffset? Date(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset value) ? value : null;
}
