namespace Loyalty.Ingestion.Tests.Text;

public class PdfReaderTests
{
    static async Task<string> Show(Pdfs pdf) => Reading.Show(await Reading.Read("chart.pdf", pdf.Bytes()));

    [Fact]
    public async Task Headings_paragraphs_items_and_a_ruled_table_come_in_order() =>
        Assert.Equal("""
            h1: ANA Mileage Club: Lufthansa (LH)
            p: Rates are percentages of the basic↵sector mileage.
            h2: Business Class
            |Type|Booking class|Rate|
            |Normal fares|J|150%|
            |Discount fares|C, D, Z|125%|
            p: A class that is not listed accrues nothing.
            li0: one more
            """, await Show(new Pdfs()
            .Text(50, 780, "ANA Mileage Club: Lufthansa (LH)", 18)
            .Text(50, 750, "Rates are percentages of the basic").Text(50, 738, "sector mileage.")
            .Text(50, 710, "Business Class", 13)
            .Ruled(50, 700, ["Type", "Booking class", "Rate"], ["Normal fares", "J", "150%"], ["Discount fares", "C, D, Z", "125%"])
            .Text(50, 600, "A class that is not listed accrues nothing.").Text(50, 580, "• one more")));

    [Fact]
    public async Task Cells_that_no_rule_parts_span() =>
        Assert.Equal("""
            |Economy|Y|100%|
            |Economy|B, M|50%|
            |see notes|see notes|see notes|
            """, await Show(new Pdfs()
            .Line(50, 700, 350, 700).Line(150, 680, 350, 680).Line(50, 660, 350, 660).Line(50, 640, 350, 640)
            .Line(50, 700, 50, 640).Line(150, 700, 150, 660).Line(250, 700, 250, 660).Line(350, 700, 350, 640)
            .Text(54, 676, "Economy").Text(154, 686, "Y").Text(254, 686, "100%").Text(154, 666, "B, M").Text(254, 666, "50%")
            .Text(54, 646, "see notes")));

    [Fact]
    public async Task Columns_that_only_line_up_are_a_table_and_bold_rows_its_header() =>
        Assert.Equal("""
            |^Cabin|^Booking class|^Miles|
            |Business|J, C, D|125%|
            |First||300%|
            |Economy|Y, B↵and M|100%|
            p: End.
            """, await Show(new Pdfs()
            .Text(50, 700, "Cabin", bold: true).Text(200, 700, "Booking class", bold: true).Text(350, 700, "Miles", bold: true)
            .Text(50, 685, "Business").Text(200, 685, "J, C, D").Text(350, 685, "125%")
            .Text(50, 670, "First").Text(350, 670, "300%")
            .Text(50, 655, "Economy").Text(200, 655, "Y, B").Text(350, 655, "100%").Text(200, 644, "and M")
            .Text(50, 600, "End.")));

    [Fact]
    public async Task A_raised_small_figure_is_a_footnote_mark() =>
        Assert.Equal("p: Class K[1] earns", await Show(new Pdfs().Text(50, 700, "Class K").Text(85, 704, "1", 6).Text(92, 700, "earns")));

    [Fact]
    public async Task A_table_over_several_pages_with_its_header_repeated_is_one()
    {
        var pdf = new Pdfs();
        for (var page = 1; page <= 3; page++)
        {
            if (page > 1)
                pdf.Page();
            pdf.Text(50, 820, "Mileage chart").Text(280, 20, $"Page {page} of 3");
            pdf.Ruled(50, 780, ["Class", "Miles"], [$"Y{page}", "100%"], [$"B{page}", "50%"]);
        }
        var document = await Reading.Read("chart.pdf", pdf.Bytes());
        Assert.Equal("p: Mileage chart\n|Class|Miles|\n|Y1|100%|\n|B1|50%|\n|Y2|100%|\n|B2|50%|\n|Y3|100%|\n|B3|50%|\np: Page 1 of 3", Reading.Show(document));
        var table = document.Blocks.OfType<Loyalty.Ingestion.Text.Table>().Single();
        Assert.Equal(table.Rows.Select((_, r) => r * 1000), table.Rows.Select(row => row[0].Origin));
    }

    [Fact]
    public async Task Another_table_on_the_next_page_stays_another() =>
        Assert.Equal("|Class|Miles|\n|Y|100%|\nh1: Business\n|Class|Miles|\n|J|150%|", await Show(new Pdfs()
            .Ruled(50, 780, ["Class", "Miles"], ["Y", "100%"])
            .Page().Text(50, 790, "Business", 16).Ruled(50, 780, ["Class", "Miles"], ["J", "150%"])));

    [Fact]
    public async Task A_page_of_running_text_in_two_columns_is_no_table()
    {
        var pdf = new Pdfs();
        for (var line = 0; line < 5; line++)
            pdf.Text(50, 700 - line * 12, "Miles are credited for flights that were flown").Text(310, 700 - line * 12, "and are valid for three years from the flight on");
        Assert.DoesNotContain("|", await Show(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_stand_close_are_parted_where_the_columns_under_them_begin() =>
        Assert.Equal("""
            |^Class|^Percentage credited|^Weighted trip|
            |J|150%|1|
            |Y|100%|0.5|
            """, await Show(new Pdfs()
            .Text(50, 700, "Class", bold: true).Text(350, 700, "Percentage credited", bold: true).Text(450, 700, "Weighted trip", bold: true)
            .Text(50, 685, "J").Text(352, 685, "150%").Text(453, 685, "1")
            .Text(50, 670, "Y").Text(352, 670, "100%").Text(453, 670, "0.5")));

    [Fact]
    public async Task Running_text_larger_than_most_is_no_heading_and_its_sentences_go_on_over_lines()
    {
        var pdf = new Pdfs()
            .Text(50, 760, "Since the first of May these flights earn miles only, and trips until then still", 10)
            .Text(50, 748, "count for the status of members. The miles of these flights are credited within", 10)
            .Text(50, 736, "two weeks, and who misses some can ask for them in the half year after the flight.", 10);
        for (var line = 0; line < 6; line++)
            pdf.Text(50, 600 - line * 30, "Small print of no interest, which is most of what stands on the page as it was printed.", 8);
        var text = await Show(pdf);
        Assert.StartsWith("p: Since the first of May these flights earn miles only, and trips until then still count for the status of members.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("h1:", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_of_the_first_column_may_go_on_below_its_row() =>
        Assert.Equal("""
            |^Airline|^Class|^Miles|
            |China Southern↵Airlines|J|150%|
            |Korean Air|Y|100%|
            """, await Show(new Pdfs()
            .Text(50, 700, "Airline", bold: true).Text(200, 700, "Class", bold: true).Text(350, 700, "Miles", bold: true)
            .Text(50, 680, "China Southern").Text(200, 680, "J").Text(350, 680, "150%").Text(50, 669, "Airlines")
            .Text(50, 645, "Korean Air").Text(200, 645, "Y").Text(350, 645, "100%")));

    [Fact]
    public async Task A_header_in_the_middle_of_two_columns_is_over_both() =>
        Assert.Equal("""
            |^Class|^Miles|^Miles|
            |^Class|^Domestic|^Abroad|
            |Y|50%|100%|
            """, (await Show(new Pdfs()
            .Text(260, 715, "Miles", bold: true).Text(50, 715, "Class", bold: true)
            .Text(50, 700, "Class", bold: true).Text(200, 700, "Domestic", bold: true).Text(300, 700, "Abroad", bold: true)
            .Text(50, 685, "Y").Text(205, 685, "50%").Text(305, 685, "100%"))));

    [Fact]
    public async Task A_label_between_rows_is_a_row_over_all_columns() =>
        Assert.Equal("""
            |^Cabin|^Class|^Miles|
            |Lufthansa (LH)|Lufthansa (LH)|Lufthansa (LH)|
            |Business|J|150%|
            |Economy|Y|100%|
            |SWISS (LX)|SWISS (LX)|SWISS (LX)|
            |Economy|Y|50%|
            """, await Show(new Pdfs()
            .Text(50, 700, "Cabin", bold: true).Text(200, 700, "Class", bold: true).Text(350, 700, "Miles", bold: true)
            .Text(50, 685, "Lufthansa (LH)", bold: true)
            .Text(50, 670, "Business").Text(200, 670, "J").Text(350, 670, "150%")
            .Text(50, 655, "Economy").Text(200, 655, "Y").Text(350, 655, "100%")
            .Text(50, 640, "SWISS (LX)", bold: true)
            .Text(50, 625, "Economy").Text(200, 625, "Y").Text(350, 625, "50%")));
}
