using System.Text.Json;
using NJsonSchema;
using Outsourcing.Answering;
using Outsourcing.Calls;
using Shouldly;

namespace Outsourcing.Vectors;

/// <summary>The vCon folder: a schema to write by, and examples to read.</summary>
[Collection(VectorSuite.Name)]
public sealed class VconVectors
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    [VectorTheory("vcon")]
    [VectorData("vcon")]
    public async Task Examples_ReadWhole_WrittenAsTheSchemaWants(string file)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(VectorFiles.PathOf("vcon", file)));
        string[] examples = Directory.GetFiles(Path.Combine(VectorFiles.Root!, "vcon"), "*.vcon");
        foreach (string example in examples)
        {
            string name = Path.GetFileName(example);
            string original = await File.ReadAllTextAsync(example);

            VconDocument vcon = VconDocument.Parse(original);
            using JsonDocument plain = JsonDocument.Parse(original);
            foreach (JsonProperty member in plain.RootElement.EnumerateObject())
            {
                JsonElement.DeepEquals(vcon.Members[member.Name], member.Value).ShouldBeTrue($"{name}: {member.Name}");
            }

            bool sound = schema.Validate(original).Count == 0;
            vcon.Problems().Any().ShouldBe(!sound, $"{name}: our rules and the schema differ");

            VconDocument complete = vcon.Complete(Noon);
            if (complete.Problems().Count == 0)
            {
                schema.Validate(complete.ToJson()).ShouldBeEmpty(name);
                VconDocument.Parse(complete.ToJson()).ShouldBe(complete);
            }
            else
            {
                Should.Throw<VconFormatException>(() => complete.ToJson());
            }

            VectorFiles.Ran("vcon");
        }
    }

    [VectorTheory("vcon")]
    [VectorData("vcon")]
    public async Task CallRecords_Exported_SatisfyTheSchema(string file)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(await File.ReadAllTextAsync(VectorFiles.PathOf("vcon", file)));
        DispositionKind?[] kinds = [null, DispositionKind.MessageTaken, DispositionKind.NoAnswer, DispositionKind.Busy, DispositionKind.Failed, DispositionKind.CallerHungUp, DispositionKind.From("parked")];
        foreach (DispositionKind? kind in kinds)
        {
            CallUpdate update = new()
            {
                Call = new CallId("retell", "north", "c1"),
                Revision = new CallRevision(Noon, "test"),
                Disposition = kind is { } word ? new CallDisposition { Kind = word } : null,
                Direction = CallDirection.Outbound,
                StartedAt = Noon,
                Duration = TimeSpan.FromSeconds(61.5),
                Summary = "wants a call back",
                Transcript = [new TranscriptTurn { Speaker = Speaker.Caller, Text = "hello" }],
                Transfers = [new TransferAttempt { Status = TransferStatus.From("connected"), TargetName = "Ann" }],
                Recording = new RecordingReference { Location = new Uri("https://example.com/a.mp3") },
            };

            VconDocument vcon = VconMapping.ToVcon(CallHistory.From(update).ToRecord(), "sha512-abc");

            schema.Validate(vcon.ToJson()).ShouldBeEmpty(kind?.Value ?? "none");
        }

        VectorFiles.Ran("vcon", kinds.Length);
    }
}
