using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Outsourcing.Delegation;
using Outsourcing.Partners;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.AspNetCore.Tests;

/// <summary>Each component renders what the fragment of the same name writes, with its parameters passed on.</summary>
public sealed class ComponentTests
{
    private static readonly DelegationBrief Brief = new DelegationBrief { Id = BriefId.From("b"), Version = 1, Title = "Desk" }.WithPurpose("Answer & note.");

    [Fact]
    public async Task ProcessMapView_RendersTheMap()
    {
        using MemoryStream log = new("case,activity,timestamp\n1,Ask,2026-03-02T09:00:00Z\n1,Answer,2026-03-02T10:00:00Z\n"u8.ToArray());
        DiscoveredProcess process = await EventLog.DiscoverCsvAsync(log, new EventLogOptions { Columns = new EventLogColumns { Case = "case", Activity = "activity", Timestamp = "timestamp" } });
        Dictionary<string, Verdict<StepPlacement>> verdicts = [];

        string html = await RenderAsync<ProcessMapView>(new()
        {
            [nameof(ProcessMapView.Process)] = process,
            [nameof(ProcessMapView.Verdicts)] = verdicts,
            [nameof(ProcessMapView.IdPrefix)] = "left",
        });

        html.ShouldBe(OutsourcingHtml.ProcessMap(process, verdicts, "left").Value);
        html.ShouldContain("left");
    }

    [Fact]
    public async Task PartnerRankingView_RendersTheRankingOrTheRefusal()
    {
        PartnerCriterion[] criteria = [new() { Id = "answered", Name = "Answered", Question = PartnerQuestion.Capability, Value = ValueFunction.Linear(0, 1) }];
        Partner[] partners = [new() { Id = PartnerId.From("a"), Name = "First" }, new() { Id = PartnerId.From("b"), Name = "Second" }];
        Verdict<PartnerRanking> refused = PartnerRanking.Rank(criteria, partners, []);

        string html = await RenderAsync<PartnerRankingView>(new() { [nameof(PartnerRankingView.Ranking)] = refused, [nameof(PartnerRankingView.Partners)] = partners });

        html.ShouldBe(OutsourcingHtml.PartnerRanking(refused, partners).Value);
        html.ShouldContain("What would help");
    }

    [Fact]
    public async Task BriefView_RendersTheBriefAtItsHeading()
    {
        string html = await RenderAsync<BriefView>(new() { [nameof(BriefView.Brief)] = Brief, [nameof(BriefView.HeadingLevel)] = 4, [nameof(BriefView.IdPrefix)] = "desk" });

        html.ShouldBe(OutsourcingHtml.Brief(Brief, 4, "desk").Value);
        html.ShouldContain("<h4");
    }

    [Fact]
    public async Task FaultLineView_RendersTheReport()
    {
        FaultLineReport report = FaultLineReport.Of([], Brief);

        (await RenderAsync<FaultLineView>(new() { [nameof(FaultLineView.Report)] = report })).ShouldBe(OutsourcingHtml.FaultLine(report).Value);
    }

    [Fact]
    public async Task VerdictView_RendersTheReasonOfARefusal()
    {
        VerdictExplanation explanation = new() { Rule = "r/1", Source = "s", Summary = "Not yet." };
        Refusal refusal = new() { Kind = RefusalKind.InsufficientEvidence, Reason = "Too few calls.", Remedy = "Wait a week." };

        string html = await RenderAsync<VerdictView>(new() { [nameof(VerdictView.Explanation)] = explanation, [nameof(VerdictView.Refusal)] = refusal });

        html.ShouldBe(OutsourcingHtml.Verdict(explanation, refusal).Value);
        html.ShouldContain("Too few calls.");
    }

    [Fact]
    public async Task EveryComponent_WithoutItsParameters_RendersNothing()
    {
        (await RenderAsync<ProcessMapView>([])).ShouldBeEmpty();
        (await RenderAsync<PartnerRankingView>([])).ShouldBeEmpty();
        (await RenderAsync<BriefView>([])).ShouldBeEmpty();
        (await RenderAsync<FaultLineView>([])).ShouldBeEmpty();
        (await RenderAsync<VerdictView>([])).ShouldBeEmpty();
    }

    private static async Task<string> RenderAsync<TComponent>(Dictionary<string, object?> parameters)
        where TComponent : IComponent
    {
        await using ServiceProvider services = new ServiceCollection().BuildServiceProvider();
        await using HtmlRenderer renderer = new(services, NullLoggerFactory.Instance);
        return await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());
    }
}
