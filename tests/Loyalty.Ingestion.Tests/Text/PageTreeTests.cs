using CsCheck;
using Loyalty.Ingestion.Text;
using Loyalty.Ingestion.Text.Html.Tree;

namespace Loyalty.Ingestion.Tests.Text;

/// <summary>What stands in an element is the same whether its text has a node yet or not.</summary>
public class PageTreeTests
{
    private enum Change { Append, AppendSpan, AppendText, Insert, InsertText, Remove, Clear, Look }

    [Fact]
    public void Element_holds_what_a_list_would()
    {
        var changes = Gen.Select(Gen.Enum<Change>(), Gen.Int[0, 20]).Array[0, 20];
        changes.Sample(all =>
        {
            var document = new PageDocument(null, new ParseGuard(new TextLimits(), CancellationToken.None));
            var element = new PageElement(document, Tag.OfHtml("div"));
            List<object> expected = [];
            foreach (var (change, number) in all)
            {
                Make(change, number, document, element, expected);
                if (change != Change.Look) continue;
                Assert.Equal(expected, element.Children.ToArray().Select(node => node is PageText text ? text.Data : (object)node));
                Assert.All(element.Children.ToArray(), node => Assert.Same(element, node.Parent));
            }

            Assert.Equal(expected is [string only] ? only : null, element.OnlyText);
            Assert.Equal(string.Concat(expected.OfType<string>()), element.TextContent);
            Assert.Equal(expected.Count(node => node is PageElement), element.ChildElementCount);
        }, iter: 20_000);
    }

    private static void Make(Change change, int number, PageDocument document, PageElement element, List<object> expected)
    {
        var place = expected.Count == 0 ? 0 : number % (expected.Count + 1);
        var node = new PageElement(document, Tag.OfHtml("b"));
        switch (change)
        {
            case Change.Append:
                element.Append(node);
                expected.Add(node);
                break;
            case Change.AppendSpan:
                element.Append($"{number}".AsSpan());
                AddText(expected, expected.Count, $"{number}");
                break;
            case Change.AppendText:
                element.AppendText($"{number}");
                AddText(expected, expected.Count, $"{number}");
                break;
            case Change.Insert:
                element.InsertNode(place, node);
                expected.Insert(place, node);
                break;
            case Change.InsertText:
                element.InsertText(place, $"{number}");
                AddText(expected, place, $"{number}");
                break;
            case Change.Remove when place < expected.Count:
                var removed = element.Children[place];
                element.RemoveChild(removed);
                Assert.Null(removed.Parent);
                expected.RemoveAt(place);
                break;
            case Change.Clear when number == 0:
                element.Clear();
                expected.Clear();
                break;
        }
    }

    private static void AddText(List<object> expected, int place, string text)
    {
        if (place > 0 && expected[place - 1] is string before) expected[place - 1] = before + text;
        else if (place < expected.Count && expected[place] is string after) expected[place] = text + after;
        else expected.Insert(place, text);
    }
}
