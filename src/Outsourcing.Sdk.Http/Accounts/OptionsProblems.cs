using Microsoft.Extensions.Options;

namespace Outsourcing.Http;

/// <summary>Gathers what is wrong with an account's options, so that the app learns all of it at its start.</summary>
/// <param name="name">The options' name: the account.</param>
/// <param name="section">What the options are called, such as <c>Twilio</c>.</param>
public sealed class OptionsProblems(string? name, string section)
{
    private readonly List<string> _problems = [];

    /// <summary>Requires a text.</summary>
    /// <param name="value">The text.</param>
    /// <param name="field">The field's name.</param>
    /// <returns>These problems.</returns>
    public OptionsProblems Required(string? value, string field) => Check(!string.IsNullOrWhiteSpace(value), $"{field} is missing.");

    /// <summary>Requires an address that credentials may be sent to, where one is given.</summary>
    /// <param name="value">The address.</param>
    /// <param name="field">The field's name.</param>
    /// <returns>These problems.</returns>
    public OptionsProblems Secure(Uri? value, string field) => Check(
        value is null || (value.IsAbsoluteUri && (value.Scheme == Uri.UriSchemeHttps || (value.Scheme == Uri.UriSchemeHttp && value.IsLoopback))),
        $"{field} is an absolute https URL; http is taken for loopback only.");

    /// <summary>Requires that what ends a secret's overlap with the one before comes with that one.</summary>
    /// <param name="previous">The secret before.</param>
    /// <param name="until">When it ends.</param>
    /// <param name="field">The field's name of the secret before; that of its end is the same with <c>Until</c> after it.</param>
    /// <returns>These problems.</returns>
    public OptionsProblems Rotation(string? previous, DateTimeOffset? until, string field) =>
        Check(until is null || !string.IsNullOrEmpty(previous), $"{field}Until is set, but {field} is not: set both or neither.");

    /// <summary>Takes over the problems of the nested HTTP options.</summary>
    /// <param name="http">The options.</param>
    /// <returns>These problems.</returns>
    public OptionsProblems Http(ProviderHttpOptions http)
    {
        ArgumentNullException.ThrowIfNull(http);
        foreach (string problem in http.FindProblems())
        {
            Check(false, problem);
        }

        return this;
    }

    /// <summary>Adds a problem unless a rule holds.</summary>
    /// <param name="holds">Whether the rule holds.</param>
    /// <param name="problem">What is wrong and how to mend it, without the value of a secret.</param>
    /// <returns>These problems.</returns>
    public OptionsProblems Check(bool holds, string problem)
    {
        if (!holds)
        {
            _problems.Add($"{section} account '{name}': {problem}");
        }

        return this;
    }

    /// <summary>Gets the result for the options framework.</summary>
    /// <returns>Success, or all problems.</returns>
    public ValidateOptionsResult ToResult() => _problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(_problems);
}
