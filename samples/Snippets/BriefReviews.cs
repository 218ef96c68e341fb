using Microsoft.Extensions.DependencyInjection;
using Outsourcing.Delegation;

namespace Outsourcing.Snippets;

internal static class BriefReviews
{
    internal static DelegationBrief Review(DelegationBrief brief)
    {
        BriefReview review = BriefReviewer.Default.Review(brief);
        foreach (ReviewFinding finding in review.Findings)
        {
            Console.WriteLine($"{finding.Code} {finding.Place}: {finding.Message} {finding.Suggestion}");
        }

        Console.WriteLine($"{review.Score:P0} of what is required, {review.SmellsPer100Words:F1} smells per 100 words");
        Verdict<bool> deliverable = review.Deliverable();

        ReviewFinding? first = review.Findings.FirstOrDefault(finding => finding.Rewrite is not null);
        return first is null || deliverable.Require() ? brief : first.ApplyTo(brief);
    }

    internal static void Text()
    {
        foreach (LanguageSmell smell in LanguageReview.Find("Messages are forwarded promptly."))
        {
            Console.WriteLine($"{smell.Kind}: {smell.Words}");
        }
    }

    internal static BriefReview Accept(DelegationBrief brief)
    {
        ReviewSuppression[] accepted =
        [
            new() { Code = "OBR065", Place = BriefPlace.From("clauses[hold].text"), Reason = "The law asks for these words." },
        ];
        return BriefReviewer.Default.Review(brief, accepted);
    }

    internal static void Register(IServiceCollection services)
    {
        services.AddOutsourcing().AddBriefReview().AddBriefRule<TitleNamesTheOffice>();
    }

    internal sealed class TitleNamesTheOffice : IBriefRule
    {
        public IEnumerable<ReviewFinding> Review(DelegationBrief brief)
        {
            if (!brief.Title.Contains("office", StringComparison.OrdinalIgnoreCase))
            {
                yield return new ReviewFinding
                {
                    Code = "APP001",
                    Place = BriefPlace.From("title"),
                    Severity = ReviewSeverity.Note,
                    Message = "The title does not name the office.",
                    Why = "Each office has a brief of its own.",
                    Suggestion = "Add the office to the title.",
                };
            }
        }
    }
}
