using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Outsourcing.Calls;
using Outsourcing.Delegation;
using Outsourcing.Engagements;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Outsourcing.Storage;

namespace Outsourcing.AspNetCore;

/// <summary>The addresses of the read-only API.</summary>
internal sealed class ApiRoutes(
    IDocumentStore<BusinessProcess> processes,
    IDocumentStore<DelegationBrief> briefs,
    IDocumentStore<Partner> partners,
    IDocumentStore<PartnerCriterion> criteria,
    IDocumentStore<PartnerEvidence> evidence,
    IDocumentStore<Engagement> engagements,
    ICallStore calls,
    IVerdictTrail verdicts,
    IWebhookInbox inbox,
    ICallDeliveries deliveries,
    ICommandOutbox outbox,
    ITenantAccessor tenants,
    TimeProvider time)
{
    private static readonly ApiParameter Limit = new("limit", $"How many items at most: 1 to {ApiAnswer.MostItems}.", IsNumber: true);
    private static readonly ApiParameter After = new("after", "The page before's \"next\".");

    public IReadOnlyList<ApiRoute> All =>
    [
        .. Documents("processes", "processes", processes),
        .. Documents("briefs", "briefs", briefs),
        new ApiRoute("/briefs/{id}/versions", "listBriefVersions", "All versions of a brief, oldest first.", ApiShape.DocumentPage, OutsourcingJson.TypeInfo<DelegationBrief>(), ListVersionsAsync),
        new ApiRoute("/briefs/{id}/versions/{version}", "getBriefVersion", "One version of a brief.", ApiShape.Document, OutsourcingJson.TypeInfo<DelegationBrief>(), GetVersionAsync),
        new ApiRoute("/briefs/{id}/review", "reviewBrief", "What a strict reader finds in the newest version of a brief.", ApiShape.Plain, OutsourcingJson.TypeInfo<BriefReview>(), ReviewAsync),
        .. Documents("partners", "partners", partners),
        .. Documents("criteria", "criteria that partners are compared by", criteria),
        .. Documents("evidence", "evidence on partners", evidence, "{partner}/{criterion}"),
        .. Documents("engagements", "engagements", engagements),
        new ApiRoute("/calls", "listCalls", "Calls, newest first.", ApiShape.Page, OutsourcingJson.TypeInfo<CallRecord>(), ListCallsAsync)
        {
            Query =
            [
                new ApiParameter("from", "The start of the window, included.", Format: "date-time"),
                new ApiParameter("until", "The end of the window, excluded.", Format: "date-time"),
                new ApiParameter("provider", "The provider."),
                new ApiParameter("account", "The account, as the app named it."),
                After,
                Limit,
            ],
        },
        new ApiRoute("/calls/{provider}/{account}/{call}", "getCall", "A call as it is known now.", ApiShape.Plain, OutsourcingJson.TypeInfo<CallRecord>(), GetCallAsync),
        new ApiRoute("/verdicts", "listVerdicts", "The audit trail of verdicts, newest first.", ApiShape.Page, OutsourcingJson.TypeInfo<VerdictEntry>(), ListVerdictsAsync)
        {
            Query = [new ApiParameter("subject", "What the verdicts are about."), After, Limit],
        },
        DeadLetters("webhooks", "Webhooks", inbox, DeadLetterSummary.Of),
        DeadLetters("deliveries", "Changes of calls for handlers", deliveries, DeadLetterSummary.Of),
        DeadLetters("commands", "Commands to providers", outbox, DeadLetterSummary.Of),
        new ApiRoute("/backlog", "getBacklog", "How much of the tenant's work waits, for how long, and how much was given up.", ApiShape.Plain, ApiJsonContext.Default.BacklogSummary, GetBacklogAsync),
    ];

    /// <summary>Answers with what a route gives; a request without a tenant sees nothing, not even that there is nothing.</summary>
    public async Task HandleAsync(HttpContext context, RequestDelegate route)
    {
        if (tenants.Current is null)
        {
            await ApiAnswer.ProblemAsync(context, StatusCodes.Status403Forbidden, "The request belongs to no tenant.").ConfigureAwait(false);
            return;
        }

        try
        {
            await route(context).ConfigureAwait(false);
        }
        catch (ApiParameterException wrong)
        {
            await ApiAnswer.ProblemAsync(context, StatusCodes.Status400BadRequest, wrong.Message).ConfigureAwait(false);
        }
    }

    private static IEnumerable<ApiRoute> Documents<TDocument>(string path, string what, IDocumentStore<TDocument> store, string key = "{id}")
        where TDocument : class
    {
        string name = typeof(TDocument).Name;
        yield return new ApiRoute($"/{path}", $"list{name}", $"The {what}, each in its newest revision, by id.", ApiShape.DocumentPage, OutsourcingJson.TypeInfo<TDocument>(), async context =>
        {
            int limit = ApiAnswer.Limit(context);
            IReadOnlyList<StoredDocument<TDocument>> page = await store.ListAsync(ApiAnswer.Query(context, "after"), limit, context.RequestAborted).ConfigureAwait(false);
            await ApiAnswer.WritePageAsync(context, page, ApiAnswer.WriteDocument, page.Count == limit ? page[^1].Id : null).ConfigureAwait(false);
        })
        {
            Query = [After, Limit],
        };
        yield return new ApiRoute($"/{path}/{key}", $"get{name}", $"One of the {what}.", ApiShape.Document, OutsourcingJson.TypeInfo<TDocument>(), async context =>
        {
            string id = key == "{id}" ? ApiAnswer.Route(context, "id") : $"{ApiAnswer.Route(context, "partner")}/{ApiAnswer.Route(context, "criterion")}";
            await WriteDocumentAsync(context, await store.FindAsync(id, cancellationToken: context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
        });
    }

    private static ApiRoute DeadLetters<TItem>(string path, string what, IWorkStore<TItem> store, Func<DeadLetter<TItem>, DeadLetterSummary> summarise) => new(
        $"/dead-letters/{path}", $"listDead{char.ToUpperInvariant(path[0])}{path[1..]}", $"{what} that were given up, newest first, with the reason.", ApiShape.Page, ApiJsonContext.Default.DeadLetterSummary, async context =>
        {
            IReadOnlyList<DeadLetter<TItem>> dead = await store.ListDeadAsync(ApiAnswer.Limit(context), context.RequestAborted).ConfigureAwait(false);
            await ApiAnswer.WritePageAsync(
                context, [.. dead.Select(summarise)], static (json, letter) => JsonSerializer.Serialize(json, letter, ApiJsonContext.Default.DeadLetterSummary), next: null).ConfigureAwait(false);
        })
    {
        Query = [Limit],
    };

    private static Task WriteDocumentAsync<TDocument>(HttpContext context, StoredDocument<TDocument>? stored)
        where TDocument : class => stored is null
            ? ApiAnswer.ProblemAsync(context, StatusCodes.Status404NotFound, "There is no such record.")
            : ApiAnswer.WriteAsync(context, json => ApiAnswer.WriteDocument(json, stored));

    private async Task ListVersionsAsync(HttpContext context)
    {
        IReadOnlyList<StoredDocument<DelegationBrief>> versions = await briefs.ListRevisionsAsync(ApiAnswer.Route(context, "id"), context.RequestAborted).ConfigureAwait(false);
        await ApiAnswer.WritePageAsync(context, versions, ApiAnswer.WriteDocument, next: null).ConfigureAwait(false);
    }

    private async Task GetVersionAsync(HttpContext context)
    {
        StoredDocument<DelegationBrief>? stored = int.TryParse(ApiAnswer.Route(context, "version"), NumberStyles.None, CultureInfo.InvariantCulture, out int version)
            ? await briefs.FindAsync(ApiAnswer.Route(context, "id"), version, context.RequestAborted).ConfigureAwait(false)
            : null;
        await WriteDocumentAsync(context, stored).ConfigureAwait(false);
    }

    private async Task ReviewAsync(HttpContext context)
    {
        StoredDocument<DelegationBrief>? newest = await briefs.FindAsync(ApiAnswer.Route(context, "id"), cancellationToken: context.RequestAborted).ConfigureAwait(false);
        await ApiAnswer.WriteOneAsync(context, newest is null ? null : BriefReviewer.Default.Review(newest.Document), OutsourcingJson.TypeInfo<BriefReview>()).ConfigureAwait(false);
    }

    private async Task ListCallsAsync(HttpContext context)
    {
        int limit = ApiAnswer.Limit(context);
        CallId? after = null;
        if (ApiAnswer.Query(context, "after") is { } text)
        {
            after = CallId.TryFrom(text, out CallId last) ? last : throw new ApiParameterException("after names no call; take the page before's \"next\".");
        }

        CallQuery query = new()
        {
            StartedFrom = ApiAnswer.Time(context, "from"),
            StartedUntil = ApiAnswer.Time(context, "until"),
            Provider = ApiAnswer.Query(context, "provider"),
            Account = ApiAnswer.Query(context, "account"),
            After = after,
            Limit = limit,
        };
        List<CallRecord> page = [];
        await foreach (CallRecord call in calls.ListAsync(query, context.RequestAborted).ConfigureAwait(false))
        {
            page.Add(call);
        }

        await ApiAnswer.WritePageAsync(
            context, page, static (json, call) => JsonSerializer.Serialize(json, call, OutsourcingJson.TypeInfo<CallRecord>()), page.Count == limit ? page[^1].Id.Value : null).ConfigureAwait(false);
    }

    private async Task GetCallAsync(HttpContext context)
    {
        CallHistory? history = CallId.TryFrom($"{ApiAnswer.Route(context, "provider")}/{ApiAnswer.Route(context, "account")}/{ApiAnswer.Route(context, "call")}", out CallId id)
            ? await calls.GetAsync(id, context.RequestAborted).ConfigureAwait(false)
            : null;
        await ApiAnswer.WriteOneAsync(context, history?.ToRecord(), OutsourcingJson.TypeInfo<CallRecord>()).ConfigureAwait(false);
    }

    private async Task GetBacklogAsync(HttpContext context)
    {
        DateTimeOffset now = time.GetUtcNow();
        BacklogSummary backlog = new()
        {
            Webhooks = QueueSummary.Of(await inbox.GetTenantBacklogAsync(context.RequestAborted).ConfigureAwait(false), now),
            Deliveries = QueueSummary.Of(await deliveries.GetTenantBacklogAsync(context.RequestAborted).ConfigureAwait(false), now),
            Commands = QueueSummary.Of(await outbox.GetTenantBacklogAsync(context.RequestAborted).ConfigureAwait(false), now),
        };
        await ApiAnswer.WriteOneAsync(context, backlog, ApiJsonContext.Default.BacklogSummary).ConfigureAwait(false);
    }

    private async Task ListVerdictsAsync(HttpContext context)
    {
        int limit = ApiAnswer.Limit(context);
        IReadOnlyList<RecordedVerdict> page = await verdicts.ListAsync(
            ApiAnswer.Query(context, "subject"), ApiAnswer.Number(context, "after"), limit, context.RequestAborted).ConfigureAwait(false);
        await ApiAnswer.WritePageAsync(
            context,
            page,
            static (json, entry) => JsonSerializer.Serialize(json, entry.Entry, OutsourcingJson.TypeInfo<VerdictEntry>()),
            page.Count == limit ? page[^1].Id.ToString(CultureInfo.InvariantCulture) : null).ConfigureAwait(false);
    }
}
