using System.Net.Http.Headers;

namespace Outsourcing.Http;

/// <summary>What a download is read by.</summary>
/// <param name="Cap">How many bytes at most.</param>
/// <param name="Patience">How long a read waits at most.</param>
/// <param name="Time">The clock.</param>
/// <param name="ResumeAsync">Asks for what follows a number of bytes, if it is still the same recording.</param>
/// <param name="Refuse">Makes the error.</param>
internal sealed record DownloadTerms(
    long Cap,
    TimeSpan Patience,
    TimeProvider Time,
    Func<long, RangeConditionHeaderValue, CancellationToken, Task<HttpResponseMessage>> ResumeAsync,
    Func<ProviderFailure, string, ProviderException> Refuse);
