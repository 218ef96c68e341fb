using Outsourcing.Processes;

namespace Snippets;

internal static class Bpmn
{
    internal static async Task DescribeAsync(string path, CancellationToken cancellationToken)
    {
        await using FileStream drawn = File.OpenRead(path);
        BpmnDocument document = await BpmnReader.ReadAsync(drawn, cancellationToken: cancellationToken);

        BusinessProcess process = document.Process.Describe(
            ProcessStepId.From("answer-call"),
            new StepProfile { Expertise = StepRating.Stated(2), Revenue = RevenueContribution.Stated(0.05) });

        await using FileStream described = File.Create(path + ".described.bpmn");
        await BpmnWriter.WriteAsync(document.With(process), described, cancellationToken);
    }
}
