using CsCheck;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Tests.Reading;

public class PhrasesTests
{
    [Theory]
    [InlineData("gold status", true)]
    [InlineData("goldstatus", false)]
    [InlineData("marigold", false)]
    [InlineData("(up to)", true)]
    [InlineData("startup too", false)]
    [InlineData("a × fare", true)]
    [InlineData("5×fare", false)]
    [InlineData("class y", true)]
    [InlineData("any", false)]
    [InlineData("会员", true)]
    public void Phrase_stands_where_it_is_whole_words(string text, bool stands) => Assert.Equal(stands, new Phrases("gold", "up to", "× fare", "y", "会员").In(text));

    [Fact]
    public void Phrases_stand_in_any_text_where_one_of_them_does()
    {
        var piece = Gen.OneOf("a", "ab", "abc", "abcd", "b", "ba", "of", "miles", " ", "-", "(", "5", "×", "é", "金", "\n", "%", ".");
        var text = piece.Array[0, 12].Select(string.Concat);
        var phrase = piece.Array[1, 4].Select(string.Concat).Where(said => said.Length > 0 && said[0] != ' ');
        // Several texts, and the first once more: what is kept of one is not taken for another's.
        Gen.Select(phrase.Array[1, 6], text.Array[1, 6]).Sample((sought, texts) =>
        {
            var phrases = new Phrases(sought);
            foreach (var asked in texts.Append(texts[0])) Assert.Equal(Phrase.HasAny(asked, sought), phrases.In(asked));
        }, iter: 20_000);
    }

    [Fact]
    public void Phrase_is_found_at_the_end_of_a_text_too_long_to_keep() => Assert.True(new Phrases("gold").In(string.Concat(Enumerable.Repeat("a, ", 5_000)) + "gold"));
}
