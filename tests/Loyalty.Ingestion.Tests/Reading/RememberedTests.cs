using System.Globalization;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Tests.Reading;

public class RememberedTests
{
    [Fact]
    public void A_text_has_its_own_answer_however_many_others_were_asked()
    {
        Remembered<string>? own = null;
        for (var round = 0; round < 3; round++)
        {
            for (var number = 0; number < 2_000; number++)
            {
                var text = number.ToString(CultureInfo.InvariantCulture);
                Assert.Equal(text + "!", Remembered<string>.Of(ref own, text, static asked => asked + "!"));
            }
        }
    }

    [Fact]
    public void The_same_text_is_answered_once()
    {
        Remembered<int>? own = null;
        var asked = 0;
        for (var round = 0; round < 3; round++) Assert.Equal(1, Remembered<int>.Of(ref own, "Business", _ => ++asked));
        Assert.Equal(1, Remembered<int>.Of(ref own, new string("Business"), _ => ++asked));
    }
}
