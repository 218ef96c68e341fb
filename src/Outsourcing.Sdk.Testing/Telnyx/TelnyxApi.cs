using Microsoft.AspNetCore.Http;

namespace Outsourcing.Testing;

/// <summary>The provider's REST interface, as far as call handling uses it: who may ask, and who answers.</summary>
internal sealed class TelnyxApi(TelnyxState state, Action<TelnyxPlacedCall> place)
{
    /// <summary>The path in the base address that the document names.</summary>
    public const string Root = "/v2";

    private readonly TelnyxCalls _calls = new(state, place);
    private readonly TelnyxNumbers _numbers = new(state);
    private readonly TelnyxRecordings _recordings = new(state);
    private readonly TelnyxTexts _texts = new(state);

    public async Task HandleAsync(HttpContext context)
    {
        string path = context.Request.Path.Value ?? "";
        string[] parts = path.StartsWith($"{Root}/", StringComparison.Ordinal) ? path[(Root.Length + 1)..].Split('/') : [];
        if (context.Request.Method == "GET" && parts is ["media", var media])
        {
            await MediaAsync(context, media).ConfigureAwait(false);
            return;
        }

        await WriteAsync(context, await AnswerAsync(context, parts).ConfigureAwait(false)).ConfigureAwait(false);
    }

    public static Task WriteAsync(HttpContext context, TelnyxAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(answer.Body.ToJsonString(), context.RequestAborted);
    }

    private async Task<TelnyxAnswer> AnswerAsync(HttpContext context, string[] parts)
    {
        if (context.Request.Headers.Authorization != $"Bearer {state.ApiKey}")
        {
            return TelnyxAnswer.Unauthorized();
        }

        if (await TelnyxRequest.ReadAsync(context, parts).ConfigureAwait(false) is not { } request)
        {
            return TelnyxAnswer.Problem(400, "10015", "Bad Request", "The body is not a JSON object.", "/");
        }

        lock (state.Lock)
        {
            return parts switch
            {
                ["calls", ..] or ["connections", ..] => _calls.Answer(request),
                ["available_phone_numbers"] or ["number_orders", ..] or ["phone_numbers", ..] => _numbers.Answer(request),
                ["recordings", ..] => _recordings.Answer(request),
                ["messages", ..] => _texts.Answer(request),
                _ => TelnyxAnswer.NotFound(),
            };
        }
    }

    /// <summary>Gives a recording's sound; its address holds a secret, and takes no credentials.</summary>
    private Task MediaAsync(HttpContext context, string file)
    {
        TelnyxSound? sound;
        lock (state.Lock)
        {
            sound = state.Recordings.Find(one => $"{one.Id}.wav" == file && context.Request.Query["token"] == state.MediaToken(one.Id));
        }

        if (sound is null)
        {
            return WriteAsync(context, TelnyxAnswer.NotFound());
        }

        context.Response.ContentType = "audio/x-wav";
        return context.Response.Body.WriteAsync(SilentSound.Of(sound.Seconds), context.RequestAborted).AsTask();
    }
}
