using System.Text.Json.Nodes;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Smith.ai account by the one request it publishes: have its receptionists call somebody back. Thread-safe; one per account.</summary>
public class SmithAiClient
{
    internal const string ProviderName = "smithai";

    private readonly ProviderChannel _channel;

    /// <summary>Initializes the client.</summary>
    /// <param name="channel">The account's channel.</param>
    public SmithAiClient(ProviderChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        _channel = channel;
    }

    /// <summary>Initializes a client for mocking.</summary>
    protected SmithAiClient() => _channel = null!;

    /// <summary>Gets the account, as the application named it.</summary>
    public virtual string Account => _channel.Account;

    internal static ProviderChannelSettings Settings(string account, SmithAiOptions options) => new()
    {
        Provider = ProviderName,
        Account = account,
        BaseAddress = options.BaseAddress ?? new Uri("https://app.smith.ai"),
        Http = options.Http,
        Authorize = (message, _) =>
        {
            message.Headers.TryAddWithoutValidation("Authorization", $"token {options.ApiKey}");
            return ValueTask.CompletedTask;
        },
    };

    /// <summary>Asks the receptionists to call somebody back. A person calls, it is billed, and it is sent once.</summary>
    /// <param name="recipient">Who is called.</param>
    /// <param name="reason">Why.</param>
    /// <param name="words">Why, in words; demanded for <see cref="SmithAiCallbackReason.Other"/> and for no other.</param>
    /// <param name="cancellationToken">Cancels waiting; they may call nevertheless.</param>
    /// <returns>A task that ends when Smith.ai has taken the request.</returns>
    /// <exception cref="ArgumentException">The reason is none, or its words are missing or too many.</exception>
    /// <exception cref="ProviderOutcomeUnknownException">No answer says whether they will call: look into their portal before asking again.</exception>
    public virtual Task RequestCallbackAsync(PhoneNumber recipient, SmithAiCallbackReason reason, string? words = null, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(reason))
        {
            throw new ArgumentException($"Smith.ai knows no reason {(int)reason}; take one of SmithAiCallbackReason.", nameof(reason));
        }

        if (reason == SmithAiCallbackReason.Other == string.IsNullOrWhiteSpace(words))
        {
            throw new ArgumentException("Other is given with words, and the other reasons without.", nameof(words));
        }

        JsonObject body = new() { ["callback_number"] = recipient.E164, ["reason"] = (int)reason };
        if (words is not null)
        {
            body["reason_other_text"] = words;
        }

        return _channel.SendAsync(ProviderRequest.Post("callbacks.create", "/api/vr/v1/outbound/", AnsweringChannel.Body(body)), cancellationToken);
    }
}

/// <summary>Why somebody is called back, in Smith.ai's words.</summary>
public enum SmithAiCallbackReason
{
    /// <summary>The caller speaks Spanish.</summary>
    SpanishCaller = 1,

    /// <summary>A consultation is to be scheduled.</summary>
    ScheduleConsultation = 2,

    /// <summary>The matter lies outside what the business does.</summary>
    OutsidePractice = 3,

    /// <summary>A payment is to be collected.</summary>
    CollectPayment = 4,

    /// <summary>An appointment is to be moved.</summary>
    Reschedule = 5,

    /// <summary>To follow up on an e-mail that was sent.</summary>
    FollowUpEmail = 6,

    /// <summary>A mistake is to be put right.</summary>
    CorrectMistake = 7,

    /// <summary>Anything else, in words.</summary>
    Other = 8,
}
