using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Outsourcing.Processes;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Contract;

/// <summary>What the writer writes opens elsewhere: bpmn-moddle loads it without a warning, and the schema of the OMG accepts it.</summary>
public sealed class BpmnContractTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bpmn");

    public void Dispose() => _folder.Delete(recursive: true);

    [NpmFact("bpmn")]
    public async Task AnyProcess_OpensWithoutWarning_AndIsDrawnInFull()
    {
        List<string> files = [];
        for (int seed = 0; seed < 150; seed++)
        {
            files.Add(Save($"random-{seed}", BpmnWriter.Write(new RandomProcess(seed).Make())));
        }

        await ShouldOpenAsync(files);
        ShouldBeValid(files);
    }

    [NpmFact("bpmn")]
    public async Task ReferenceModels_WrittenAgainAndDrawnAnew_OpenWithoutNewWarnings()
    {
        if (RepositoryFiles.SharedPath("vectors/process/bpmn") is not { } models)
        {
            // The models of the interchange group lie beside the checkout or nowhere.
            return;
        }

        string[] originals = [.. Directory.EnumerateFiles(models, "*.bpmn").Order(StringComparer.Ordinal)];
        List<string> written = [];
        List<string> drawnAnew = [];
        foreach (string path in originals)
        {
            await using FileStream stream = File.OpenRead(path);
            BpmnDocument document = await BpmnReader.ReadAsync(stream);
            written.Add(Save(Path.GetFileNameWithoutExtension(path) + "-written", BpmnWriter.Write(document)));
            drawnAnew.Add(Save(Path.GetFileNameWithoutExtension(path) + "-anew", BpmnWriter.Write(document.WithoutDrawing())));
        }

        Loaded[] before = await LoadAsync(originals);
        foreach ((Loaded original, Loaded again) in before.Zip(await LoadAsync(written)))
        {
            again.Warnings.Except(original.Warnings).ShouldBeEmpty(again.File);
            if (BpmnReader.Parse(await File.ReadAllTextAsync(original.File)).HasDrawing)
            {
                again.Counts.OrderBy(count => count.Key).ShouldBe(original.Counts.OrderBy(count => count.Key), again.File);
            }
        }

        foreach ((Loaded original, Loaded anew) in before.Zip(await LoadAsync(drawnAnew)))
        {
            anew.Warnings.Except(original.Warnings).ShouldBeEmpty(anew.File);
            anew.Undrawable.ShouldBe(0, anew.File);
            anew.BadBounds.ShouldBe(0, anew.File);
        }
    }

    private string Save(string name, string xml)
    {
        string file = Path.Combine(_folder.FullName, name + ".bpmn");
        File.WriteAllText(file, xml);
        return file;
    }

    private static async Task ShouldOpenAsync(List<string> files)
    {
        foreach (Loaded loaded in await LoadAsync(files))
        {
            string name = Path.GetFileName(loaded.File);
            loaded.Warnings.ShouldBeEmpty(name);
            loaded.Undrawable.ShouldBe(0, name);
            loaded.BadBounds.ShouldBe(0, name);
            BpmnDocument document = BpmnReader.Parse(await File.ReadAllTextAsync(loaded.File));
            BusinessProcess process = document.Process;
            loaded.Drawn.Distinct().Count().ShouldBe(loaded.Drawn.Length, $"{name} draws something twice");
            (loaded.Drawn.Length - process.MessageFlows.Count).ShouldBeLessThanOrEqualTo(process.Steps.Count + process.Flows.Count + process.Lanes.Count + process.Pools.Count, name);
            loaded.Drawn.Length.ShouldBeGreaterThanOrEqualTo(process.Steps.Count + process.Flows.Count + process.Lanes.Count + process.Pools.Count(pool => pool.IsParticipant), name);
        }
    }

    private static async Task<Loaded[]> LoadAsync(IEnumerable<string> files)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromMinutes(3));
        string output = await NpmFolder.NodeAsync("bpmn", ["check.mjs", .. files], limit.Token);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<Loaded>(line, JsonSerializerOptions.Web)!)];
    }

    // The schema comes with bpmn-moddle; foreign attributes and extension elements are allowed by it.
    private static void ShouldBeValid(IEnumerable<string> files)
    {
        XmlSchemaSet schemas = new() { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, Path.Combine(NpmFolder.PathOf("bpmn"), "node_modules", "bpmn-moddle", "resources", "bpmn", "xsd", "BPMN20.xsd"));
        schemas.Compile();
        foreach (string file in files)
        {
            List<string> errors = [];
            XDocument.Load(file).Validate(schemas, (_, found) => errors.Add(found.Message));
            errors.ShouldBeEmpty(Path.GetFileName(file));
        }
    }

    private sealed record Loaded(string File, string[] Warnings, Dictionary<string, int> Counts, string[] Drawn, int Undrawable, int BadBounds);
}
