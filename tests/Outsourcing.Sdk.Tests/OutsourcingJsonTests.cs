using System.Text.Json;
using Shouldly;

namespace Outsourcing;

public sealed class OutsourcingJsonTests
{
    [Fact]
    public void Read_AbsentLists_AreEmpty()
    {
        VerdictExplanation read = JsonSerializer.Deserialize("""{"rule":"a/1","source":"b","summary":"c"}""", OutsourcingJson.TypeInfo<VerdictExplanation>())!;

        read.Inputs.ShouldBeEmpty();
        read.Checks.ShouldBeEmpty();
        read.ShouldBe(new VerdictExplanation { Rule = "a/1", Source = "b", Summary = "c" });
    }
}
