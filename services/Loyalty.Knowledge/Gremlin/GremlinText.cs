using System.Globalization;
using System.Text;

namespace Loyalty.Knowledge.Gremlin;

/// <summary>
/// Builds a request in the gremlin-lang grammar. Values only ever enter as escaped literals, so none of them can become a step. The
/// grammar unescapes as Java does: backslash, quote, and <c>\uXXXX</c> for what should not stand in a text as it is.
/// </summary>
internal sealed class GremlinText
{
    private readonly StringBuilder _text = new();

    public int Length => _text.Length;

    /// <summary>Steps and punctuation: constants of this code, never input.</summary>
    public GremlinText Raw(string steps)
    {
        _text.Append(steps);
        return this;
    }

    public GremlinText Append(GremlinText other)
    {
        _text.Append(other._text);
        return this;
    }

    /// <summary>A value as a string literal.</summary>
    /// <exception cref="ArgumentException">It holds half a surrogate pair: no UTF-8 message can carry it.</exception>
    public GremlinText Literal(string value)
    {
        _text.Append('\'');
        for (var i = 0; i < value.Length; i++)
        {
            var letter = value[i];
            switch (letter)
            {
                case '\'' or '\\':
                    _text.Append('\\').Append(letter);
                    break;
                case < ' ' or (>= '\u007f' and <= '\u009f') or '\u2028' or '\u2029' or '\ufeff':
                    _text.Append("\\u").Append(((int)letter).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                case >= '\ud800' and <= '\udfff':
                    if (!char.IsHighSurrogate(letter) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
                        throw new ArgumentException("A value holds half a surrogate pair, which is no text.", nameof(value));
                    _text.Append(letter).Append(value[++i]);
                    break;
                default:
                    _text.Append(letter);
                    break;
            }
        }

        _text.Append('\'');
        return this;
    }

    /// <summary>Literals parted by commas.</summary>
    public GremlinText Literals(IEnumerable<string> values)
    {
        var first = true;
        foreach (var value in values)
        {
            if (!first) _text.Append(',');
            first = false;
            Literal(value);
        }

        return this;
    }

    public override string ToString() => _text.ToString();
}
