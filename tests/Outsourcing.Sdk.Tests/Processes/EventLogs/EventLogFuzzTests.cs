using System.Globalization;
using System.IO.Compression;
using System.Text;
using Outsourcing.Processes;
using Shouldly;

namespace Outsourcing.Tests.Processes.EventLogs;

/// <summary>Mutated logs: only the documented exception, whatever is damaged. OUTSOURCING_FUZZ sets how many inputs of each format (100000 for a long run); 2,000 without it.</summary>
public sealed class EventLogFuzzTests
{
    private static readonly int Inputs = int.TryParse(Environment.GetEnvironmentVariable("OUTSOURCING_FUZZ"), CultureInfo.InvariantCulture, out int count) ? count : 2_000;

    private static readonly string[] Tokens =
    [
        "<", ">", "&", "\"", "'", "]]>", "<![CDATA[", "<!--", "-->", "<?", "?>", "<!DOCTYPE x [<!ENTITY e 'x'>]>", "&e;", "&#0;", "&#x10FFFF;", "<trace>", "</trace>", "<event>",
        "</event>", "<log>", "</log>", "<list key='a'>", "key=", "value=\"\"", "time:timestamp", "concept:name", ",", ";", "\t", "\r", "\n", "\0", "\uFEFF", "\"\"", "9999-12-31T23:59:59-14:00",
        "0001-01-01T00:00:00+14:00", "2026-02-30", "1e400", "-0", "NaN", "complete", "start", "schedule",
    ];

    private const string Csv = "case:concept:name,concept:name,time:timestamp,org:resource,lifecycle:transition,cost:total,deal\n1,a,2026-03-02T09:00:00Z,Ann,start,1.5,10\n2,\"b, c\",2026-03-02 09:05:00+01:00,Bob,complete,,\n1,a,2026-03-02T09:30:00Z,Ann,complete,2,20\n";

    private const string Xes = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><log><extension name='a' prefix='b' uri='c'/><trace><string key='concept:name' value='1'/><event><string key='concept:name' value='a'/><date key='time:timestamp' value='2026-03-02T09:00:00Z'/><string key='org:resource' value='Ann'/><string key='lifecycle:transition' value='start'/><float key='cost:total' value='2'/><float key='deal' value='3'/></event><event><string key='concept:name' value='a'/><date key='time:timestamp' value='2026-03-02T10:00:00Z'/></event></trace><trace><string key='concept:name' value='2'/><event><string key='concept:name' value='b'/></event></trace></log>";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Readers_AnyDamagedLog_ThrowOnlyTheDocumentedException(bool xes)
    {
        Random random = new(20261124);
        byte[] seed = Encoding.UTF8.GetBytes(xes ? Xes : Csv);
        byte[] packed = Pack(seed);
        int read = 0;
        for (int index = 0; index < Inputs; index++)
        {
            byte[] input = Mutate(index % 16 == 0 ? packed : seed, random);
            EventLogOptions options = new()
            {
                Columns = new EventLogColumns { Revenue = index % 3 == 0 ? "deal" : null },
                Problems = index % 2 == 0 ? EventLogProblemPolicy.Stop : EventLogProblemPolicy.Collect,
                MaximumEventsHeldPerCase = index % 5 == 0 ? 2 : 1024,
                DropDuplicates = index % 7 == 0,
                TimestampFormats = index % 11 == 0 ? ["unix", "dd/MM/yyyy", "O"] : [],
            };
            try
            {
                DiscoveredProcess process = await (xes ? EventLog.DiscoverXesAsync(new MemoryStream(input), options) : EventLog.DiscoverCsvAsync(new MemoryStream(input), options));
                process.Variants.Sum(variant => variant.Count * variant.Activities.Count).ShouldBe(process.Events);
                _ = process.ToBusinessProcess(ProcessId.From("fuzz"), "");
                read++;
            }
            catch (EventLogFormatException)
            {
                continue;
            }
            catch (Exception other) when (other is not ShouldAssertException)
            {
                throw new InvalidOperationException($"input {index} ({Convert.ToBase64String(input)}) escaped with {other.GetType().Name}", other);
            }
        }

        read.ShouldBeGreaterThan(0);
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        List<byte> bytes = [.. seed];
        for (int change = random.Next(1, 6); change > 0 && bytes.Count > 0; change--)
        {
            int at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(Tokens[random.Next(Tokens.Length)]));
                    break;
                case 3:
                    int length = Math.Min(random.Next(1, 200), bytes.Count - at);
                    bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Enumerable.Repeat(bytes[at], random.Next(1, 3000)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Pack(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }
}
