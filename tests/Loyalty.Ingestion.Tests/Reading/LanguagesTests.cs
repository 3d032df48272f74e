using System.Collections.Immutable;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Tests.Reading.Corpus;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Which language a document is in, and the glossaries themselves.</summary>
public class LanguagesTests
{
    [Fact]
    public async Task Every_document_of_the_starter_library_is_English_and_stays_the_same()
    {
        var ct = TestContext.Current.CancellationToken;
        List<string> translated = [];
        foreach (var file in Directory.EnumerateFiles(Path.Combine(CorpusPage.Repository, "knowledge"), "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".json", StringComparison.Ordinal)))
        {
            var text = await new DocumentReader().ReadAsync(Path.GetFileName(file), await File.ReadAllBytesAsync(file, ct), ct);
            var hints = new Hints();
            var (document, said, names) = Translation.Of(text, hints, Reader.Names, "UA_Plus");
            if (!ReferenceEquals(document, text) || !ReferenceEquals(said, hints) || !ReferenceEquals(names, Reader.Names)) translated.Add(file);
        }

        Assert.Empty(translated);
    }

    [Fact]
    public void English_names_that_come_again_and_again_make_no_page_English()
    {
        var cells = (string[])["Syarikat Penerbangan", "Kelas Kabin", "Kelas Tiket", "Peratus"];
        var head = cells.Select((text, index) => new Cell(text, true, index)).ToImmutableArray();
        var rows = Enumerable.Range(1, 5).Select(row => ImmutableArray.Create(new Cell("China Southern Airlines", false, row * 1000), new Cell("Kelas Perniagaan", false, (row * 1000) + 1), new Cell("J", false, (row * 1000) + 2), new Cell("130%", false, (row * 1000) + 3)));
        Assert.NotNull(Languages.Of(new DocumentText("html", "China Southern Airlines", [new Heading(1, "Kredit mileage: China Southern Airlines"), new Table(null, [head, .. rows])]), null));
    }

    [Fact]
    public void Every_glossary_has_enough_to_tell_its_language_by()
    {
        Assert.True(Languages.All.Length >= 38);
        foreach (var glossary in Languages.All) Assert.True(glossary.Telling.Length >= 25, $"{glossary.Language}: {glossary.Telling.Length}");
    }

    [Theory]
    [InlineData("1.500 Meilen|Buchungsklasse|Gültig", "de", "1,500 miles")]
    [InlineData("12,5 %|Buchungsklasse|Gültig", "de", "12,5 %")]
    [InlineData("1,500 Meilen|Buchungsklasse|Gültig", "de", "1.500 miles")]
    [InlineData("%100|Rezervasyon sınıfı|geçerli", "tr", "100%")]
    [InlineData("１２５％|予約クラス|積算率", "ja", "125%")]
    [InlineData("500マイル未満|予約クラス|積算率", "ja", "under 500 miles")]
    [InlineData("2026年1月1日以降|予約クラス|積算率", "ja", "from 2026-01-01")]
    [InlineData("01/04/2019|Classe de réservation|Valable du", "fr", "01.04.2019")]
    public void Numbers_and_dates_are_said_as_the_reader_reads_them(string cells, string language, string expected)
    {
        var row = cells.Split('|');
        var table = new Table(null, [[.. row.Select((text, column) => new Cell(text, false, column))]]);
        var text = new DocumentText("html", null, [new Heading(1, string.Join(' ', row)), table]);

        var (document, _, _) = Translation.Of(text, new Hints(), Reader.Names, null);

        Assert.Equal(language, Languages.Of(text, null)?.Language);
        Assert.Equal(expected, Assert.IsType<Table>(document.Blocks[1]).Rows[0][0].Text);
    }
}
