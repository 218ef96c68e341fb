using System.Globalization;
using System.Text;
using CsCheck;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class LanguageReviewTests
{
    [Theory]
    [InlineData("development")]
    [InlineData("held-out")]
    [InlineData("unseen")]
    [InlineData("fresh")]
    [InlineData("second")]
    public void Find_LabelledSentences_ReachesPrecisionAndRecall(string set)
    {
        Dictionary<SmellKind, (int Right, int Wrong, int Missed)> counts = Count(set);
        double right = counts.Values.Sum(count => count.Right);

        (right / (right + counts.Values.Sum(count => count.Wrong))).ShouldBeGreaterThanOrEqualTo(0.85, "precision");
        (right / (right + counts.Values.Sum(count => count.Missed))).ShouldBeGreaterThanOrEqualTo(0.85, "recall");
    }

    [Fact]
    public void Documentation_ShowsTheConfusionTableAsMeasured() =>
        File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "brief-review.md")).ReplaceLineEndings("\n").ShouldContain(Table());

    [Fact]
    public void Documentation_ListsEveryRuleAsItIs()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryFiles.Root, "docs", "brief-review.md")).ReplaceLineEndings("\n");
        StringBuilder rules = new();
        foreach (ReviewRule rule in ReviewRules.All)
        {
            rules.Append(CultureInfo.InvariantCulture, $"| {rule.Code} | {rule.Severity.ToString().ToLowerInvariant()} | {rule.Title} | {rule.Why} |\n");
        }

        page.ShouldContain(rules.ToString());
    }

    [Theory]
    [InlineData("Say \"please be quick, nice and friendly\" to the caller.")]
    [InlineData("Answer within [number] seconds, [how: “friendly”].")]
    [InlineData("Write to info@very-good-service.example within 2 hours.")]
    [InlineData("If the caller cannot spell the name, ask for the customer number.")]
    [InlineData("")]
    [InlineData(" \n\n - \n")]
    public void Find_WhatIsQuotedBlankOrCondition_IsLeftAlone(string text) => LanguageReview.Find(text).ShouldBeEmpty();

    [Theory]
    [InlineData("Answer within 20.", "missing-unit-or-number")]
    [InlineData("Answer within seconds.", "missing-unit-or-number")]
    [InlineData("The discount is TBD.", "open-point")]
    public void Find_BoundsAndOpenPoints_AreFound(string text, string kind) => LanguageReview.Find(text).ShouldHaveSingleItem().Kind.Value.ShouldBe(kind);

    [Fact]
    public void Find_AnyText_NamesWordsWhereTheyStandAndEndsInTime() =>
        Gen.OneOf(Gen.String[0, 200], Gen.Char[" .,;:'\"[]()“”%-\nabeiotz0129"].Array[0, 200].Select(chars => new string(chars))).Sample(text =>
        {
            foreach (LanguageSmell smell in LanguageReview.Find(text))
            {
                smell.Words.ShouldBe(text.Substring(smell.Start, smell.Length));
                smell.Length.ShouldBeGreaterThan(0);
                smell.Rewrite.ApplyTo(text).ShouldNotBe(text);
            }
        }, iter: 2_000);

    [Fact]
    public void Find_LongestTextABriefHolds_TakesAllOfIt()
    {
        string text = string.Concat(Enumerable.Repeat("Answer calls promptly. ", BriefRules.MaximumTextLength / 23));

        LanguageReview.Find(text).Count.ShouldBe(BriefRules.MaximumTextLength / 23);
    }

    [Fact]
    public void ApplyTo_TextOfAnotherLength_IsRefused() =>
        Should.Throw<ArgumentException>(() => LanguageReview.Find("Answer calls promptly.")[0].Rewrite.ApplyTo("Answer."));

    private static string Table()
    {
        Dictionary<SmellKind, (int Right, int Wrong, int Missed)>[] sets = [.. SmellSentences.Sets.Select(Count)];
        SmellKind[] kinds = [.. sets.SelectMany(set => set.Keys).Distinct().OrderBy(kind => kind.Value, StringComparer.Ordinal)];
        StringBuilder table = new();
        foreach (SmellKind kind in kinds)
        {
            table.Append(CultureInfo.InvariantCulture, $"| {kind} |");
            foreach (Dictionary<SmellKind, (int Right, int Wrong, int Missed)> set in sets)
            {
                (int right, int wrong, int missed) = set.GetValueOrDefault(kind);
                table.Append(CultureInfo.InvariantCulture, $" {right} / {wrong} / {missed} |");
            }

            table.Append('\n');
        }

        table.Append("| **precision, recall** |");
        foreach (Dictionary<SmellKind, (int Right, int Wrong, int Missed)> set in sets)
        {
            double right = set.Values.Sum(count => count.Right);
            table.Append(CultureInfo.InvariantCulture, $" {right / (right + set.Values.Sum(count => count.Wrong)):F3}, {right / (right + set.Values.Sum(count => count.Missed)):F3} |");
        }

        return table.Append('\n').ToString();
    }

    private static Dictionary<SmellKind, (int Right, int Wrong, int Missed)> Count(string set)
    {
        Dictionary<SmellKind, (int Right, int Wrong, int Missed)> counts = [];
        foreach ((string text, SmellKind[] smells) in SmellSentences.Of(set))
        {
            SmellKind[] found = [.. LanguageReview.Find(text).Select(smell => smell.Kind).Distinct()];
            foreach (SmellKind kind in found.Union(smells))
            {
                (int right, int wrong, int missed) = counts.GetValueOrDefault(kind);
                counts[kind] = (found.Contains(kind), smells.Contains(kind)) switch
                {
                    (true, true) => (right + 1, wrong, missed),
                    (true, false) => (right, wrong + 1, missed),
                    _ => (right, wrong, missed + 1),
                };
            }
        }

        return counts;
    }
}
