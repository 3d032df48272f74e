using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Validation;

namespace Loyalty.Ingestion.Tests.Reading;

public class FactValidatorTests
{
    [Fact]
    public void Contradicting_rows_send_the_chart_to_review_with_both_named()
    {
        var problem = Assert.Single(Problems(Reader.Rows("<tr><td>Economy</td><td>Y, B</td><td>100%</td></tr><tr><td>Economy</td><td>B, M</td><td>50%</td></tr>")));
        Assert.Equal(ProblemKind.Review, problem.Kind);
        Assert.Equal(["Economy | Y, B | 100%", "Economy | B, M | 50%"], problem.Rows);
    }

    [Fact]
    public void An_unknown_carrier_is_named() =>
        Assert.StartsWith("unknown carrier 'XQ': ", Assert.Single(Problems(Reader.Rows("<tr><td></td><td>Y</td><td>100%</td></tr>", new Hints(Carrier: "XQ")))).Reason, StringComparison.Ordinal);

    [Fact]
    public void An_unknown_program_is_named() =>
        Assert.StartsWith("unknown program 'XQ_Miles': ", Assert.Single(Problems(Reader.Rows("<tr><td></td><td>Y</td><td>100%</td></tr>", new Hints(ProgramId: "XQ_Miles")))).Reason, StringComparison.Ordinal);

    [Fact]
    public void A_page_without_a_chart_says_what_was_looked_for()
    {
        Assert.Contains("no table was recognised as an earning chart", Assert.Single(Problems(Reader.Html("<p>Hello.</p>"))).Reason, StringComparison.Ordinal);
        Assert.Contains("no program that is known is named", Assert.Single(Problems(Reader.Html("<p>Hello.</p>"))).Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("no program that is known", Assert.Single(Problems(Reader.Html("<h1>MilePlus</h1><p>Hello.</p>"))).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rate_beyond_reason_waits() =>
        Assert.Equal(ProblemKind.Review, Assert.Single(Problems(Reader.Rows("<tr><td></td><td>Y</td><td>12500%</td></tr>"))).Kind);

    [Fact]
    public void A_chart_that_ends_before_it_begins_waits() =>
        Assert.Contains("before it begins", Assert.Single(Problems(Reader.Html(
            "<h1>MilePlus on Lufthansa (LH)</h1><p>Valid from 1 May 2020 until 1 May 2019.</p><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>Y</td><td>100%</td></tr></table>"))).Reason,
            StringComparison.Ordinal);

    private static System.Collections.Immutable.ImmutableArray<ValidationProblem> Problems(ExtractedFacts facts) => FactValidator.Validate(facts, Reader.Names);
}
