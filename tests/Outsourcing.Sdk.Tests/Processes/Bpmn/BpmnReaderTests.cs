using System.Text;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes;

public sealed class BpmnReaderTests
{
    private const string Head = """<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">""";

    [Theory]
    [InlineData("<!DOCTYPE definitions [<!ENTITY a \"aaaa\">]>" + Head + "<process id=\"p\" name=\"&a;\"/></definitions>")]
    [InlineData("<!DOCTYPE definitions SYSTEM \"file:///etc/passwd\">" + Head + "</definitions>")]
    [InlineData(Head + "<process id=\"p\">&undeclared;</process></definitions>")]
    [InlineData(Head + "<process></definitions>")]
    [InlineData("")]
    [InlineData("no xml")]
    [InlineData("<definitions/>")]
    public void Parse_NoModelOrHostile_ThrowsBpmnFormatException(string xml) =>
        Should.Throw<BpmnFormatException>(() => BpmnReader.Parse(xml));

    [Fact]
    public void Parse_BillionLaughs_IsRefusedAtTheDtd()
    {
        StringBuilder xml = new("<!DOCTYPE d [<!ENTITY a0 \"ha\">");
        for (int level = 1; level < 30; level++)
        {
            xml.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY a{level} \"&a{level - 1};&a{level - 1};\">");
        }

        Should.Throw<BpmnFormatException>(() => BpmnReader.Parse(xml.Append("]><d>&a29;</d>").ToString()));
    }

    [Fact]
    public void Parse_NestedTooDeep_IsRefusedWithItsPlace()
    {
        string xml = Head + string.Concat(Enumerable.Repeat("\n<a>", 200_000));

        BpmnFormatException thrown = Should.Throw<BpmnFormatException>(() => BpmnReader.Parse(xml));

        thrown.Message.ShouldContain("MaxDepth");
        thrown.Line.ShouldBe(101);
    }

    [Fact]
    public void Parse_HugeAttribute_IsRefused() =>
        Should.Throw<BpmnFormatException>(() => BpmnReader.Parse(Head + $"<process id=\"p\" name=\"{new string('x', 70_000)}\"/></definitions>"))
            .Message.ShouldContain("MaxAttributeLength");

    [Fact]
    public void Parse_TooManyElements_IsRefused() =>
        Should.Throw<BpmnFormatException>(() => BpmnReader.Parse(Head + "<a/><a/><a/></definitions>", new BpmnReaderOptions { MaxElements = 3 }))
            .Message.ShouldContain("MaxElements");

    [Fact]
    public void Parse_TooLong_IsRefused() =>
        Should.Throw<BpmnFormatException>(() => BpmnReader.Parse(Head + "<a/></definitions>", new BpmnReaderOptions { MaxCharacters = 50 }));

    [Fact]
    public void Parse_FlowToNowhere_IsFoundAndKept()
    {
        const string Xml = Head + """<process id="p"><task id="a"/><sequenceFlow id="f" sourceRef="a" targetRef="gone"/></process></definitions>""";

        BpmnDocument document = BpmnReader.Parse(Xml);

        document.Process.Flows.ShouldBeEmpty();
        document.Findings.Single().Message.ShouldContain("'f'");
        BpmnWriter.Write(document).ShouldContain("targetRef=\"gone\"");
        Should.Throw<BpmnFormatException>(() => BpmnReader.Parse(Xml, new BpmnReaderOptions { Strict = true }));
    }

    [Fact]
    public void Parse_BoundaryEventOnNothing_IsFoundAndKept()
    {
        BpmnDocument document = BpmnReader.Parse(Head + """<process id="p"><boundaryEvent id="b" attachedToRef="gone"/></process></definitions>""");

        document.Process.Steps.ShouldBeEmpty();
        document.Findings.Count.ShouldBe(1);
        BpmnWriter.Write(document).ShouldContain("<boundaryEvent id=\"b\" attachedToRef=\"gone\"");
    }

    [Fact]
    public void Parse_OneIdTwice_Throws() =>
        Should.Throw<BpmnFormatException>(() => BpmnReader.Parse(Head + """<process id="p"><task id="a"/><task id="a"/></process></definitions>"""));

    [Fact]
    public void Parse_ForeignExtensions_SurviveWithPrefixes()
    {
        const string Xml = """
            <b:definitions xmlns:b="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:z="urn:z" targetNamespace="t">
              <b:itemDefinition id="i" structureRef="z:thing"/>
              <b:process id="p" z:version="7">
                <b:extensionElements><z:props><z:prop name="a">text <z:b/> mixed</z:prop></z:props></b:extensionElements>
                <b:task id="a"><b:documentation>why</b:documentation><b:extensionElements><z:x/></b:extensionElements></b:task>
                <b:dataObject id="d"/>
              </b:process>
            </b:definitions>
            """;

        BpmnDocument document = BpmnReader.Parse(Xml);
        string written = BpmnWriter.Write(document);

        written.ShouldContain("structureRef=\"z:thing\"");
        written.ShouldContain("z:version=\"7\"");
        written.ShouldContain("<z:prop name=\"a\">text <z:b /> mixed</z:prop>");
        written.ShouldContain("<b:dataObject id=\"d\"");
        BpmnDocument again = BpmnReader.Parse(written);
        again.Process.ShouldBe(document.Process);
        BpmnReader.Parse(BpmnWriter.Write(again)).ShouldBe(again);
    }

    [Fact]
    public void Parse_PrefixedReferences_AreFollowed()
    {
        BpmnDocument document = BpmnReader.Parse("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:t="urn:t" targetNamespace="urn:t">
              <collaboration id="c"><participant id="x" name="Us" processRef="t:p"/></collaboration>
              <process id="p"><task id="a"/><boundaryEvent id="b" attachedToRef="t:a" cancelActivity="false"><timerEventDefinition/></boundaryEvent></process>
            </definitions>
            """);

        document.Process.Pools.Single().Process.ShouldBe("p");
        ProcessStep boundary = document.Process.Find(ProcessStepId.From("b"))!;
        boundary.Event.ShouldBe(new StepEvent { AttachedTo = ProcessStepId.From("a"), Interrupting = false, Triggers = [EventTrigger.Timer] });
        boundary.Pool.ShouldBe("x");
    }

    // A message that stands behind the process and has the id of one of its steps: the writer puts it before.
    [Fact]
    public void Parse_MessageWithTheIdOfAStep_FlowsAndLanesMeanTheStep()
    {
        BpmnDocument document = BpmnReader.Parse(Head + """
            <process id="p"><laneSet id="s"><lane id="l"><flowNodeRef>a</flowNodeRef></lane></laneSet>
            <task id="a" default="f"/><boundaryEvent id="c" attachedToRef="a"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/></process>
            <message id="a" name="m"/><message id="f"/></definitions>
            """);
        BpmnDocument again = BpmnReader.Parse(BpmnWriter.Write(document));

        document.Findings.ShouldBeEmpty();
        document.Process.Flows.ShouldHaveSingleItem().IsDefault.ShouldBeTrue();
        again.Findings.ShouldBeEmpty();
        again.Process.ShouldBe(document.Process);
    }

    [Fact]
    public void Write_TwoPartsWithOneXmlId_AreToldApart()
    {
        BpmnDocument document = BpmnReader.Parse("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:o="urn:outsourcing-sdk:process" targetNamespace="t">
            <collaboration id="c"><participant id="x" processRef="p"/><participant id="y"/><messageFlow id="m" sourceRef="y" targetRef="a"/></collaboration>
            <process id="p"><task id="a"/><task id="a" o:id="a\u0020b"/></process></definitions>
            """);

        BpmnReader.Parse(BpmnWriter.Write(document)).Process.ShouldBe(document.Process);
    }

    [Fact]
    public void Write_PrefixRedefinedOnAStep_IsReadBack()
    {
        BpmnDocument document = BpmnReader.Parse("""
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:o="urn:outsourcing-sdk:process" targetNamespace="t">
            <process id="p"><task id="a b" xmlns:o="urn:other" o:color="red"/></process></definitions>
            """);
        BpmnDocument again = BpmnReader.Parse(BpmnWriter.Write(document));

        again.Process.ShouldBe(document.Process);
        BpmnWriter.Write(again).ShouldContain("urn:other");
    }

    [Fact]
    public async Task ReadAsync_Cancelled_Throws()
    {
        using MemoryStream stream = new(Encoding.UTF8.GetBytes(Head + "</definitions>"));

        await Should.ThrowAsync<OperationCanceledException>(() => BpmnReader.ReadAsync(stream, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task ReadAsync_NotInTheEncodingItClaims_ThrowsBpmnFormatException()
    {
        using MemoryStream stream = new([.. Encoding.UTF8.GetBytes(Head + "<process id=\"p\" name=\""), 0xFF, 0xFE, .. Encoding.UTF8.GetBytes("\"/></definitions>")]);

        await Should.ThrowAsync<BpmnFormatException>(() => BpmnReader.ReadAsync(stream));
    }
}
