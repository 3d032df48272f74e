using System.Buffers;
using System.Text;

namespace Loyalty.Storage;

/// <summary>Whether a string survives UTF-8: half a surrogate pair does not, and would come back as another string.</summary>
static class WellFormed
{
    public static bool IsText(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done) return false;
            text = text[length..];
        }
        return true;
    }
}
