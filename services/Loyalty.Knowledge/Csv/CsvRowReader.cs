using System.Runtime.CompilerServices;
using System.Text;

namespace Loyalty.Knowledge.Csv;

/// <summary>Reads RFC 4180 rows as a stream; an empty field is null, two quotes are an empty text. Not thread-safe.</summary>
internal static class CsvRowReader
{
    public static async IAsyncEnumerable<string?[]> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
        var buffer = new char[32 * 1024];
        var row = new Row();
        int count;
        while ((count = await reader.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            for (var i = 0; i < count; i++)
            {
                if (row.Take(buffer[i])) yield return row.End();
            }
        }

        if (row.IsOpen) throw new InvalidDataException($"Row {row.Number + 1} ends inside quotes.");
        if (row.HasContent) yield return row.End();
    }

    private sealed class Row
    {
        private readonly List<string?> _fields = [];
        private readonly StringBuilder _field = new();
        private bool _wasQuoted;
        private bool _mayClose;
        private bool _afterReturn;

        public int Number { get; private set; }

        public bool IsOpen => IsQuoted && !_mayClose;

        private bool IsQuoted { get; set; }

        public bool HasContent => _fields.Count > 0 || _field.Length > 0 || _wasQuoted;

        /// <summary>Takes a letter; true when it ended a row.</summary>
        public bool Take(char letter)
        {
            if (_mayClose)
            {
                _mayClose = false;
                if (letter == '"')
                {
                    _field.Append('"');
                    return false;
                }

                IsQuoted = false;
            }

            if (IsQuoted)
            {
                if (letter == '"') _mayClose = true;
                else _field.Append(letter);
                return false;
            }

            var afterReturn = _afterReturn;
            _afterReturn = false;
            switch (letter)
            {
                case '"' when _field.Length == 0 && !_wasQuoted:
                    (IsQuoted, _wasQuoted) = (true, true);
                    return false;
                case ',':
                    EndField();
                    return false;
                case '\r':
                    _afterReturn = true;
                    return true;
                case '\n':
                    return !afterReturn;
                default:
                    if (_wasQuoted) throw new InvalidDataException($"Row {Number + 1} has a letter behind a closing quote.");
                    _field.Append(letter);
                    return false;
            }
        }

        public string?[] End()
        {
            EndField();
            string?[] fields = [.. _fields];
            _fields.Clear();
            Number++;
            return fields;
        }

        private void EndField()
        {
            // The last letter of the file may be the quote that closes it.
            if (_mayClose) (_mayClose, IsQuoted) = (false, false);
            _fields.Add(_field.Length > 0 || _wasQuoted ? _field.ToString() : null);
            _field.Clear();
            _wasQuoted = false;
        }
    }
}
