using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reading.Translation;
using Loyalty.Ingestion.Text;
namespace Loyalty.Ingestion.Tests.Reading;
public class Probe(ITestOutputHelper output)
{
    [Fact]
    public async Task Shows_what_is_said()
    {
        var names = await Corpus.CorpusPage.KnownNames(TestContext.Current.CancellationToken);
        foreach (var file in Environment.GetEnvironmentVariable("PROBE")!.Split(','))
        {
            var text = await new DocumentReader().ReadAsync(Path.GetFileName(file), File.ReadAllBytes(file), default);
            var glossary = Languages.Of(text, null);
            output.WriteLine($"== {file}: {glossary?.Language ?? "English"}");
            if (glossary is null) continue;
            var (english, _, found) = Translation.Of(text, new Hints(), names, "DL_SkyMiles");
            foreach (var block in english.Blocks)
                output.WriteLine(block switch
                {
                    Heading h => "# " + h.Text, Paragraph p => "P " + p.Text, ListItem i => "- " + i.Text,
                    Table t => string.Join('\n', t.Rows.Select(r => "| " + string.Join(" | ", r.Select(c => c.Text.Replace('\n', ' ') + (c is TranslatedCell { Unknown: { } u } ? $" <{u}>" : ""))))), _ => "",
                });
        }
    }
}
