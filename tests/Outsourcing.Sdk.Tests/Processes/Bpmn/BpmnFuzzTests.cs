using System.Globalization;
using System.Text;
using System.Text.Json;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes;

/// <summary>Mutated real and made files: only the documented exception, and what reads also writes and reads again.</summary>
/// <remarks>OUTSOURCING_FUZZ sets how many inputs; 2,000 without it.</remarks>
public sealed class BpmnFuzzTests
{
    private static readonly string[] Bites =
    [
        "<", ">", "</", "/>", "\"", "&", "&#x1F;", "<![CDATA[", "<!--", "<!DOCTYPE x>", "xmlns=\"\"", "xmlns:a=\"b\"", " id=\"\"", " id=\"a\"", "<task/>",
        "<task id=\"a\"/>", "<subProcess id=\"s\">", "</subProcess>", "<laneSet><lane/></laneSet>", "<sequenceFlow sourceRef=\"a\" targetRef=\"a\"/>",
        "<boundaryEvent attachedToRef=\"a\"/>", "<participant processRef=\"p\"/>", " default=\"a\"", "<process/>", "<collaboration/>", "\0", "\uFFFE",
    ];

    [Fact]
    public void Parse_MutatedFiles_OnlyDocumentedExceptions()
    {
        int inputs = int.TryParse(Environment.GetEnvironmentVariable("OUTSOURCING_FUZZ"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : 2_000;
        string[] seeds = [.. Seeds()];
        int read = 0;
        Parallel.For(0, inputs, index =>
        {
            string input = Mutate(seeds[index % seeds.Length], new Random(index));
            BpmnDocument document;
            try
            {
                document = BpmnReader.Parse(input);
            }
            catch (BpmnFormatException)
            {
                return;
            }

            Interlocked.Increment(ref read);
            if (document.Process.Steps.Count < 200)
            {
                // As JSON, so that a failure shows what differs.
                Json(BpmnReader.Parse(BpmnWriter.Write(document)).Process).ShouldBe(Json(document.Process), $"input {index}");
            }
        });

        read.ShouldBeGreaterThan(inputs / 50, "hardly any mutated file could be read: the mutations hit nothing but the syntax");
    }

    private static string Json(BusinessProcess process) => JsonSerializer.Serialize(process, OutsourcingJson.TypeInfo<BusinessProcess>());

    private static IEnumerable<string> Seeds()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            yield return BpmnWriter.Write(new RandomProcess(seed).Make());
        }

        if (RepositoryFiles.SharedPath("vectors/process/bpmn") is { } models)
        {
            foreach (string file in Directory.EnumerateFiles(models, "*.bpmn").Where(file => new FileInfo(file).Length < 40_000))
            {
                yield return File.ReadAllText(file);
            }
        }
    }

    private static string Mutate(string text, Random random)
    {
        StringBuilder mutated = new(text);
        for (int times = random.Next(1, 5); times > 0 && mutated.Length > 0; times--)
        {
            int at = random.Next(mutated.Length);
            switch (random.Next(6))
            {
                case 0:
                    mutated.Remove(at, Math.Min(random.Next(1, 60), mutated.Length - at));
                    break;
                case 1:
                    mutated.Insert(at, Bites[random.Next(Bites.Length)]);
                    break;
                case 2:
                    // One attribute value becomes another one.
                    int quote = mutated.ToString().IndexOf("=\"", at, StringComparison.Ordinal);
                    int other = mutated.ToString().IndexOf("Ref=\"", random.Next(mutated.Length), StringComparison.Ordinal);
                    if (quote >= 0 && other >= 0)
                    {
                        int end = mutated.ToString().IndexOf('"', other + 5);
                        string value = end < 0 ? "" : mutated.ToString()[(other + 5)..end];
                        int close = mutated.ToString().IndexOf('"', quote + 2);
                        if (close > 0)
                        {
                            mutated.Remove(quote + 2, close - quote - 2).Insert(quote + 2, value);
                        }
                    }

                    break;
                case 3:
                    mutated[at] = (char)random.Next(1, 0x2FF);
                    break;
                case 4:
                    // A whole line twice, or gone.
                    string[] lines = mutated.ToString().Split('\n');
                    int line = random.Next(lines.Length);
                    lines[line] = random.Next(2) == 0 ? "" : lines[line] + "\n" + lines[line];
                    mutated.Clear().Append(string.Join('\n', lines));
                    break;
                default:
                    int from = random.Next(mutated.Length);
                    string piece = mutated.ToString(from, Math.Min(random.Next(1, 300), mutated.Length - from));
                    mutated.Insert(at, piece);
                    break;
            }
        }

        return mutated.ToString();
    }
}
