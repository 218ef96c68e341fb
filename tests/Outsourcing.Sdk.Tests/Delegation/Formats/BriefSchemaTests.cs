using System.Text.Json.Nodes;
using CsCheck;
using NJsonSchema;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class BriefSchemaTests
{
    [Fact]
    public void Write_IsTheSchemaInTheDocs()
    {
        string path = Path.Combine(RepositoryFiles.Root, "docs", "brief.schema.json");
        if (Environment.GetEnvironmentVariable("OUTSOURCING_ACCEPT_SNAPSHOTS") == "1")
        {
            File.WriteAllText(path, BriefSchema.Write());
        }

        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(BriefSchema.Write());
    }

    [Fact]
    public async Task Schema_AcceptsEveryBriefThatIsWritten()
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(BriefSchema.Write());

        schema.Validate(BriefJson.Write(SampleBriefs.Plumber())).Select(problem => problem.ToString()).ShouldBeEmpty();
        GenBriefs.Brief.Sample(brief => schema.Validate(BriefJson.Write(brief)).Select(problem => problem.ToString()).ShouldBeEmpty(), iter: 60, threads: 1);
    }

    [Theory]
    [InlineData("version", "\"three\"")]
    [InlineData("version", "0")]
    [InlineData("title", null)]
    [InlineData("id", "5")]
    [InlineData("callTypes", "{}")]
    [InlineData("callTypes", "[{\"id\":\"a\"}]")]
    [InlineData("contacts", "[{\"id\":\"a\",\"name\":\"b\",\"numbers\":[\"12\"]}]")]
    [InlineData("responsibilities", "[{\"kind\":\"boss\",\"party\":\"x\"}]")]
    [InlineData("purpose", "7")]
    public async Task Schema_RefusesWhatTheReaderRefuses(string member, string? value)
    {
        JsonSchema schema = await JsonSchema.FromJsonAsync(BriefSchema.Write());
        JsonObject document = JsonNode.Parse(BriefJson.Write(SampleBriefs.Minimal()))!.AsObject();
        document.Remove(member);
        if (value is not null)
        {
            document[member] = JsonNode.Parse(value);
        }

        string json = document.ToJsonString();
        Should.Throw<Exception>(() => BriefJson.Read(json));
        schema.Validate(json).ShouldNotBeEmpty();
    }
}
