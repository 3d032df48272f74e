using System.Text;
using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Reading;

public class CurrencyWordsTests
{
    [Theory]
    [InlineData("per MYR", "MYR")]
    [InlineData("per RM", "MYR")]
    [InlineData("per HK$", "HKD")]
    [InlineData("for every Hong Kong dollar", "HKD")]
    [InlineData("per NT$1", "TWD")]
    [InlineData("per ₩", "KRW")]
    [InlineData("per baht", "THB")]
    [InlineData("per Rp", "IDR")]
    [InlineData("per ₫", "VND")]
    [InlineData("per Philippine peso", "PHP")]
    [InlineData("per Rs.", "INR")]
    [InlineData("per ₹", "INR")]
    [InlineData("per Sri Lankan rupee", "LKR")]
    [InlineData("per dirham", "AED")]
    [InlineData("per Moroccan dirham", "MAD")]
    [InlineData("per Saudi riyal", "SAR")]
    [InlineData("per Qatari riyal", "QAR")]
    [InlineData("per ₺", "TRY")]
    [InlineData("per zł", "PLN")]
    [InlineData("per Kč", "CZK")]
    [InlineData("per forint", "HUF")]
    [InlineData("per Norwegian krone", "NOK")]
    [InlineData("per Swedish krona", "SEK")]
    [InlineData("per Danish krone", "DKK")]
    [InlineData("per Swiss franc", "CHF")]
    [InlineData("per rand", "ZAR")]
    [InlineData("per R$", "BRL")]
    [InlineData("per Mexican peso", "MXN")]
    [InlineData("per CLP", "CLP")]
    [InlineData("per Colombian peso", "COP")]
    [InlineData("per PEN", "PEN")]
    [InlineData("per Argentine peso", "ARS")]
    [InlineData("per New Zealand dollar", "NZD")]
    [InlineData("per Australian dollars", "AUD")]
    [InlineData("per Canadian dollars", "CAD")]
    [InlineData("per RMB", "CNY")]
    [InlineData("per yuan", "CNY")]
    [InlineData("per Egyptian pound", "EGP")]
    [InlineData("per $", "USD")]
    [InlineData("per £1", "GBP")]
    public void A_currency_is_known_by_its_code_its_sign_and_its_name(string text, string code) => Assert.Equal(code, CurrencyWords.Find(Phrase.Fold(text)));

    [Theory]
    [InlineData("per krone")]
    [InlineData("per 100 kr")]
    [InlineData("per peso")]
    [InlineData("per riyal")]
    [InlineData("real miles")]
    [InlineData("per RM2 spent")]
    public void What_several_countries_or_none_call_so_names_no_currency(string text) => Assert.Null(CurrencyWords.Find(Phrase.Fold(text)));

    [Fact]
    public void Ringgits_are_spent_by_tier() => Assert.Equal(
        ["UA 5/MYR", "UA Premier Gold 8/MYR", "UA Premier Silver 7/MYR"],
        Reader.Markdown("# MilePlus: award miles on United (UA)\n\n| Status | Award miles |\n|---|---|\n| Member | 5 per RM |\n| Premier Silver | 7 per ringgit |\n| Premier Gold | 8 per MYR |\n").Short());

    [Theory]
    [InlineData("", "AUD", true)]
    [InlineData("<p>All amounts are in Australian dollars.</p>", "AUD", false)]
    [InlineData("<p>All amounts are in US dollars.</p>", "USD", false)]
    public async Task A_dollar_is_that_of_the_airlines_country_and_asked_about_where_no_word_says_so(string note, string currency, bool asks)
    {
        var names = new NameIndex([new Airline("ZA", "Zephyr Australia", "AU", null)], [], [new LoyaltyProgram { Id = "ZA_Wings", Name = "Zephyr Wings", Airline = "ZA", Currency = "points", Tiers = [new EliteTier("Silver", 1), new EliteTier("Gold", 2)] }], []);
        var page = $"<h1>Zephyr Wings: earn points on our flights</h1><table><tr><th>Tier</th><th>Points per $1 spent</th></tr><tr><td>Silver</td><td>6</td></tr><tr><td>Gold</td><td>7</td></tr></table>{note}";
        var document = await new DocumentReader().ReadAsync("page.html", Encoding.UTF8.GetBytes(page), TestContext.Current.CancellationToken);
        var chart = Assert.Single(new ChartReader().Read(document, new Hints(ProgramId: "ZA_Wings", Carrier: "ZA"), names, "document", TestContext.Current.CancellationToken).Charts);
        Assert.All(chart.Rules, rule => Assert.Equal(currency, rule.Formula.Currency));
        Assert.Equal(asks, chart.Unread.Any(row => row.Reason.Contains("whose dollars", StringComparison.Ordinal)));
    }
}
