using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Outsourcing.Http;
using Shouldly;

namespace Outsourcing.Telephony.Tests.Faults;

public sealed class AccountsSideBySideTests
{
    private const int Accounts = 1_000;
    private const int Requests = 100;

    [Fact]
    [Reliability(26, "1,000 accounts of one provider with 100 requests each, 200 at a time: 0 of 100,000 under another's credentials; every second account is limited by the provider for an hour, and the others are answered at once, on a clock that stands still")]
    public async Task AThousandAccounts_AskUnderTheirOwnCredentialsAndAreLimitedAlone()
    {
        Provider provider = new();
        FakeTimeProvider clock = new();
        ServiceCollection services = new();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        IOutsourcingBuilder builder = services.AddOutsourcing();
        for (int account = 0; account < Accounts; account++)
        {
            int number = account;
            builder.AddTwilio(Name(number), options => (options.AccountSid, options.AuthToken) = (Sid(number), Token(number)), http => http.ConfigurePrimaryHttpMessageHandler(() => provider));
        }

        await using ServiceProvider container = services.BuildServiceProvider();
        int[] answered = new int[Accounts];
        int[] limited = new int[Accounts];

        await Parallel.ForAsync(0, Accounts * Requests, new ParallelOptions { MaxDegreeOfParallelism = 200 }, async (index, cancellationToken) =>
        {
            int account = index % Accounts;
            try
            {
                TwilioCall call = (await container.GetRequiredKeyedService<TwilioClient>(Name(account)).GetCallAsync("CA1", cancellationToken)).ShouldNotBeNull();
                call.Sid.ShouldBe($"CA-of-{account}");
                Interlocked.Increment(ref answered[account]);
            }
            catch (ProviderRateLimitException limit)
            {
                limit.Error.Account.ShouldBe(Name(account));
                Interlocked.Increment(ref limited[account]);
            }
        });

        provider.Mistaken.ShouldBeEmpty();
        answered.Index().ShouldAllBe(account => account.Item == (IsLimited(account.Index) ? 0 : Requests));
        limited.Index().ShouldAllBe(account => account.Item == (IsLimited(account.Index) ? Requests : 0));
    }

    private static bool IsLimited(int account) => account % 2 == 1;

    private static string Name(int account) => account.ToString("tenant-0000", CultureInfo.InvariantCulture);

    private static string Sid(int account) => account.ToString("AC0000", CultureInfo.InvariantCulture);

    private static string Token(int account) => account.ToString("secret-0000", CultureInfo.InvariantCulture);

    /// <summary>Answers each account for itself, and notes who came under another's name.</summary>
    private sealed class Provider : HttpMessageHandler
    {
        public ConcurrentBag<string> Mistaken { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            int account = int.Parse(request.RequestUri!.AbsolutePath.Split('/')[3].AsSpan(2), CultureInfo.InvariantCulture);
            if (request.Headers.Authorization?.Parameter != Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid(account)}:{Token(account)}")))
            {
                Mistaken.Add(request.RequestUri.AbsolutePath);
            }

            HttpResponseMessage response = IsLimited(account)
                ? new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "3600" } } }
                : new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"sid":"CA-of-{{account}}","status":"queued"}""", Encoding.UTF8, "application/json") };
            return Task.FromResult(response);
        }
    }
}
