using System.Text;
using Shouldly;

namespace Outsourcing.Calls;

public sealed class CallLogReaderTests
{
    [Fact]
    public async Task ReadAsync_UsualHeaders_ReadsEveryFact()
    {
        CallRecord call = (await Read(
            "Call ID,Start Time,From,To,Direction,Ring Time,Duration,Hold (ms),Status,Outcome,Agent\n" +
            "c-1,2026-03-02T09:15:00+00:00,+442079460123,+442079460999,Inbound,12,1:05,5000,Answered,Message taken,Ann\n")).ShouldHaveSingleItem();

        call.Id.ShouldBe(new CallId("csv", "log", "c-1"));
        call.StartedAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 9, 15, 0, TimeSpan.Zero));
        call.AnsweredAt.ShouldBe(call.StartedAt + TimeSpan.FromSeconds(12));
        call.EndedAt.ShouldBe(call.StartedAt + TimeSpan.FromSeconds(77));
        call.Duration.ShouldBe(TimeSpan.FromSeconds(65));
        call.HoldTime.ShouldBe(TimeSpan.FromSeconds(5));
        call.Direction.ShouldBe(CallDirection.Inbound);
        call.Status.ShouldBe(CallStatus.Completed);
        call.RawStatus.ShouldBe("Answered");
        call.Disposition!.Kind.ShouldBe(DispositionKind.MessageTaken);
        call.Caller!.Number!.Value.E164.ShouldBe("+442079460123");
        call.HandlerName!.Value.Value.ShouldBe("Ann");
    }

    [Theory]
    [InlineData("yes", true)]
    [InlineData("0", false)]
    [InlineData("perhaps", null)]
    public async Task ReadAsync_PartnersVerdict_KeepsWhatTheCallerWantedAndWhetherItWasSettled(string word, bool? settled)
    {
        CallRecord call = (await Read($"id,start,call type,settled\n1,2026-03-02T09:00:00Z,invoice-question,{word}\n")).ShouldHaveSingleItem();

        call.Intent!.Label.ShouldBe("invoice-question");
        call.Successful.ShouldBe(settled);
    }

    [Fact]
    public async Task ReadAsync_SemicolonsQuotesAndLineBreaks_AreOneField()
    {
        IReadOnlyList<CallRecord> calls = await Read(
            "id;start;outcome\n1;2026-03-02 09:00:00Z;\"he said \"\"no\"\";\nand rang off\"\n2;2026-03-02 10:00:00Z;spam\n");

        calls[0].Disposition!.RawReason.ShouldBe("he said \"no\";\nand rang off");
        calls[1].Disposition!.Kind.ShouldBe(DispositionKind.Spam);
    }

    [Fact]
    public async Task ReadAsync_LocalTimeWithoutZone_IsRefusedWithLineAndColumn()
    {
        CallLogException refused = await Should.ThrowAsync<CallLogException>(() => Read("id,note,start\n1,\"two\nlines\",2026-03-02T09:00:00Z\n\n2,x,2026-03-02 10:00\n"));

        refused.Problem.File.ShouldBe("calls.csv");
        refused.Problem.Line.ShouldBe(5);
        refused.Problem.Column.ShouldBe("start");
        refused.Problem.Remedy.ShouldContain("TimeZone");
    }

    [Theory]
    [InlineData("2026-07-01 09:00", 8)]
    [InlineData("2026-01-01 09:00", 9)]
    [InlineData("2026-10-25 01:30", 0)]
    public async Task ReadAsync_LocalTime_IsReadInItsZone(string text, int hourUtc)
    {
        CallRecord call = (await Read($"start\n{text}\n", new CallLogOptions { TimeZone = "Europe/London" })).ShouldHaveSingleItem();

        call.StartedAt!.Value.UtcDateTime.Hour.ShouldBe(hourUtc);
    }

    [Fact]
    public async Task ReadAsync_TimeTheClocksSkipped_IsAProblem()
    {
        CallLogException refused = await Should.ThrowAsync<CallLogException>(() => Read("start\n2026-03-29 01:30\n", new CallLogOptions { TimeZone = "Europe/London" }));

        refused.Problem.Cause.ShouldContain("skipped");
    }

    [Fact]
    public async Task ReadAsync_AmbiguousDate_NeedsAFormat()
    {
        const string Log = "date,time\n03/04/2026,09:30\n";
        await Should.ThrowAsync<CallLogException>(() => Read(Log, new CallLogOptions { TimeZone = "Europe/London" }));
        CallLogOptions options = new() { TimeZone = "Europe/London", TimeFormats = { "dd/MM/yyyy HH:mm" } };

        CallRecord call = (await Read(Log, options)).ShouldHaveSingleItem();

        call.StartedAt.ShouldBe(new DateTimeOffset(2026, 4, 3, 9, 30, 0, TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task ReadAsync_Collecting_LeavesOutBadRowsAndSaysWhy()
    {
        CallLogReader reader = new(new CallLogOptions { OnProblem = CallLogProblemPolicy.Collect });

        IReadOnlyList<CallRecord> calls = await Read(
            "id,start,duration,from\n1,2026-03-02T09:00:00Z,soon,+442079460123\n2,2026-03-02T09:00:00Z,60,12\n3,,60,\n4,2026-03-02T09:00:00Z,60,Anonymous\n", reader);

        calls.Select(call => call.Id.ProviderCallId).ShouldBe(["2", "4"]);
        calls[0].Caller.ShouldBeNull();
        reader.Problems.Select(problem => (problem.Line, problem.Column, problem.RowKept)).ShouldBe([(2L, "duration", false), (3L, "from", true), (4L, "start", false)]);
    }

    [Fact]
    public async Task ReadAsync_Problem_NeverRepeatsTheField()
    {
        CallLogException refused = await Should.ThrowAsync<CallLogException>(() => Read("id,start,from\n1,2026-03-02T09:00:00Z,020 7946 0123\n"));

        refused.ToString().ShouldNotContain("7946");
    }

    [Theory]
    [InlineData("", "header")]
    [InlineData("PK\u0003\u0004\u0014\0\u0006\0\b\0", "CSV UTF-8")]
    [InlineData("a,b\n1,2\n", "StartedAt")]
    [InlineData("id,start\n1,\"2026-03-02T09:00:00Z\n", "quote")]
    [InlineData("id,start,end\n1,2026-03-02T09:00:00Z,2026-03-02T08:00:00Z\n", "before it starts")]
    public async Task ReadAsync_NoLog_SaysWhatIsWrong(string log, string part)
    {
        CallLogException refused = await Should.ThrowAsync<CallLogException>(() => Read(log, new CallLogOptions { OnProblem = CallLogProblemPolicy.Stop }));

        refused.Message.ShouldContain(part);
    }

    [Fact]
    public async Task ReadAsync_MappedColumns_AreUsedAndMissingOnesNamed()
    {
        CallLogOptions options = new() { Columns = new() { StartedAt = "When", Outcome = "Ergebnis", Tags = ["Campaign"] }, Outcomes = { ["Termin"] = DispositionKind.AppointmentBooked } };

        CallRecord call = (await Read("When,Ergebnis,Campaign\n2026-03-02T09:00:00Z,termin,spring\n", options)).ShouldHaveSingleItem();

        call.Disposition.ShouldBe(new CallDisposition { Kind = DispositionKind.AppointmentBooked, RawReason = "termin" });
        call.Tags!["Campaign"].ShouldBe("spring");
        options.Columns = new() { StartedAt = "Wann" };
        CallLogException refused = await Should.ThrowAsync<CallLogException>(() => Read("When\n", options));
        refused.Message.ShouldContain("'When'");
    }

    [Fact]
    public async Task ReadAsync_RowsWithoutId_AreNamedByTheirContent()
    {
        const string Log = "start,duration\n2026-03-02T09:00:00Z,60\n2026-03-02T09:00:00Z,61\n";

        IReadOnlyList<CallRecord> first = await Read(Log);
        IReadOnlyList<CallRecord> again = await Read(Log);

        first[0].Id.ShouldNotBe(first[1].Id);
        again.Select(call => call.Id).ShouldBe(first.Select(call => call.Id));
    }

    [Fact]
    public async Task ReadAsync_UnknownWords_AreKept()
    {
        CallRecord call = (await Read("start,status,outcome\n2026-03-02T09:00:00Z,warm_transfer,Sold a sofa\n")).ShouldHaveSingleItem();

        call.Status.ShouldBe(CallStatus.From("warm_transfer"));
        call.Disposition!.Kind.ShouldBe(DispositionKind.From("Sold a sofa"));
    }

    [Fact]
    public async Task ReadAsync_Canceled_Stops()
    {
        using CancellationTokenSource source = new();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Read("start\n2026-03-02T09:00:00Z\n", new CallLogReader(), source.Token));
    }

    [Fact]
    public async Task ReadAsync_MissingFile_IsACallLogProblem()
    {
        CallLogException refused = await Should.ThrowAsync<CallLogException>(async () =>
        {
            await foreach (CallRecord _ in new CallLogReader().ReadAsync("no-such-file.csv"))
            {
            }
        });

        refused.Problem.File.ShouldBe("no-such-file.csv");
    }

    [Theory]
    [InlineData("61", CallLogDurationUnit.Seconds, 61)]
    [InlineData("61.5", CallLogDurationUnit.Seconds, 61.5)]
    [InlineData("61000", CallLogDurationUnit.Milliseconds, 61)]
    [InlineData("2", CallLogDurationUnit.Minutes, 120)]
    [InlineData("1:01", CallLogDurationUnit.Seconds, 61)]
    [InlineData("75:01", CallLogDurationUnit.Seconds, 4501)]
    [InlineData("01:01:01", CallLogDurationUnit.Seconds, 3661)]
    [InlineData("1m 1s", CallLogDurationUnit.Seconds, 61)]
    [InlineData("1 hr 2 mins", CallLogDurationUnit.Seconds, 3720)]
    [InlineData("500 ms", CallLogDurationUnit.Seconds, 0.5)]
    [InlineData("PT1M1S", CallLogDurationUnit.Seconds, 61)]
    public async Task ReadAsync_DurationInAKnownForm_IsRead(string text, CallLogDurationUnit unit, double seconds)
    {
        CallRecord call = (await Read($"start,duration\n2026-03-02T09:00:00Z,{text}\n", new CallLogOptions { DurationUnit = unit })).ShouldHaveSingleItem();

        call.Duration!.Value.TotalSeconds.ShouldBe(seconds, 1e-6);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("1:75")]
    [InlineData("1:2:3:4")]
    [InlineData("NaN")]
    [InlineData("5 parsecs")]
    [InlineData("99999999999")]
    [InlineData(":")]
    public async Task ReadAsync_DurationInNoKnownForm_IsAProblem(string text)
    {
        CallLogException refused = await Should.ThrowAsync<CallLogException>(() => Read($"start,duration\n2026-03-02T09:00:00Z,{text}\n"));

        refused.Problem.Column.ShouldBe("duration");
    }

    public static TheoryData<string> SavedByExcel { get; } = ["CSV UTF-8", "CSV", "Unicode Text", "UTF-16BE", "UTF-8 without mark"];

    [Theory, MemberData(nameof(SavedByExcel))]
    public async Task ReadAsync_FileAsExcelSavesIt_IsRead(string format)
    {
        // As Excel in Germany writes it: semicolons, comma for the decimal point, day first; "Unicode Text" has tabs.
        const string Log = "Anrufer;Beginn;Dauer (min);Ergebnis\r\nJörg Müßig – Café „Zoë“;02.03.2026 09:15;1,5;\"Rückruf; 20 €\"\r\n";
        (Encoding encoding, string text) = format switch
        {
            "CSV UTF-8" => (new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), Log),
            "CSV" => (CodePagesEncodingProvider.Instance.GetEncoding(1252)!, Log),
            "Unicode Text" => (Encoding.Unicode, Log.Replace("; ", "§", StringComparison.Ordinal).Replace(';', '\t').Replace("§", "; ", StringComparison.Ordinal)),
            "UTF-16BE" => (Encoding.BigEndianUnicode, Log),
            _ => (new UTF8Encoding(false), Log),
        };
        string path = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(path, text, encoding);
            CallLogOptions options = new()
            {
                Columns = new() { CallerName = "Anrufer", StartedAt = "Beginn", Duration = "Dauer (min)", Outcome = "Ergebnis" },
                TimeFormats = { "dd.MM.yyyy HH:mm" },
                TimeZone = "Europe/Berlin",
            };
            if (format == "Unicode Text")
            {
                options.DecimalComma = true;
            }

            List<CallRecord> calls = [];
            await foreach (CallRecord read in new CallLogReader(options).ReadAsync(path))
            {
                calls.Add(read);
            }

            CallRecord call = calls.ShouldHaveSingleItem();
            call.Caller!.Name!.Value.Value.ShouldBe("Jörg Müßig – Café „Zoë“");
            call.StartedAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 9, 15, 0, TimeSpan.FromHours(1)));
            call.Duration.ShouldBe(TimeSpan.FromSeconds(90));
            call.Disposition!.RawReason.ShouldBe("Rückruf; 20 €");
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task ReadAsync_EveryCharacterOfWindows1252_IsReadWhereverTheBufferEnds()
    {
        // After each one stands an ASCII letter, as in words; the length moves each over the ends of buffers.
        Encoding windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
        string name = string.Concat(Enumerable.Range(0x80, 0x80).Select(value => windows.GetString([(byte)value]) + "a"));
        string path = Path.GetTempFileName();
        try
        {
            for (int pad = 900; pad < 1_030; pad++)
            {
                await File.WriteAllBytesAsync(path, windows.GetBytes($"start,caller name\n2026-03-02T09:00:00Z,{new string('x', pad)}{name}\n"));
                await foreach (CallRecord call in new CallLogReader().ReadAsync(path))
                {
                    call.Caller!.Name!.Value.Value.ShouldBe(new string('x', pad) + name);
                }
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("sep=;\r\nid;start;note,with comma\r\n1;2026-03-02T09:00:00Z;x\r\n", 3)]
    [InlineData("SEP=|\nid|start\n1|2026-03-02T09:00:00Z\n", 3)]
    [InlineData("\uFEFFsep=\t\nid\tstart\n1\t2026-03-02T09:00:00Z\n", 3)]
    public async Task ReadAsync_SeparatorHintOfASpreadsheet_IsTakenAndNoHeader(string log, long line)
    {
        (await Read(log)).ShouldHaveSingleItem().Id.ProviderCallId.ShouldBe("1");
        CallLogException refused = await Should.ThrowAsync<CallLogException>(() => Read(log.Replace("2026-03-02T09:00:00Z", "soon", StringComparison.Ordinal)));

        refused.Problem.Line.ShouldBe(line);
    }

    [Theory]
    [InlineData("1,5", ";", null, 1.5)]
    [InlineData("0:01:05,5", ";", null, 65.5)]
    [InlineData("1 h, 5 min", ";", null, 3_900)]
    [InlineData("1,5", "\t", true, 1.5)]
    [InlineData("1.5", ";", null, 1.5)]
    public async Task ReadAsync_DecimalComma_IsReadWhereExcelWritesOne(string text, string separator, bool? comma, double seconds) =>
        (await Read($"start{separator}duration\n2026-03-02T09:00:00Z{separator}{text}\n", new CallLogOptions { DecimalComma = comma })).ShouldHaveSingleItem().Duration!.Value.TotalSeconds.ShouldBe(seconds, 1e-6);

    [Theory]
    [InlineData("1,5", "\t", null)]
    [InlineData("1,5", ";", false)]
    [InlineData("1.500,5", ";", null)]
    [InlineData("1,500,5", ";", null)]
    public async Task ReadAsync_CommaThatMayMeanTwoThings_IsAProblem(string text, string separator, bool? comma) =>
        (await Should.ThrowAsync<CallLogException>(() => Read($"start{separator}duration\n2026-03-02T09:00:00Z{separator}{text}\n", new CallLogOptions { DecimalComma = comma }))).Problem.Column.ShouldBe("duration");

    [Theory]
    [InlineData("4.42079E+11")]
    [InlineData("4,42079E+11")]
    [InlineData("4.42E+11")]
    public async Task ReadAsync_NumberThatASpreadsheetShortened_IsNoNumberAndSaysHowToMendIt(string text)
    {
        CallLogReader reader = new(new CallLogOptions { OnProblem = CallLogProblemPolicy.Collect, Region = "GB" });

        (await Read($"start;from\n2026-03-02T09:00:00Z;{text}\n", reader)).ShouldHaveSingleItem().Caller.ShouldBeNull();

        reader.Problems.ShouldHaveSingleItem().Remedy.ShouldContain("formatted as text");
    }

    [Theory]
    [InlineData("\"=\"\"020 7946 0123\"\"\"")]
    [InlineData("'02079460123")]
    public async Task ReadAsync_NumberKeptFromComputing_IsRead(string text) =>
        (await Read($"start,from\n2026-03-02T09:00:00Z,{text}\n", new CallLogOptions { Region = "GB" })).ShouldHaveSingleItem().Caller!.Number!.Value.E164.ShouldBe("+442079460123");

    [Fact]
    public async Task ReadAsync_MessagesOfAnAnsweringService_AreReadByTheirColumns()
    {
        CallLogOptions options = new() { Columns = new() { MessageFor = "An", Answers = new Dictionary<string, string> { ["budget"] = "What is your budget?" } } };

        CallRecord call = (await Read("start,name,company,email,message,An,summary,priority,What is your budget?\n2026-03-02T09:00:00Z,Kim,Lee & Co,kim@lee.example,Call back,Sam,A lead,P1 now,900\n", options)).ShouldHaveSingleItem();

        call.Caller.ShouldBe(new CallParty { Name = "Kim", Company = "Lee & Co", Email = "kim@lee.example" });
        call.Message.ShouldBe(new MessageTaken { Body = "Call back", ForPerson = "Sam" });
        call.Summary!.Value.Value.ShouldBe("A lead");
        (call.Urgency, call.RawUrgency).ShouldBe((CallUrgency.From("P1 now"), "P1 now"));
        call.IntakeAnswers.ShouldHaveSingleItem().ShouldBe(new IntakeAnswer { QuestionId = "budget", Question = "What is your budget?", Value = "900", Provenance = IntakeProvenance.Stated });
    }

    private static Task<IReadOnlyList<CallRecord>> Read(string log, CallLogOptions? options = null) => Read(log, new CallLogReader(options));

    private static async Task<IReadOnlyList<CallRecord>> Read(string log, CallLogReader reader, CancellationToken cancellationToken = default)
    {
        using StringReader text = new(log);
        List<CallRecord> calls = [];
        await foreach (CallRecord call in reader.ReadAsync(text, "calls.csv", cancellationToken))
        {
            calls.Add(call);
        }

        return calls;
    }
}
