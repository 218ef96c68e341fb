using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using Outsourcing.Http;

namespace Outsourcing.Answering;

/// <summary>A Moneypenny account.</summary>
public sealed class MoneypennyOptions
{
    /// <summary>Gets or sets the user name of the client portal.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Gets or sets the password of the client portal.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWriting)]
    public string Password { get; set; } = "";

    /// <summary>Gets or sets the region of callers' numbers, which come in national form, as ISO 3166-1 alpha-2.</summary>
    /// <value>The default is <c>GB</c>.</value>
    public string Region { get; set; } = "GB";

    /// <summary>Gets or sets the IANA or Windows id of the zone of chat times, which come without an offset.</summary>
    /// <value>The default is <c>Europe/London</c>.</value>
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>Gets or sets whether the live-chat log is read besides the messages.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ReadsChats { get; set; } = true;

    /// <summary>Gets or sets how far back the first poll reads.</summary>
    /// <value>The default is 7 days.</value>
    public TimeSpan FirstWindow { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Gets or sets how far each poll reads back beyond the last, for what is entered late.</summary>
    /// <value>The default is one day.</value>
    public TimeSpan Overlap { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gets or sets how long to wait after a poll before the next.</summary>
    /// <value>The default is 5 minutes.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Gets or sets the address of the API, for tests and proxies.</summary>
    /// <value>The default is <see langword="null"/>: https://api.moneypenny.com.</value>
    public Uri? BaseAddress { get; set; }

    /// <summary>Gets how the account's requests behave.</summary>
    public ProviderHttpOptions Http { get; } = new();
}

internal sealed class MoneypennyOptionsValidator : IValidateOptions<MoneypennyOptions>
{
    public ValidateOptionsResult Validate(string? name, MoneypennyOptions options) => new OptionsProblems(name, "Moneypenny")
        .Required(options.UserName, nameof(options.UserName))
        .Required(options.Password, nameof(options.Password))
        .Required(options.Region, nameof(options.Region))
        .Check(TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out _), $"TimeZone '{options.TimeZone}' is not known; use an IANA id such as Europe/London.")
        .Check(options.FirstWindow > TimeSpan.Zero && options.Overlap >= TimeSpan.Zero && options.PollInterval > TimeSpan.Zero, "FirstWindow and PollInterval are above zero, Overlap is not below.")
        .Secure(options.BaseAddress, nameof(options.BaseAddress))
        .Http(options.Http)
        .ToResult();
}
