using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Outsourcing.Calls;

/// <summary>Names a call the way everything about it is joined: provider, account and the provider's own call id.</summary>
/// <remarks>
/// The text form is <c>provider/account/call</c> with <c>%</c> and <c>/</c> inside a part percent-encoded.
/// Provider and account compare ignoring case and are kept in lower case; the provider's call id compares ordinally.
/// </remarks>
[JsonConverter(typeof(TextValueJsonConverter<CallId>))]
public readonly record struct CallId : ITextValue<CallId>
{
    private readonly string? _value;

    /// <summary>Initializes the id from its parts.</summary>
    /// <param name="provider">The provider, such as <c>twilio</c>.</param>
    /// <param name="account">The account name the app gave it at registration, such as <c>north</c>.</param>
    /// <param name="providerCallId">The provider's own id of the call.</param>
    /// <exception cref="ArgumentException">A part is empty or white space.</exception>
    public CallId(string provider, string account, string providerCallId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(provider);
        ArgumentException.ThrowIfNullOrWhiteSpace(account);
        ArgumentException.ThrowIfNullOrWhiteSpace(providerCallId);
        _value = $"{Escape(provider.ToLowerInvariant())}/{Escape(account.ToLowerInvariant())}/{Escape(providerCallId)}";
    }

    /// <inheritdoc/>
    public string Value => _value ?? throw new InvalidOperationException("default(CallId) names no call.");

    /// <summary>Gets the provider.</summary>
    public string Provider => Part(0);

    /// <summary>Gets the account.</summary>
    public string Account => Part(1);

    /// <summary>Gets the provider's own id of the call.</summary>
    public string ProviderCallId => Part(2);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The text has not three parts.</exception>
    public static CallId From(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return TryFrom(text, out CallId id) ? id : throw new ArgumentException("A call id reads provider/account/call: three parts that are not empty.", nameof(text));
    }

    /// <summary>Reads the text form if it is one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id.</param>
    /// <returns>Whether it is a call id.</returns>
    public static bool TryFrom([NotNullWhen(true)] string? text, out CallId id)
    {
        id = default;
        if (text?.Split('/') is not [{ } provider, { } account, { } call]
            || string.IsNullOrWhiteSpace(provider) || string.IsNullOrWhiteSpace(account) || string.IsNullOrWhiteSpace(call))
        {
            return false;
        }

        id = new CallId(Unescape(provider), Unescape(account), Unescape(call));
        return true;
    }

    /// <summary>Gets the text form, or a stand-in for <c>default</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _value ?? "(none)";

    private static string Escape(string part) =>
        part.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal);

    private static string Unescape(string part) =>
        part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal);

    private string Part(int index) => Unescape(Value.Split('/')[index]);
}
