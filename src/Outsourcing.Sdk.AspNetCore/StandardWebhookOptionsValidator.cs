using Microsoft.Extensions.Options;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

internal sealed class StandardWebhookOptionsValidator(IOptions<TenancyOptions> tenancy, IOptions<WorkOptions> work) : IValidateOptions<StandardWebhookOptions>
{
    public ValidateOptionsResult Validate(string? name, StandardWebhookOptions options)
    {
        string[] problems = [.. options.FindProblems(tenancy.Value.DefaultTenant, work.Value.LeaseDuration)];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
