using System.Xml.Linq;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes.Maps;

public sealed class ProcessMapTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void ToSvg_ThirtySteps_NoTwoBoxesOverlap()
    {
        Random random = new(4);
        DiscoveredProcess process = Logs.Discover(Enumerable.Range(0, 200).SelectMany(number =>
            Enumerable.Range(0, 30).Where(_ => random.Next(4) > 0).Select(step => Logs.Event($"{number}", $"Step number {step} of the long process", (number * 40) + step, "Ann"))));

        XElement map = XElement.Parse(ProcessMap.ToSvg(process));

        (double X, double Y)[] boxes = [.. map.Elements(Svg + "rect").Where(rect => (string?)rect.Attribute("width") == "200").Select(rect => ((double)rect.Attribute("x")!, (double)rect.Attribute("y")!))];
        boxes.Length.ShouldBe(30);
        boxes.SelectMany((box, index) => boxes.Skip(index + 1).Where(other => Math.Abs(other.X - box.X) < 200 && Math.Abs(other.Y - box.Y) < 74)).ShouldBeEmpty();
        boxes.ShouldAllBe(box => box.X + 200 <= (double)map.Attribute("width")! && box.Y + 74 <= (double)map.Attribute("height")!);
    }

    [Fact]
    public void ToSvg_Names_AreEscapedAndDescribed()
    {
        DiscoveredProcess process = Logs.Discover([Logs.Event("1", "<script>alert(1)</script>", 0), Logs.Event("1", "R&D", 1), Logs.Event("1", "R&D", 2)]);

        XElement map = XElement.Parse(ProcessMap.ToSvg(process));

        map.Descendants().ShouldNotContain(element => element.Name.LocalName == "script");
        map.Element(Svg + "title")!.Value.ShouldBe("Process map");
        map.Element(Svg + "desc")!.Value.ShouldContain("R&D 2 times");
    }

    [Fact]
    public void ToSvg_Verdicts_AreWordsNotColoursOnly()
    {
        Dictionary<string, Verdict<StepPlacement>> verdicts = new() { ["call"] = StepClassifier.Classify("call", StepProfile.Unknown) };

        ProcessMap.ToSvg(Logs.Discover([Logs.Event("1", "call", 0)]), verdicts).ShouldContain("not decided");
        XElement matrix = XElement.Parse(StepMatrix.ToSvg(verdicts));
        matrix.Element(Svg + "desc")!.Value.ShouldContain("not enough known");
    }
}
