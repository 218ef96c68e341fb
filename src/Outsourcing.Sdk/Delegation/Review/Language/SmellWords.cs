using System.Collections.Frozen;

namespace Outsourcing.Delegation;

/// <summary>The words and phrases that give a smell away, by kind.</summary>
internal static class SmellWords
{
    private const string Fit =
        "possible|necessary|needed|required|appropriate|applicable|feasible|practical|practicable|suitable|desired|desirable|convenient|reasonable|relevant|helpful|useful|warranted|justified|advisable|sensible|permitted|fitting|preferred|wanted|opportune|achievable|viable|beneficial|workable|inconvenient|impractical|impracticable|impossible|unreasonable|unsuitable|unavoidable";

    /// <summary>Stretches that look like a smell and are none: bounds, greetings, fixed terms of the trade.</summary>
    internal static readonly Phrases Harmless = new(
        """
        as well as
        as well
        how long|many|much|often|soon|quickly|fast|few|far|late|early
        as long as
        so long as
        as many as #
        at least|most|best|worst
        at the latest|earliest
        no|not more|less|later|earlier|longer|fewer|higher|lower|sooner than
        not exceed|exceeding
        no longer
        not only
        whether or not
        or not
        if not
        once more
        any more
        rather than
        other than
        good morning|afternoon|evening|day|night|bye
        warm transfer|transfers|transferred|hand-over|handover|hand-off|handoff|introduction
        best|kind|warm regards
        kind|kinds of
        make|makes|making certain|sure
        take|takes|taking care of
        with respect to
        in particular
        in general terms
        best-before
        small talk|print|change|claims
        general manager|practitioner|enquiries|inquiries|enquiry
        short message|messages|code|codes|name|description
        long distance
        in short
        first|last come
        no one
        # or more|less|fewer|longer|higher|older|lower|later|earlier
        per cent
        high season|street|school|court
        current affairs
        whichever is earlier|later|sooner|higher|lower
        low|high season
        do not call list|register|registry
        customer|client|patient|public|technical|it support
        normal|standard rate|form
        more than #
        less than #
        fewer than #
        full name|names|address|stop
        business|work day|days|hour|hours
        free slot|slots|appointment|appointments|of
        """);

    internal static readonly Phrases Loopholes = new(
        $"""
        if|where|when|whenever|wherever|unless|insofar|whereever at? all? it|this|that|they|deemed|otherwise|considered|reasonably|practically|strictly|absolutely|really|ever? is|are|seems|appears? at|deemed|otherwise|considered|reasonably|practically|strictly|absolutely|really|ever|technically? all? {Fit}
        as|where|if far as is? reasonably? {Fit}
        as far|much|often|well|many|little|few|soon|quickly|fast|early|promptly|rapidly|late|long|swiftly|accurately|closely|completely|fully|briefly as humanly|reasonably|practically? {Fit}|can|able
        as far|much|often|well|soon|quickly|fast|early|promptly|best|swiftly as? you|they|the|we|it|he|she agent|receptionist? can|could|may|are|is able?
        as * as possible|practicable|feasible
        as * as you|they|we can|could|like
        as is|may|deemed|considered? be? necessary|needed|required|appropriate|applicable|suitable|desired|convenient|relevant|practicable|feasible
        asap
        a.s.a.p.
        to the extent that? it? is? possible|practicable|feasible|permitted|reasonable|necessary
        to the best of your|their|our|his|her|its ability|abilities|knowledge
        to the greatest|fullest extent possible|practicable?
        try|tries|trying to
        try your|their|our best
        do your|their|our best
        attempt|attempts|endeavour|endeavours|endeavor|endeavors|strive|strives|aim|aims|hope|hopes|intend|intends to
        strive|strives for
        make|makes|use|uses|using|apply|with every|best|reasonable|all|an effort|efforts
        make|makes|use every|all|a reasonable|good-faith|serious|honest effort|efforts|endeavours|attempt|attempts
        best effort|efforts|endeavours|endeavors
        reasonable effort|efforts|endeavours|endeavors|steps
        best-effort
        at your|their|his|her|our|its|the own? sole? discretion
        at the discretion of
        use|uses your|their|his|her own? best|good? discretion|judgement|judgment
        as you|they|he|she sees|see|think|thinks|feel|feels fit|best|right|appropriate|necessary
        if you|they|he|she|we|there|the can|like|wish|want|prefer|feel|think|is|agent|receptionist wants|likes|wishes|can|time|like|it? to|necessary|appropriate|best|fit|useful?
        when|whenever|where|wherever you|they|he|she|we can|like|wish
        if|when|whenever|where|wherever you|they|he|she|we|the agent|receptionist|operator? think|thinks|feel|feels|believe|believes|consider|considers|find|finds|deem|deems it|that? is? {Fit}
        if|when|where|as time|circumstances|workload|capacity|staffing|conditions permits|permit|allows|allow
        time|circumstances|workload|weather permitting
        subject to availability|capacity|time|workload|demand|change|circumstances
        depending on the? circumstances|situation|case|workload|availability|demand|need|needs|mood|context
        depending on how busy
        unless otherwise agreed|stated|specified|instructed|noted|required|directed
        unless there is|are a? good|special? reason|reasons
        if|when|whenever|where|wherever you|they|he|she|we|the agent|receptionist|operator? have|has|find|finds|get|gets the|a|enough|some? time|capacity|chance|opportunity|room
        if|when|whenever|where|wherever it|this|that makes|make|helps|suits|fits|works sense?
        if|should the need|occasion arises|arise
        if need be
        in case of need
        as the case|situation|circumstances|occasion may|might? be|require|requires|demands|demand|warrants|permits|allows
        do|does what|whatever|everything|anything you|they|he|she|we|it|the agent|receptionist? can|could|like|possible|necessary|needed|takes
        feel free to
        you|they|agents are|is free|welcome to
        to some|a|certain extent|degree
        all being well
        circumstances allowing
        within reason
        in most|some|many|certain|exceptional|special|rare cases|situations|circumstances|instances
        under normal|ordinary|certain|special|exceptional circumstances|conditions
        in principle
        as a rule
        in theory
        when|if in doubt
        if anything
        where|when|if|as convenient|practical
        if not? otherwise engaged|busy
        more or less
        or similar|equivalent action|measures
        """);

    /// <summary>Single words that let the reader off.</summary>
    internal static readonly FrozenSet<string> LoopholeWords = Words.Set(
        "possibly perhaps maybe ideally preferably hopefully optionally optional conceivably presumably potentially voluntarily discretionary");

    internal static readonly Phrases Ambiguous = new(
        """
        in a timely|prompt|speedy|expeditious|swift|quick|reasonable|appropriate|suitable|proper|orderly|careful|thorough|clear|concise|efficient|effective|fast manner|fashion|way
        in due course|time
        in good time
        right|straight away
        at once
        without undue|unnecessary|further|unreasonable? delay
        from time to time
        now and then|again
        every so often
        every now and then|again
        once in a while
        sooner or later
        a|one few|couple|number|lot|bit|handful|range|variety|majority|minority|little|fraction|multitude of?
        lots|plenty|dozens|hundreds|scores of
        a great|good|large|small|fair|certain|limited deal|many|number|amount of?
        most|much|many|some of
        most callers|customers|clients|patients|cases|people|messages|requests|enquiries|inquiries|questions|orders|appointments
        almost all|always|every|never|no
        nearly all|always|every
        about|around|approximately|roughly|nearly|almost|circa|some|approx|ca|approx.|ca. #
        # or so
        or so
        too many|much|long|late|early|often|few|little|loud|fast|slow|high|low
        very|really|quite|rather|fairly|pretty|extremely|particularly|especially|highly|relatively|reasonably|somewhat *
        as usual|normal
        on a regular|frequent|timely basis
        on short notice
        at short notice
        on time
        in the near future
        up to date
        on occasion|occasions
        at an early|appropriate|suitable|convenient|good time|moment|stage
        in real time
        in general
        for the most part
        by and large
        on the whole
        on average
        more often than not
        loads|tons|heaps of
        for a while|time|bit
        a while
        after a while|bit
        """);

    /// <summary>Adverbs, quantifiers and adjectives without a measure.</summary>
    internal static readonly FrozenSet<string> AmbiguousWords = Words.Set(
        """
        fast promptly quickly rapidly swiftly speedily soon shortly immediately instantly urgently timely expeditiously eventually sometime sometimes
        occasionally often frequently regularly periodically usually normally generally typically mostly mainly largely commonly rarely seldom
        hardly approximately roughly recently carefully properly correctly appropriately thoroughly efficiently effectively clearly briefly
        concisely closely reasonably accordingly suitably smoothly slowly significantly substantially considerably slightly extremely really
        somewhat partially partly largely seriously heavily lightly loudly softly accurately precisely diligently consistently constantly
        continuously continually widely broadly completely fully entirely totally duly punctually expediently sparingly flexibly
        extensively intensively moderately repeatedly ordinarily habitually increasingly greatly highly closely strongly rigorously
        sensitively securely safely reliably seamlessly successfully fairly simply
        prompt quick rapid swift speedy several some many few various numerous multiple certain diverse sundry plenty much
        significant substantial considerable sizeable sizable large small big major minor important reasonable appropriate suitable proper relevant
        applicable moderate minimal frequent occasional periodic usual typical common rare recent brief lengthy essential crucial vital
        flexible robust efficient effective thorough careful detailed necessary notable noticeable remarkable tangible comprehensive extensive
        meaningful serious severe unusual special complicated complex simple noteworthy unreasonable excessive unnecessary irrelevant
        accurate immediate instant instantaneous critical huge enormous massive tiny vast gradual gradually persistent persistently forthwith momentarily presently
        expensive inexpensive costly decent sparse scarce respective
        inappropriate generous modest ample near-term approximate rough consistent normal prolonged undue interesting exceptional
        difficult tricky straightforward manageable strange suspicious long-winded well-known large-scale high-priority low-priority high-value low-value
        """);

    /// <summary>Words that are ambiguous only as an adjective: before a noun, or after a form of "be" or "keep".</summary>
    internal static readonly FrozenSet<string> AmbiguousAdjectives = Words.Set(
        "short long slow high low early late strong weak heavy light close clear regular general loud quiet near far deep wide old tight loose");

    internal static readonly Phrases Subjective = new(
        """
        user friendly
        customer friendly
        easy|simple to use|understand|follow|remember|read
        cost effective
        high|good|top|great|poor|low quality
        state of the art
        common sense
        good|sound judgement|judgment
        with a smile
        with courtesy|respect|empathy|care|kindness|patience|tact|warmth|enthusiasm|sensitivity|compassion|understanding|professionalism|confidence|pride|passion|grace|discretion|consideration
        a|the|in personal touch
        feel|feels|feeling welcome|valued|important|comfortable|appreciated|special|heard|respected|good|happy|satisfied|cared
        sound|sounds|look|looks|feel|feels|seem|seems natural|right|fine|ok|okay|fresh
        world class
        first class
        go the extra mile
        going the extra mile
        above and beyond
        a positive|negative attitude|tone|impression|experience
        show|shows|display|displays|have|has|demonstrate|demonstrates|express|expresses some|genuine|real? understanding|respect|interest|care
        the right attitude|tone|impression|spirit|words
        well
        """);

    internal static readonly FrozenSet<string> SubjectiveWords = Words.Set(
        """
        friendly user-friendly customer-friendly polite politely courteous courteously kind kindly nice nicely pleasant pleasantly warmly warm helpful helpfully
        professional professionally respectful respectfully cheerful cheerfully caring empathetic empathetically empathic sympathetic
        sympathetically patiently welcoming attentive attentively good great excellent excellently outstanding wonderful superb perfect perfectly bad badly
        poor poorly easy easily convenient conveniently comfortable intuitive attractive cost-effective valuable happy happily satisfied satisfying delighted
        tactful tactfully diplomatic diplomatically sensible sensibly elegant beautiful state-of-the-art high-quality top-quality modern enthusiastic
        enthusiastically personable charming trustworthy calm calmly smart likeable unpleasant rude annoying world-class first-class top-notch
        first-rate stellar amazing awesome fantastic terrific gracious graciously gentle gently considerate thoughtful thoughtfully
        upbeat lively engaging confident confidently persuasive convincing convincingly memorable delightful impressive fair
        unfriendly impolite unprofessional positive positively authentic genuine sincere sincerely natural-sounding inviting relaxed
        trusted competent competently knowledgeable articulate eloquent tasteful terrible awful horrible lovely fun exciting reassuring
        empathy sympathy patience courtesy politeness kindness tact compassion warmth friendliness professionalism cosy cozy homely stylish trendy luxurious
        appealing appetising appetizing delicious tasty funny humorous witty chatty serene peaceful classy sloppy sloppily careless carelessly neat neatly
        soothing dignified discreet discreetly honest motivated dedicated passionate proactive proactively
        """);

    internal static readonly Phrases NonVerifiable = new(
        """
        but not limited to
        not limited to
        to a|the minimum|maximum
        as|at a minimum|maximum
        provide|provides|offer|offers|give|gives|deliver|delivers full|further|additional|general|any|ongoing|continuous|some? support|assistance|help|guidance
        ensure|ensures|guarantee|guarantees|increase|achieve|maintain|maximise|maximize|secure customer|caller|client|patient|guest|full|total? satisfaction|loyalty|happiness|quality|success|wellbeing
        to the full? satisfaction of
        to the customer's|caller's|client's|patient's|owner's full? satisfaction
        customer|caller|client|patient|guest satisfaction
        as expected
        meet|meets|exceed|exceeds|satisfy|satisfies all|the|our|their? customer|customers'|customer's|caller|callers'|caller's|client|clients'|client's|patient's|guest's|business? expectations|needs|requirements
        add|adds|adding|create|creates value
        be|remain|stay|become aware|mindful|conscious|familiar|acquainted of|with
        ensure|ensures|guarantee|guarantees that? the|all|every|each|our? caller|callers|customer|customers|client|clients|patient|patients|guest|guests|tenant|tenants|user|users is|are|feels|feel|stays|stay|remains|remain|leaves|leave fully|very|always? satisfied|pleased|content
        cater|caters to|for
        build|builds|foster|fosters|strengthen|strengthens|earn|earns trust|rapport|loyalty
        protect|protects|represent|represents|promote|promotes our|the|your company's|business? reputation|brand|image
        live|lives up to
        take|takes ownership|pride|responsibility
        show|shows commitment|dedication
        keep an eye on
        stay|keep on top of
        pay|pays attention to
        pay|pays special|particular|close attention to?
        take|takes into account|consideration
        bear|keep in mind
        give|gives priority|attention|consideration to
        up to standard
        high|professional|good|quality standard|standards
        maximum|minimum|optimum effort|comfort|service|benefit|care|support|quality|attention|disruption|inconvenience|delay|delays|waiting
        """);

    internal static readonly FrozenSet<string> NonVerifiableWords = Words.Set(
        """
        sufficient sufficiently adequate adequately inadequate insufficient enough optimal optimally optimum satisfactory satisfactorily acceptable
        acceptably optimise optimize optimises optimizes optimising optimizing minimise minimize minimises minimizes minimising minimizing maximise
        maximize maximises maximizes maximising maximizing streamline streamlines seamless hassle-free fail-safe foolproof bulletproof error-free flawless flawlessly
        """);

    /// <summary>Verbs of degree: verifiable only with a number beside them.</summary>
    internal static readonly FrozenSet<string> DegreeVerbs = Words.Set(
        "improve improves reduce reduces increase increases enhance enhances lower lowers raise raises boost boosts strengthen strengthens decrease decreases shorten shortens accelerate accelerates speed expedite expedites limit limits facilitate facilitates foster fosters promote promotes");

    /// <summary>Verbs of the mind: as a duty, no record shows that it was done.</summary>
    internal static readonly FrozenSet<string> MindVerbs = Words.Set("understand know appreciate realise realize comprehend grasp remember anticipate");

    internal static readonly Phrases OpenEnded = new(
        """
        and so on|forth
        and the like
        and|or more
        and|or similar|comparable|related * *?
        and|or similar|comparable
        and|or any|all? other|others *? *?
        and|or others
        and|or whatever|anything|something|everything *? *?
        among|amongst other|others things?
        such as
        for example|instance
        including|includes|include but not limited to
        including|includes but not restricted to
        things|something|anything|stuff|topics|issues|data|details|information|info|items|facts|services|products|requests|questions|cases like
        and the rest
        and all that
        and further|additional|related|miscellaneous *
        and many more|others
        or the like
        or some? such
        et cetera
        and company
        and suchlike
        and what not
        and|or things|stuff|something|anything|whatever
        that|this sort|kind of thing|things
        inter alia
        you name it
        and whatnot
        to name a few|but
        """);

    internal static readonly FrozenSet<string> OpenEndedWords = Words.Set("etc etc. e.g. eg …");

    internal static readonly FrozenSet<string> OpenPoints = Words.Set("tbd tbc tba todo tbs xx xxx xxxx nn fixme ?? ??? n.n. t.b.d.");

    internal static readonly Phrases OpenPointPhrases = new(
        """
        to be determined|decided|defined|confirmed|specified|clarified|announced|agreed|completed|added|named|fixed|negotiated|discussed|finalised|finalized|chosen|settled|supplied
        still to *
        to follow later|shortly|soon|separately
        remains|remain to be *
        yet to be *
        not yet decided|defined|known|specified
        still open|undecided|unclear
        """);

    /// <summary>Documents a brief may refer to.</summary>
    internal static readonly FrozenSet<string> Documents = Words.Set(
        """
        handbook manual manuals handbooks guide guides guideline guidelines policy policies procedure procedures process instructions instruction documentation
        document documents script scripts checklist checklists protocol protocols standard standards regulation regulations rules rule law laws legislation
        agreement contract contracts sla specification specifications specs price-list pricelist faq faqs wiki playbook playbooks sop sops appendix annex terms
        brief requirements directive directives act code plan matrix flowchart workflow memo brochure catalogue catalog statute statutes leaflet template tariff tariffs booklet factsheet
        """);

    /// <summary>Things that hold many texts: a reference only after words that send the reader there, for a form is also filled in and an e-mail read.</summary>
    internal static readonly FrozenSet<string> LooseDocuments = Words.Set(
        "e-mail email mail e-mails emails spreadsheet presentation slides sheet list file folder website intranet portal notice circular bulletin roster rota form notes note minutes");

    /// <summary>Documents named by two words.</summary>
    internal static readonly Phrases DocumentPhrases = new(
        """
        price|rate|fee|opening-hours list|lists|table|schedule
        knowledge base
        fact|data|cheat|crib|price|info|information sheet|sheets
        call tree
        welcome|information pack
        emergency|evacuation plan
        escalation list|plan|matrix
        code of conduct
        terms and conditions
        house style
        style guide
        best practice|practices
        """);

    /// <summary>What sends the reader to a document.</summary>
    internal static readonly Phrases ReferenceTriggers = new(
        """
        follow|follows|following|see|consult|consults|observe|observes|obey|obeys|respect|respects|apply|applies|heed
        refer|refers|referring to
        comply|complies|complying|accord|accordance|line|keeping|agreement|conformity|compliance|consistent with
        adhere|adheres|adhering|conform|conforms|stick|sticks|according|pursuant|keep|keeps|subject to
        act|acts|proceed|proceeds|work|works|go|goes under|by|per
        as per
        per
        based on
        laid|set down|out in|by
        described|defined|specified|stated|explained|listed|documented|outlined|written|contained|mentioned|given|found|noted|detailed|shown|summarised|summarized|agreed|required|prescribed in|by|under
        in|from
        use|uses|using|check|checks
        as
        """);

    /// <summary>References that lead to no document at all.</summary>
    internal static readonly Phrases DanglingReferences = new(
        """
        as previously|already|earlier|just|otherwise? discussed|agreed|mentioned|explained|described|defined|stated|specified|instructed|trained|shown|communicated|arranged|outlined|noted|listed previously|above|below|before|earlier|already|elsewhere|separately|verbally|orally?
        see|per above|below|attachment|attached|elsewhere|separate
        see the? attachment|annex|appendix|above|below
        as above|below|before
        the above|aforementioned|above-mentioned|abovementioned|aforesaid|said| *
        described|listed|mentioned|defined|specified|stated above|below|elsewhere|earlier|separately
        aforementioned|above-mentioned|abovementioned|aforesaid
        the applicable|relevant|pertinent|current|existing|usual|standard|normal|internal|latest|respective|corresponding|prevailing|statutory|legal|local law|laws|regulation|regulations|rules|standards|policy|policies|procedure|procedures|guidelines|legislation|provisions|instructions|process|requirements|script|rates|manual|handbook|documentation
        applicable|relevant|statutory law|laws|regulation|regulations|rules|standards|policies|procedures|guidelines|legislation|provisions
        the usual|standard|normal|official|agreed|approved|customary greeting|wording|phrase|phrases|answer|steps|questions|format|channel|channels|text|words
        relevant|applicable data protection law|laws|rules|regulations
        """);

    /// <summary>Adjectives whose comparative and superlative are made by -er and -est.</summary>
    private const string Gradable =
        "fast quick slow short long high low large small big great cheap strong weak early easy hard simple nice kind friendly warm calm clear clean close near new old young few busy happy polite safe soft tough rich poor light heavy deep wide narrow smart soon loud quiet bright broad brief smooth tight rude fair firm fresh angry lengthy costly healthy tidy neat rare strict gentle clever fine sharp swift keen wise lean thick thin dear late steady speedy handy lazy noisy pretty tall steep dense plain dark sweet cool mild bold grand";

    internal static readonly FrozenSet<string> Comparatives =
        Gradable.Split(' ').Where(word => word != "late").Select(word => Grade(word, "er")).Concat(["better", "worse", "further"]).ToFrozenSet(StringComparer.Ordinal);

    internal static readonly FrozenSet<string> Superlatives =
        Gradable.Split(' ').Select(word => Grade(word, "est")).Concat(["best", "worst", "utmost", "foremost", "furthest", "uppermost", "topmost"]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What happens to a call without anybody doing it.</summary>
    internal static readonly FrozenSet<string> Happenings = Words.Set("missed abandoned lost dropped disconnected delayed interrupted");

    /// <summary>Participles that say how something is, not what is done to it.</summary>
    internal static readonly FrozenSet<string> States = Words.Set(
        """
        closed interested satisfied tired married located situated based named required needed allowed permitted expected supposed
        unanswered related included attached finished done gone concerned limited confused worried pleased involved engaged unlisted deceased
        insured authorised authorized certified trained qualified entitled obliged prepared willing used left busy read set open
        annoyed frustrated excited delighted scared embarrassed known listed owed bound
        """);

    /// <summary>Verbs that leave open what is to come out.</summary>
    internal static readonly Phrases VagueDuties = new(
        """
        deal|deals with
        handle|handles
        manage|manages
        process|processes
        look|looks after
        take|takes care of
        attend|attends to
        see|sees to
        sort|sorts out
        follow|follows up on?
        take|takes a|the message|messages
        arrange|arranges|organise|organises|organize|organizes|initiate|initiates
        resolve|resolves
        pass|passes on
        monitor|monitors
        coordinate|coordinates
        administer|administers
        """);

    /// <summary>Verbs that pass something on: they need a recipient.</summary>
    internal static readonly FrozenSet<string> PassingOn = Words.Set("forward forwards send sends escalate escalates transfer transfers relay relays dispatch dispatches deliver delivers route routes pass passes notify notifies");

    private static string Grade(string word, string ending) => word switch
    {
        _ when word.EndsWith('e') => word + ending[1..],
        _ when word.EndsWith('y') => word[..^1] + "i" + ending,
        _ when word is "big" or "thin" or "sad" or "hot" => word + word[^1] + ending,
        _ => word + ending,
    };
}
