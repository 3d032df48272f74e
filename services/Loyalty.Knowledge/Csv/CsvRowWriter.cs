using System.Text;

namespace Loyalty.Knowledge.Csv;

/// <summary>Writes RFC 4180 rows. No value is an empty field, an empty text is two quotes. Not thread-safe.</summary>
internal sealed class CsvRowWriter(Stream stream) : IAsyncDisposable
{
    // A text that is none is an error here, and not a question mark in the file.
    private readonly StreamWriter _writer = new(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), 64 * 1024, leaveOpen: true) { NewLine = "\n" };

    public Task WriteAsync(IEnumerable<string?> fields)
    {
        var first = true;
        foreach (var field in fields)
        {
            if (!first) _writer.Write(',');
            first = false;
            if (field is null) continue;
            if (field.Length > 0 && field.AsSpan().IndexOfAny(",\"\r\n") < 0 && !char.IsWhiteSpace(field[0]) && !char.IsWhiteSpace(field[^1]))
            {
                _writer.Write(field);
                continue;
            }

            _writer.Write('"');
            _writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
            _writer.Write('"');
        }

        return _writer.WriteLineAsync();
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
