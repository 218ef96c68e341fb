using Microsoft.Extensions.Options;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

internal sealed class StandardWebhookOptionsValidator(IOptions<TenancyOptions> tenancy) : IValidateOptions<StandardWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, StandardWebhookOptions options)
    {
        string[] problems = [.. options.FindProblems(tenancy.Value.DefaultTenant)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
