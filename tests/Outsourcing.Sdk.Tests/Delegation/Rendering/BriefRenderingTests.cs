using System.Xml.Linq;
using Outsourcing.Tests;
using Shouldly;

namespace Outsourcing.Delegation;

public sealed class BriefRenderingTests
{
    private const string Hostile = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> & 'quoted' ```code``` [link](javascript:x) **bold** | cell\n# heading\n- item";

    [Fact]
    public void Markdown_OfTheFullBrief_IsAsApproved() => Snapshot.Match(BriefMarkdown.Write(SampleBriefs.Plumber()), "Plumber", "md");

    [Fact]
    public void Html_OfTheFullBrief_IsAsApproved() => Snapshot.Match(BriefHtml.Write(SampleBriefs.Plumber()), "Plumber", "html");

    [Fact]
    public void PlainText_OfTheFullBrief_IsAsApproved() => Snapshot.Match(BriefPlainText.Write(SampleBriefs.Plumber()), "Plumber", "txt");

    [Fact]
    public void Markdown_OfAnEmptyBrief_SaysWhatIsMissing() => Snapshot.Match(BriefMarkdown.Write(SampleBriefs.Minimal()), "Empty", "md");

    [Fact]
    public void Html_IsWellFormedXml_WhateverTheTextsSay()
    {
        string html = BriefHtml.Write(HostileBrief());

        // The void elements of HTML are the only difference to XML here.
        string xml = html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("\">\n<meta", "\"/>\n<meta", StringComparison.Ordinal).Replace("'unsafe-inline'\">", "'unsafe-inline'\"/>", StringComparison.Ordinal);
        XDocument document = XDocument.Parse(xml);
        string[] elements = [.. document.Descendants().Select(element => element.Name.LocalName).Distinct()];
        elements.ShouldNotContain("script");
        elements.ShouldNotContain("img");
        document.Descendants().Attributes().Select(attribute => attribute.Name.LocalName).ShouldNotContain("onerror");
    }

    [Fact]
    public void Html_ShowsEveryText_AsItWasWritten()
    {
        DelegationBrief brief = HostileBrief();
        string html = BriefHtml.Write(brief);

        html.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<img");
    }

    [Fact]
    public void Html_HasAPageAndADrawingPerCallType()
    {
        string html = BriefHtml.Write(SampleBriefs.Plumber());

        Count(html, "<section id=\"call-type-").ShouldBe(2);
        Count(html, "<svg ").ShouldBe(2);
        Count(html, " class=\"page\"").ShouldBe(3);
    }

    [Fact]
    public void Html_LoadsNothing()
    {
        string html = BriefHtml.Write(SampleBriefs.Plumber());

        html.ShouldNotContain("src=");
        html.ShouldNotContain("@import");
        html.ShouldNotContain("url(http");
        html.ShouldContain("default-src 'none'");
    }

    [Fact]
    public void Markdown_EscapesMarkup()
    {
        string markdown = BriefMarkdown.Write(HostileBrief());

        // Only the document's own headings and quotes begin a line.
        markdown.Split('\n').Where(line => line.StartsWith("# ", StringComparison.Ordinal)).Count().ShouldBe(1);
        markdown.ShouldNotContain("\n- item");
        markdown.ShouldNotContain(" <script");
        markdown.ShouldContain("\\<script\\>");
        markdown.ShouldContain("\\[link\\](javascript:x)");
    }

    [Fact]
    public void PlainText_LinesAreAtMost76Characters_UnlessOneWordIsLonger() =>
        BriefPlainText.Write(SampleBriefs.Plumber()).Split('\n').Where(line => line.Length > 76 && line.Trim().Contains(' ', StringComparison.Ordinal)).ShouldBeEmpty();

    private static DelegationBrief HostileBrief()
    {
        DelegationBrief brief = SampleBriefs.Plumber();
        foreach (BriefText text in SampleBriefs.Plumber().Texts())
        {
            brief = brief.WithText(text.Place, Hostile);
        }

        return brief with { Contacts = [.. brief.Contacts.Select(contact => contact with { Name = Hostile, Email = Hostile })] };
    }

    private static int Count(string text, string part) => (text.Length - text.Replace(part, "", StringComparison.Ordinal).Length) / part.Length;
}
