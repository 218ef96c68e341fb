using Shouldly;

namespace Outsourcing.Http.Tests.Channel;

public sealed class ProviderPathTests
{
    [Fact]
    public void Interpolation_ValueWithSlashesAndQuery_StaysOneSegment()
    {
        string id = "../../x?y=1#z";

        ProviderRequest.Get("x", $"/v1/calls/{id}.json").Path.ShouldBe("/v1/calls/..%2F..%2Fx%3Fy%3D1%23z.json");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    public void Interpolation_ValueThatNamesAnotherEndpoint_Throws(string id) => Should.Throw<ArgumentException>(() => ProviderRequest.Get("x", $"/v1/calls/{id}"));

    [Fact]
    public void Query_ValuesAreEscaped_AndNullsLeftOut() =>
        ((ProviderPath)"/a").Query("StartTime>", "2026-03-02T00:00:00Z").Query("b", (string?)null).Query("c", 3).Query("d", true).ToString()
            .ShouldBe("/a?StartTime%3E=2026-03-02T00%3A00%3A00Z&c=3&d=true");
}
