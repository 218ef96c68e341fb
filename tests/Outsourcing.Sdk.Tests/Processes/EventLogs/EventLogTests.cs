using System.IO.Compression;
using System.Text;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes.EventLogs;

public sealed class EventLogTests
{
    private const string Header = "case:concept:name,concept:name,time:timestamp,org:resource\n";

    private const string Log = """
        <?xml version="1.0" encoding="UTF-8"?>
        <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
          <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
          <extension name="House" prefix="house" uri="urn:unknown"/>
          <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
          <trace>
            <string key="concept:name" value="1"/>
            <float key="deal" value="120.5"/>
            <event>
              <string key="concept:name" value="Call"><string key="nested" value="x"/></string>
              <date key="time:timestamp" value="2026-03-02T09:00:00.000+01:00"/>
              <list key="items"><values><string key="concept:name" value="no activity"/></values></list>
            </event>
            <event>
              <string value="Sell" key="concept:name"/>
              <date key="time:timestamp" value="2026-03-02T10:30:00.000+02:00"/>
              <string key="org:resource" value="Ann"/>
            </event>
          </trace>
          <trace/>
        </log>
        """;

    [Fact]
    public async Task Xes_NestedAttributesAndUnknownExtensions_ArePassedOver()
    {
        DiscoveredProcess process = await Logs.Xes(Log, new EventLogOptions { Columns = new EventLogColumns { Revenue = "case:deal" } });

        // 09:00 at +01:00 and 10:30 at +02:00 are half an hour apart.
        process.ToString().ShouldBe("2 events, 1 cases, 2 activities, 1 variants");
        process.Throughput!.MeanSeconds.ShouldBe(1800);
        process.Variants[0].Activities.ShouldBe(["Call", "Sell"]);
        process.Variants[0].Revenue.ShouldBe(120.5m);
        process.Problems.Count(EventLogProblemKind.EmptyCase).ShouldBe(1);
    }

    [Fact]
    public async Task Xes_PackedByGzip_IsUnpacked()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(Log));
        }

        packed.Position = 0;

        (await EventLog.DiscoverXesAsync(packed)).Events.ShouldBe(2);
    }

    [Theory]
    [InlineData("<!DOCTYPE log [<!ENTITY a \"aaaa\">]><log/>", "DTD")]
    [InlineData("<log><trace><event></trace></log>", "broken")]
    [InlineData("<bpmn/>", "root")]
    [InlineData("", "broken")]
    [InlineData("no xml", "broken")]
    [InlineData("<log><trace><string key='concept:name' value='1'/><event/></trace></log>", "Columns.Activity")]
    [InlineData("<log><event><string key='concept:name' value='a'/></event></log>", "outside every trace")]
    [InlineData("<log><trace><event><string key='concept:name' value='a'/><date key='time:timestamp' value='yesterday'/></event></trace></log>", "ISO 8601")]
    public async Task Xes_Malformed_ThrowsWithPlaceAndCause(string text, string cause)
    {
        EventLogFormatException thrown = await Should.ThrowAsync<EventLogFormatException>(() => Logs.Xes(text));

        thrown.Message.ShouldContain(cause);
        thrown.Problem.Line.ShouldNotBeNull();
    }

    [Fact]
    public async Task Xes_HugeAttribute_IsRefusedBeforeItIsHeld()
    {
        using Stream huge = new Repeated("<log><trace><event><string key='concept:name' value='", "a", 200_000_000, "'/></event></trace></log>");

        EventLogFormatException thrown = await Should.ThrowAsync<EventLogFormatException>(() => EventLog.DiscoverXesAsync(huge));

        thrown.Message.ShouldContain("MaximumFieldLength");
        huge.Position.ShouldBeLessThan(8_000_000);
    }

    [Fact]
    public async Task Xes_DeepNesting_IsRefused()
    {
        using Stream deep = new Repeated("<log><trace><event>", "<list key='a'>", 14_000_000, "");

        (await Should.ThrowAsync<EventLogFormatException>(() => EventLog.DiscoverXesAsync(deep))).Message.ShouldContain("nested");
    }

    [Fact]
    public async Task Xes_EverNewNames_AreRefused()
    {
        StringBuilder text = new("<log>");
        for (int index = 0; index < 5000; index++)
        {
            text.Append("<n").Append(index).Append("/>");
        }

        (await Should.ThrowAsync<EventLogFormatException>(() => Logs.Xes(text + "</log>"))).Message.ShouldContain("names");
    }

    [Fact]
    public async Task Gzip_UnpackingBeyondTheLimit_IsRefused()
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(Header));
            byte[] line = Encoding.UTF8.GetBytes("1,a,2026-03-02T09:00:00Z,Ann\n");
            for (int index = 0; index < 10_000; index++)
            {
                await gzip.WriteAsync(line);
            }
        }

        packed.Position = 0;

        (await Should.ThrowAsync<EventLogFormatException>(() => EventLog.DiscoverCsvAsync(packed, new EventLogOptions { MaximumLength = 100_000 })))
            .Message.ShouldContain("MaximumLength");
    }

    [Fact]
    public async Task Csv_QuotedFieldsAndLineBreaks_AreRead()
    {
        DiscoveredProcess process = await Logs.Csv(Header + "\"#1\",\"say \"\"hi\"\",\r\nthen wait\",2026-03-02 09:00:00+01:00,\n#1,b,2026-03-02T09:00:01.2500000009+01:00,Ann\r\n");

        process.Variants[0].Activities.ShouldBe(["say \"hi\",\r\nthen wait", "b"]);
        process.Throughput!.MeanSeconds.ShouldBe(1.25);
    }

    [Theory]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public async Task Csv_OtherSeparators_AreFoundInTheHeader(string separator)
    {
        string text = (Header + "1,a,2026-03-02T09:00Z,Ann\n").Replace(",", separator, StringComparison.Ordinal);

        (await Logs.Csv(text)).Events.ShouldBe(1);
    }

    [Fact]
    public async Task Csv_TimeFormatAndZone_AreAsNamed()
    {
        EventLogOptions options = new() { TimestampFormats = ["dd/MM/yyyy HH:mm"], AssumedTimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York") };

        DiscoveredProcess process = await Logs.Csv(Header + "1,a,07/03/2026 12:00,\n1,b,08/03/2026 12:00,\n", options);

        // The clocks of New York went forward in that night.
        process.Throughput!.MeanSeconds.ShouldBe(23 * 3600);
        process.Problems.Count(EventLogProblemKind.AssumedOffset).ShouldBe(2);
    }

    [Fact]
    public async Task Csv_MissingColumn_NamesItAndTheOption()
    {
        EventLogFormatException thrown = await Should.ThrowAsync<EventLogFormatException>(() => Logs.Csv("id,what\n1,a\n"));

        thrown.Message.ShouldContain("case:concept:name");
        thrown.Message.ShouldContain("Columns.Case");
    }

    [Fact]
    public async Task Csv_StopAtTheFirst_NamesTheLine()
    {
        EventLogFormatException thrown = await Should.ThrowAsync<EventLogFormatException>(() => Logs.Csv(Header + "1,a,2026-03-02T09:00:00Z,\n1,b,03/04/2026,\n"));

        thrown.Problem.Kind.ShouldBe(EventLogProblemKind.InvalidTimestamp);
        thrown.Problem.Line.ShouldBe(3);
        thrown.Message.ShouldNotContain("03/04/2026");
    }

    [Fact]
    public async Task Csv_CollectAndGoOn_CountsWhatIsLeftOut()
    {
        string text = Header + "1,a,2026-03-02T09:00:00Z,\n1,b,03/04/2026,\n,c,2026-03-02T09:00:00Z,\n1,,2026-03-02T09:00:00Z,\n1,d\n1,e,2026-03-02T11:00:00Z,\n";

        DiscoveredProcess process = await Logs.Csv(text, new EventLogOptions { Problems = EventLogProblemPolicy.Collect });

        process.Variants[0].Activities.ShouldBe(["a", "e"]);
        process.Problems.LeftOut.ShouldBe(4);
        process.Problems.First.Select(problem => problem.Line).ShouldBe([3, 4, 5, 6]);
        process.Problems.IsComplete.ShouldBeTrue();
    }

    [Fact]
    public async Task Xes_CollectAndCutOff_KeepsWholeTracesAndSaysSo()
    {
        const string Trace = "<trace><string key='concept:name' value='1'/><event><string key='concept:name' value='a'/></event></trace>";

        DiscoveredProcess process = await Logs.Xes("<log>" + Trace + Trace[..60], new EventLogOptions { Problems = EventLogProblemPolicy.Collect });

        process.Cases.ShouldBe(1);
        process.Problems.IsComplete.ShouldBeFalse();
    }

    [Fact]
    public async Task Progress_IsReportedToTheEnd()
    {
        List<EventLogProgress> reports = [];
        byte[] bytes = Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Range(0, 70_000).Select(index => $"{index % 50},a,2026-03-02T09:00:00Z,\n")));

        await EventLog.DiscoverCsvAsync(new MemoryStream(bytes), null, new Collector(reports));

        reports.Count.ShouldBe(2);
        reports[^1].ShouldBe(new EventLogProgress { BytesRead = bytes.Length, TotalBytes = bytes.Length, Events = 70_000, Cases = 50 });
    }

    [Fact]
    public async Task Cancellation_StopsTheReading()
    {
        using CancellationTokenSource source = new();
        using Stream endless = new Repeated(Header, "1,a,2026-03-02T09:00:00Z,\n", long.MaxValue / 2, "", () => source.Cancel());

        await Should.ThrowAsync<OperationCanceledException>(() => EventLog.DiscoverCsvAsync(endless, cancellationToken: source.Token));
    }

    [Fact]
    public async Task Path_UnknownEnding_Throws() =>
        (await Should.ThrowAsync<ArgumentException>(() => EventLog.DiscoverAsync("calls.xlsx"))).Message.ShouldContain("AddCsvAsync");

    private sealed class Collector(List<EventLogProgress> reports) : IProgress<EventLogProgress>
    {
        public void Report(EventLogProgress value) => reports.Add(value);
    }

    /// <summary>A long text that is never held: a beginning, a part repeated up to a length, an end.</summary>
    private sealed class Repeated(string begin, string part, long length, string end, Action? onRead = null) : Stream
    {
        private readonly byte[] _begin = Encoding.UTF8.GetBytes(begin);
        private readonly byte[] _part = Encoding.UTF8.GetBytes(part);
        private readonly byte[] _end = Encoding.UTF8.GetBytes(end);
        private long _at;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int given = 0;
            for (; given < count; given++, _at++)
            {
                long at = _at - _begin.Length;
                if (at >= length + _end.Length)
                {
                    break;
                }

                buffer[offset + given] = at < 0 ? _begin[_at] : at < length ? _part[at % _part.Length] : _end[at - length];
            }

            if (_at > 300_000)
            {
                onRead?.Invoke();
            }

            return given;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
