using System.Collections.Frozen;

namespace Outsourcing.Delegation;

/// <summary>The closed word classes of English, and the open ones as far as briefs about calls need them.</summary>
internal static class Words
{
    private static readonly FrozenSet<string> IrregularParticiples = Set(
        """
        sent written taken given made put told kept held read done seen found left paid met set shown known brought caught dealt lost sold
        spoken heard begun chosen driven broken forgotten hidden laid led lent meant rung run said sought shut split spent taught thought
        understood withdrawn won built bought cut fed felt drawn thrown hung sworn worn stolen forgiven overseen undertaken rewritten resent
        """);

    private static readonly FrozenSet<string> NotParticiples = Set("need feed speed seed weed indeed exceed proceed succeed agreed-upon hundred red bed shed");

    private static readonly FrozenDictionary<string, WordClass> Classes = Build();

    internal static WordClass ClassOf(string lower)
    {
        WordClass found = Classes.GetValueOrDefault(lower);
        if (found == WordClass.None && lower.EndsWith("'s", StringComparison.Ordinal))
        {
            return WordClass.Possessive;
        }

        if (found == WordClass.None && lower.Length > 4 && lower.EndsWith("ly", StringComparison.Ordinal) && !NotAdverbs.Contains(lower))
        {
            return WordClass.Adverb;
        }

        return IsParticiple(lower) ? found | WordClass.Participle : found;
    }

    internal static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> NotAdverbs = Set(
        "friendly user-friendly customer-friendly family supply reply apply weekly daily monthly hourly yearly quarterly rely comply multiply early holy silly ugly lovely costly lonely elderly assembly anomaly italy july");

    private static bool IsParticiple(string lower) =>
        IrregularParticiples.Contains(lower)
        || (lower.Length > 4 && lower.EndsWith("ed", StringComparison.Ordinal) && !NotParticiples.Contains(lower));

    private static FrozenDictionary<string, WordClass> Build()
    {
        Dictionary<string, WordClass> classes = new(StringComparer.Ordinal);
        Add(WordClass.Determiner, "the a an this that these those each every any all both either neither no some another our your his her its their my such what which whose");
        Add(WordClass.Preposition,
            "of to in on at by for with from about into onto over under above below between through during before after until till within without per via against among across toward towards upon like than off out up down outside inside near beyond behind beside besides except despite including regarding concerning since");
        Add(WordClass.Conjunction, "and or but nor so yet then as plus");
        Add(WordClass.Pronoun, "it they them he him she we us you i me this that these those who whom someone somebody anyone anybody everyone everybody nobody none one himself herself itself themselves yourself something anything nothing everything");
        Add(WordClass.Be, "be is are was were been being am isn't aren't wasn't weren't");
        Add(WordClass.Auxiliary, "do does did done have has had having don't doesn't didn't haven't hasn't hadn't get gets got");
        Add(WordClass.Modal, "must shall should will would can could may might cannot can't won't mustn't shouldn't wouldn't couldn't needn't ought");
        Add(WordClass.Adverb, "not never only also always even just still already too very quite rather soon now then here there again twice once back away together first last ever else often almost yet however therefore otherwise");
        Add(WordClass.Subordinator, "if when whenever unless until while because whether although though once where wherever since before after till as");
        Add(WordClass.Relative, "who whom which that whose");
        Add(WordClass.NumberWord, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen eighteen twenty thirty forty fifty sixty ninety hundred thousand half dozen first second third");
        Add(WordClass.TimeNoun, "second seconds minute minutes hour hours day days week weeks month months quarter quarters year years morning afternoon evening night noon midnight today tomorrow yesterday time times monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays weekend weekends weekday weekdays january february march april june july august september october november december moment");
        Add(WordClass.Unit, "second seconds sec secs s minute minutes min mins hour hours h hr hrs day days week weeks month months quarter quarters year years percent percentage points point % eur usd gbp chf euro euros dollar dollars pound pounds cent cents ring rings call calls attempt attempts time times word words character characters letter letters digit digits page pages message messages person people caller callers agent agents try tries km kilometres kilometers miles metres meters ms milliseconds am pm a.m. p.m. o'clock working business calendar");
        Add(WordClass.Person,
            "caller callers customer customers client clients patient patients guest guests tenant tenants member members visitor visitors lead leads buyer buyers seller sellers supplier suppliers vendor vendors owner owners receptionist receptionists agent agents operator operators technician technicians engineer engineers plumber plumbers electrician electricians manager managers supervisor supervisors dispatcher dispatchers driver drivers doctor doctors dentist dentists nurse nurses lawyer lawyers accountant accountants partner partners colleague colleagues employee employees staff team person persons people boss director secretary assistant assistants employer landlord parent parents child children man woman user users contractor contractors salesperson mechanic mechanics consultant consultants representative representatives attorney attorneys paralegal everybody everyone somebody someone nobody");
        foreach (string verb in Set(
            """
            answer ask tell say call transfer forward route send take note record book schedule offer give read repeat confirm check verify greet
            thank end close open log write enter fill complete update report escalate inform notify remind page ring text e-mail email mail reply
            respond return handle resolve solve deal manage process treat help assist support provide deliver ensure guarantee keep hold put leave
            connect contact reach dial hang pick follow use apply observe obey comply adhere refer see consult find search look listen hear speak
            talk explain describe discuss state spell request require need want mention complain cancel change move reschedule arrange set make
            do go come start begin stop finish wait pause play press select choose approve authorise authorize decide agree accept refuse reject
            decline collect gather obtain store save delete remove archive share copy attach sign pay charge refund invoice bill quote order buy
            sell ship dispatch assign hand pass bring show review measure count score test train learn know remember forget avoid prevent
            minimise minimize maximise maximize optimise optimize improve enhance reduce increase lower raise boost limit exceed promise commit
            screen block ignore skip add include list name identify recognise recognize classify sort prioritise prioritize track monitor
            supervise visit attend meet serve welcome receive miss abandon drop lose differ match belong exist contain cost work run
            """))
        {
            AddOne(WordClass.Verb, verb);
            AddOne(WordClass.Verb, ThirdPerson(verb));
        }

        return classes.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(WordClass kind, string words)
        {
            foreach (string word in Set(words))
            {
                AddOne(kind, word);
            }
        }

        void AddOne(WordClass kind, string word) => classes[word] = classes.GetValueOrDefault(word) | kind;
    }

    private static string ThirdPerson(string verb) => verb switch
    {
        _ when verb.EndsWith('s') || verb.EndsWith("sh", StringComparison.Ordinal) || verb.EndsWith("ch", StringComparison.Ordinal) || verb.EndsWith('x') || verb.EndsWith('o') => verb + "es",
        _ when verb.EndsWith('y') && verb.Length > 1 && !"aeiou".Contains(verb[^2]) => verb[..^1] + "ies",
        _ => verb + "s",
    };
}
