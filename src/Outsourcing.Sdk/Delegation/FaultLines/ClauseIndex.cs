namespace Outsourcing.Delegation;

/// <summary>What one version of a brief says where, and what its review holds against it.</summary>
internal sealed class ClauseIndex
{
    /// <summary>The share of the words of an expectation that a text must have to be taken as saying it.</summary>
    private const double Enough = 0.6;

    private readonly DelegationBrief _brief;
    private readonly HashSet<string> _places = new(StringComparer.Ordinal);
    private readonly (BriefPlace Place, HashSet<string> Words)[] _texts;
    private readonly ReviewFinding[] _findings;
    private readonly Dictionary<(BriefPlace? Place, string Expectation), Located> _located = [];

    internal ClauseIndex(DelegationBrief brief)
    {
        _brief = brief;
        IReadOnlyList<BriefText> texts = brief.Texts();
        foreach (BriefText text in texts)
        {
            AddWithParents(text.Place.Value);
        }

        foreach (CallType type in brief.CallTypes)
        {
            for (int index = 0; index < type.Actions.Count; index++)
            {
                AddWithParents(FormattableString.Invariant($"callTypes[{BriefTexts.Escape(type.Id.Value)}].actions[{index}]"));
            }
        }

        _texts = [.. texts
            .Where(text => text.Kind is BriefTextKind.Instruction or BriefTextKind.Script or BriefTextKind.Definition or BriefTextKind.Prohibition)
            .Select(text => (text.Place, ContentWords(text.Text)))];
        _findings = [.. BriefReviewer.Default.Review(brief).Findings.Where(finding => finding.Severity >= ReviewSeverity.Warning && !IsAbsence(finding))];
    }

    internal int Version => _brief.Version;

    internal DelegationBrief Brief => _brief;

    /// <summary>What the first two questions of a diagnosis come to, the same for every call with this expectation.</summary>
    internal sealed record Located(BriefPlace? Place, DiagnosisStep Written, DiagnosisStep? Clear);

    internal Located Locate(CallFailure failure)
    {
        (BriefPlace?, string) key = (failure.Place, failure.Expectation);
        if (!_located.TryGetValue(key, out Located? located))
        {
            _located[key] = located = Find(failure);
        }

        return located;
    }

    private Located Find(CallFailure failure)
    {
        (BriefPlace? place, string how) = failure.Place is { } given
            ? _places.Contains(given.Value)
                ? (given, $"Version {Version} says it at '{given}'.")
                : ((BriefPlace?)null, $"Version {Version} says nothing at '{given}'.")
            : Closest(failure.Expectation);
        DiagnosisStep written = new(FaultLineWalk.Written, place is null ? DiagnosisAnswer.No : DiagnosisAnswer.Yes, how, place ?? failure.Place);
        if (place is not { } at)
        {
            return new Located(null, written, null);
        }

        ReviewFinding[] held = [.. _findings.Where(finding => IsWithin(finding.Place.Value, at.Value))];
        return new Located(at, written, held.Length == 0
            ? new DiagnosisStep(FaultLineWalk.Clear, DiagnosisAnswer.Yes, $"The review of version {Version} finds nothing there.", at)
            : new DiagnosisStep(FaultLineWalk.Clear, DiagnosisAnswer.No, $"The review of version {Version} finds there: {string.Join("; ", held.Select(finding => $"{finding.Code} {finding.Message}").Distinct())}", at));
    }

    private (BriefPlace? Place, string How) Closest(string expectation)
    {
        HashSet<string> wanted = ContentWords(expectation);
        (BriefPlace Place, double Share) best = _texts
            .Select(text => (text.Place, Share: wanted.Count == 0 ? 0 : (double)wanted.Count(text.Words.Contains) / wanted.Count))
            .DefaultIfEmpty()
            .MaxBy(text => text.Share);
        return best.Share >= Enough
            ? (best.Place, FormattableString.Invariant($"Version {Version} has {best.Share:P0} of the words of the expectation at '{best.Place}'."))
            : (null, FormattableString.Invariant($"No text of version {Version} has more than {best.Share:P0} of the words of the expectation."));
    }

    private void AddWithParents(string place)
    {
        _places.Add(place);
        bool inside = false;
        for (int index = 0; index < place.Length; index++)
        {
            inside = place[index] switch
            {
                '[' => true,
                ']' when index == 0 || place[index - 1] != '\\' => false,
                _ => inside,
            };
            if (!inside && index > 0 && place[index] == '.')
            {
                _places.Add(place[..index]);
            }
        }
    }

    private static bool IsWithin(string finding, string place) =>
        finding == place || (finding.StartsWith(place, StringComparison.Ordinal) && finding[place.Length] is '.' or '[');

    // What is absent elsewhere does not make this clause ambiguous.
    private static bool IsAbsence(ReviewFinding finding) => string.CompareOrdinal(finding.Code, ReviewRules.TwoTargets) < 0 && finding.Code != ReviewRules.MetricComplete;

    private static HashSet<string> ContentWords(string text) =>
        [.. Tokenizer.Cut(text).Where(token => token.Kind == TokenKind.Number || (token.Kind == TokenKind.Word && !token.Is(WordClass.Function))).Select(token => Stem(token.Lower))];

    private static string Stem(string word) =>
        word.Length > 5 && word.EndsWith("ing", StringComparison.Ordinal) ? word[..^3]
        : word.Length > 4 && word.EndsWith("ed", StringComparison.Ordinal) ? word[..^2]
        : word.Length > 4 && word.EndsWith("es", StringComparison.Ordinal) ? word[..^2]
        : word.Length > 3 && word.EndsWith('s') && word[^2] != 's' ? word[..^1]
        : word.Length > 4 && word.EndsWith('e') ? word[..^1]
        : word;
}
