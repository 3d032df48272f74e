namespace Loyalty.Ingestion.Tests.Reading;

public class PastedChartTests
{
    [Fact]
    public void Lines_of_classes_and_rates_are_a_chart() =>
        Assert.Equal(
            ["LH BMY 100%", "LH CJ 125%", "LH IX nothing", "LH KL 50%"],
            Reader.Text("MilePlus: miles on Lufthansa (LH)\n\nBusiness J, C 125%\nEconomy Y, B, M 100%\nK, L: 50%\nI, X not eligible\n").Short());

    [Fact]
    public void A_label_its_classes_and_its_rate_may_stand_on_lines_of_their_own() =>
        Assert.Equal(
            ["LH AF 150%", "LH BMY 100%", "LH CDJ 125%"],
            Reader.Text("MilePlus\nLufthansa (LH)\n\nCabin\nBooking class\nMiles (% of distance)\nFirst class (Normal fare)\nF, A\n150%\nBusiness class\nC, D, J\n125%\nEconomy class\nY, B, M\n100%\n").Short());

    [Fact]
    public void A_line_that_is_no_class_where_one_is_due_is_an_unread_row() =>
        Assert.Equal("Note", Assert.Single(Reader.Text(
            "MilePlus: miles on Lufthansa (LH)\n\nBusiness class\nC\n125%\nEconomy class\nNote\n70%\nEconomy class\nY\n100%\n").UnreadRows()).Text);

    [Fact]
    public void Of_two_amounts_one_under_the_other_nobody_says_which_counts_what()
    {
        var facts = Reader.Text("MilePlus\nLufthansa (LH)\n\nBusiness class\nJ\n100%\n30%\nEconomy class\nY, B\n100%\n0%\n");
        Assert.Empty(facts.Short());
        Assert.Equal(2, facts.UnreadRows().Length);
    }

    [Fact]
    public void List_items_are_lines() =>
        Assert.Equal(["LH BY 100%", "LH J 150%"], Reader.Markdown("# MilePlus on Lufthansa (LH)\n\n- Business: J – 150%\n- Economy: Y, B – 100%\n").Short());

    [Fact]
    public void Prose_is_no_chart() =>
        Assert.Empty(Reader.Text("MilePlus on Lufthansa (LH)\n\nFlying is fun. In 2019 we flew 100% more than before.\nCall us.\n").Charts);

    [Fact]
    public void A_line_that_says_nothing_is_earned_heads_the_row_that_earns_nothing() =>
        Assert.Equal(["LH KL 25%", "LH OX nothing"], Reader.Text("MilePlus\nLufthansa (LH)\n\nEconomy class\nK L 25%\nNo miles\nO X 0%\n").Short());
}
