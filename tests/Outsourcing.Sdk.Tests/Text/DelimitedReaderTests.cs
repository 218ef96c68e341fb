using System.Text;
using CsCheck;
using Outsourcing.Text;
using Shouldly;

namespace Outsourcing.Tests.Text;

public sealed class DelimitedReaderTests
{
    private static readonly string[] LineBreaks = ["\n", "\r\n", "\r"];

    private static readonly Gen<string> Field = Gen.OneOf(
        Gen.String[Gen.Char["ab ,;|\"\n\r\té語"], 0, 12],
        Gen.String[Gen.Char["x\""], 60, 200]);

    // A record of one empty field would be an empty line, which says the same.
    private static readonly Gen<string[][]> Records = Field.Array[1, 6].Array[1, 12];

    private static readonly Gen<(string[][] Records, char Separator, string LineBreak, bool Ends, bool Quotes, int Step)> Documents =
        Gen.Select(Records, Gen.Char[",;\t|"], Gen.Int[0, 2].Select(index => LineBreaks[index]), Gen.Bool, Gen.Bool, Gen.Int[1, 50]);

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameFieldsOnTheSameLines() => Documents.Sample(document =>
    {
        List<long> lines = [];
        string text = Write(document, lines);

        List<(long Line, string[] Fields)> read = ReadAll(new DelimitedReader(new Dripping(text, document.Step), document.Separator, 4096));

        read.Select(record => record.Fields).ShouldBe(document.Records);
        read.Select(record => record.Line).ShouldBe(lines);
    });

    [Fact]
    public void ReadAsync_GivesWhatReadGives() => Documents.Sample(async document =>
    {
        string text = Write(document, []);
        DelimitedReader reader = new(new Dripping(text, document.Step), document.Separator, 4096);
        List<(long, string[])> read = [];
        while (await reader.ReadAsync(default))
        {
            read.Add((reader.Line, Fields(reader)));
        }

        read.SelectMany(record => record.Item2).ShouldBe(document.Records.SelectMany(record => record));
    });

    [Theory]
    [InlineData("a;b,c;d\n1;2;3\n", ';')]
    [InlineData("\"a,b,c\"|d\n", '|')]
    [InlineData("a\tb", '\t')]
    [InlineData("one\n1;2\n", ',')]
    public void Separator_NotGiven_IsTheOneTheFirstLineHoldsMostOf(string text, char separator)
    {
        DelimitedReader reader = new(new StringReader(text), null, 100);

        reader.Read().ShouldBeTrue();

        reader.Separator.ShouldBe(separator);
    }

    [Theory]
    [InlineData("a,b\n\n\"x\ny\"z,1\n", 3, "does not end where its quote does")]
    [InlineData("a,b\r\n\"1\r\n2\",2\r\n\"x,1\n", 4, "never closed")]
    public void Read_BrokenQuote_IsRefusedOnTheLineItsRecordStarts(string text, long line, string cause)
    {
        DelimitedReader reader = new(new StringReader(text), ',', 100);

        Should.Throw<DelimitedTextException>(() => ReadAll(reader)).Message.ShouldContain(cause);

        reader.Line.ShouldBe(line);
    }

    [Fact]
    public void Read_QuoteInsideAnUnquotedField_IsText() =>
        ReadAll(new DelimitedReader(new StringReader("5\" disk, \"x\"\n"), ',', 100)).Single().Fields.ShouldBe(["5\" disk", " \"x\""]);

    [Fact]
    public void Read_ByteOrderMark_IsPassedOver() =>
        ReadAll(new DelimitedReader(new StringReader("\uFEFF\"a\",b"), ',', 100)).Single().Fields.ShouldBe(["a", "b"]);

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Read_NothingThere_GivesNoRecord(string text) => ReadAll(new DelimitedReader(new StringReader(text), ',', 100)).ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(70_000)]
    public void Read_RecordOfExactlyTheLongestLength_IsReadAndOneMoreIsNot(int more)
    {
        int longest = 1000 + more;
        string head = "a,b\r\n";

        ReadAll(new DelimitedReader(new StringReader(head + new string('x', longest) + "\r\nc,d"), ',', longest)).Count.ShouldBe(3);
        ReadAll(new DelimitedReader(new StringReader(head + new string('x', longest)), ',', longest)).Count.ShouldBe(2);
        Should.Throw<DelimitedTextException>(() => ReadAll(new DelimitedReader(new StringReader(head + new string('x', longest + 1) + "\nc,d"), ',', longest))).Message.ShouldContain($"{longest}");
    }

    [Fact]
    public void Read_QuoteNeverClosedInAnEndlessText_IsRefusedBeforeItIsHeld()
    {
        Dripping endless = new(null, 4096);

        Should.Throw<DelimitedTextException>(() => ReadAll(new DelimitedReader(endless, ',', 1 << 20)));

        endless.Given.ShouldBeLessThan(2 << 20);
    }

    private static string Write((string[][] Records, char Separator, string LineBreak, bool Ends, bool Quotes, int Step) document, List<long> lines)
    {
        StringBuilder text = new();
        long line = 1;
        for (int index = 0; index < document.Records.Length; index++)
        {
            lines.Add(line);
            string[] fields = document.Records[index];
            text.AppendJoin(document.Separator, fields.Select(field => Quote(field, document.Separator, document.Quotes || fields.Length == 1)));
            line += 1 + fields.Sum(field => field.Replace("\r\n", "\n", StringComparison.Ordinal).Count(c => c is '\n' or '\r'));
            if (document.Ends || index < document.Records.Length - 1)
            {
                text.Append(document.LineBreak);
            }
        }

        return text.ToString();
    }

    private static string Quote(string field, char separator, bool always) =>
        always || field.AsSpan().IndexOfAny(['"', '\n', '\r', separator]) >= 0 ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field;

    private static List<(long Line, string[] Fields)> ReadAll(DelimitedReader reader)
    {
        List<(long, string[])> records = [];
        while (reader.Read())
        {
            records.Add((reader.Line, Fields(reader)));
        }

        return records;
    }

    private static string[] Fields(DelimitedReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(field => reader[field].ToString())];

    /// <summary>Gives a text in small pieces, as a network does; without a text, an opened quote and no end.</summary>
    private sealed class Dripping(string? text, int step) : TextReader
    {
        public int Given { get; private set; }

        public override int Peek() => text is null ? 'x' : Given < text.Length ? text[Given] : -1;

        public override int Read() => Peek() is >= 0 and int c ? Advance(c) : -1;

        public override int Read(Span<char> buffer)
        {
            int length = Math.Min(Math.Min(step, buffer.Length), text is null ? int.MaxValue : text.Length - Given);
            if (text is null)
            {
                buffer[..length].Fill('x');
                if (Given == 0)
                {
                    buffer[0] = '"';
                }
            }
            else
            {
                text.AsSpan(Given, length).CopyTo(buffer);
            }

            Given += length;
            return length;
        }

        public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

        private int Advance(int c)
        {
            Given++;
            return c;
        }
    }
}
