namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>A page of which nothing was read is refused with what it says of amounts. Values are illustrative.</summary>
public class UnreadAmountsTests
{
    private const string Sentence = "Flights within the country earn MilePlus miles of 150% on Business (both J,C and D,Z fare classes) and 125% on Latitude (Y,B classes)";

    [Fact]
    public void Sentences_that_give_shares_are_named_where_nothing_was_read()
    {
        var unread = Assert.Single(Reader.Html($"<h1>MilePlus</h1><p>MilePlus began in 1981. {Sentence}. It is free.</p><p>Save 20% on hotels.</p>").UnreadRows());
        Assert.Equal(Sentence, unread.Row);
        Assert.Contains("words that are not understood", unread.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_whose_columns_are_not_understood_is_named_by_its_first_row_with_a_share()
    {
        var unread = Assert.Single(Reader.Html("<h1>MilePlus</h1><table><tr><td>Business fares</td></tr><tr><td>about 30% to 60% more than before</td></tr></table>").UnreadRows());
        Assert.Equal("about 30% to 60% more than before", unread.Row);
        Assert.Contains("columns are not understood", unread.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sentence_in_another_language_is_named_as_it_is_printed()
    {
        const string German = "Auf Flügen im Inland bringen die Buchungsklassen J und C jeweils 150 % und Y nur 100 %, sofern nicht anders angegeben.";
        Assert.Contains(Reader.Html($"<h1>MilePlus: Meilen sammeln</h1><p>Mit MilePlus sammeln Sie Meilen auf Flügen und bei Partnern.</p><p>{German}</p>").UnreadRows(), row => row.Row == German);
    }

    [Fact]
    public void What_stands_beside_a_chart_that_was_read_is_not_named() =>
        Assert.Empty(Reader.Html("<h1>MilePlus: award miles on Lufthansa</h1><table><tr><th>Booking class</th><th>Miles</th></tr><tr><td>F, A</td><td>200%</td></tr></table><p>Fares are 10% dearer now.</p>").UnreadRows());

    [Fact]
    public void A_page_without_shares_names_nothing() => Assert.Empty(Reader.Html("<h1>MilePlus</h1><p>Business class has lie-flat seats.</p>").UnreadRows());
}
