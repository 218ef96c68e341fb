using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using MinimalCrm.Pages;
using MinimalCrm.Work;
using Outsourcing;
using Outsourcing.AspNetCore;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Partners;
using Outsourcing.Storage;

namespace MinimalCrm;

/// <summary>What forms send, and the fragments that scripts ask for. Each form works without a script: it is answered with a redirect.</summary>
internal static class Commands
{
    private const int MostCallers = 100;

    internal static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/engage", async (IFormCollection form, Engaging engaging, CancellationToken cancellationToken) =>
        {
            if ((await engaging.PartnersAsync(cancellationToken)).FirstOrDefault(known => known.Id.Value == form["partner"].ToString()) is not { } partner)
            {
                return Results.Redirect("/partners");
            }

            try
            {
                await engaging.EngageAsync(new EngagementOrder(partner.Id, form["number"].ToString(), form["line"].ToString(), form["area"].ToString()), cancellationToken);
                return Results.Redirect("/engagement");
            }
            catch (OutsourcingException refused)
            {
                return Answer.Refusing<PartnersPage>(refused, (nameof(PartnersPage.Typed), form));
            }
        });
        endpoints.MapPost("/calls/judge", async (IFormCollection form, Judging judging, CancellationToken cancellationToken) =>
        {
            if (!CallId.TryFrom(form["call"].ToString(), out CallId call))
            {
                return Results.NotFound();
            }

            try
            {
                await judging.JudgeAsync(call, form, cancellationToken);
                return Results.Redirect($"{Show.Link(call)}?judged=true");
            }
            catch (OutsourcingException refused)
            {
                return Answer.Refusing<CallPage>(
                    refused, (nameof(CallPage.Provider), call.Provider), (nameof(CallPage.Account), call.Account), (nameof(CallPage.Call), call.ProviderCallId), (nameof(CallPage.Typed), form));
            }
        });
        endpoints.MapPost("/brief", async (IFormCollection form, Amending amending, CancellationToken cancellationToken) =>
        {
            try
            {
                int version = await amending.SaveAsync(form, Number(form, "basedOn"), cancellationToken);
                return TypedResults.Redirect(string.Create(CultureInfo.InvariantCulture, $"/brief?saved={version}"));
            }
            catch (StoreConflictException)
            {
                return TypedResults.Redirect("/brief?conflict=true");
            }
        });
        endpoints.MapPost("/brief/review", async (IFormCollection form, Amending amending, CancellationToken cancellationToken) =>
            form["whole"] == "true"
                ? Answer.With<BriefPage>((nameof(BriefPage.Typed), form))
                : Html(Show.Review(BriefReviewer.Default.Review(Amending.Apply(await amending.NewestAsync(cancellationToken), form)))));
        endpoints.MapGet("/partners/ranking", async (HttpRequest request, Engaging engaging, CancellationToken cancellationToken) =>
        {
            (_, IReadOnlyList<Partner> partners, Verdict<PartnerRanking> verdict) = await engaging.CompareAsync(name => request.Query[$"w-{name}"], cancellationToken);
            return Html(OutsourcingHtml.PartnerRanking(verdict, partners).Value!);
        });
        endpoints.MapPost("/callers", async (IFormCollection form, IServiceProvider services, CancellationToken cancellationToken) =>
        {
            if (services.GetService<SimulatedCallers>() is { } callers)
            {
                await callers.RingAsync(Math.Clamp(Number(form, "callers"), 1, MostCallers), cancellationToken);
            }

            return TypedResults.Redirect("/");
        });
        endpoints.MapPost("/inbox/replay", async (IFormCollection form, IWebhookInbox inbox, ICallDeliveries deliveries, ICommandOutbox outbox, CancellationToken cancellationToken) =>
        {
            long id = Number(form, "id");
            _ = form["queue"].ToString() switch
            {
                "inbox" => await inbox.ReplayAsync(id, cancellationToken),
                "deliveries" => await deliveries.ReplayAsync(id, cancellationToken),
                "outbox" => await outbox.ReplayAsync(id, cancellationToken),
                _ => false,
            };
            return TypedResults.Redirect("/inbox");
        });
        endpoints.MapGet("/live", (LiveCalls live, IHostApplicationLifetime lifetime, CancellationToken cancellationToken) =>
            TypedResults.ServerSentEvents(EventsAsync(live, lifetime, cancellationToken)));
    }

    private static async IAsyncEnumerable<SseItem<string>> EventsAsync(LiveCalls live, IHostApplicationLifetime lifetime, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // An open page must not hold up the app when it stops.
        using CancellationTokenSource ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        IAsyncEnumerator<CallRecord> calls = live.ListenAsync(ending.Token).GetAsyncEnumerator(ending.Token);
        await using (calls)
        {
            // Listening has begun when the page is told so.
            Task<bool> next = calls.MoveNextAsync().AsTask();
            yield return new SseItem<string>("", "ready");
            while (await MovedAsync(next))
            {
                yield return new SseItem<string>(Show.CallRow(calls.Current), "call");
                next = calls.MoveNextAsync().AsTask();
            }
        }
    }

    private static async Task<bool> MovedAsync(Task<bool> next)
    {
        try
        {
            return await next;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static int Number(IFormCollection form, string name) => int.TryParse(form[name], CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Html(string fragment) => TypedResults.Content(fragment, "text/html; charset=utf-8");
}
