using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Loyalty.Ingestion.Tests.Text;

/// <summary>Makes PDFs: well-formed ones with PdfPig's writer, malicious ones by hand.</summary>
sealed class Pdfs : IDisposable
{
    readonly PdfDocumentBuilder _document = new();
    readonly PdfDocumentBuilder.AddedFont _plain;
    readonly PdfDocumentBuilder.AddedFont _bold;
    PdfPageBuilder _page = null!;

    public Pdfs()
    {
        _plain = _document.AddStandard14Font(Standard14Font.Helvetica);
        _bold = _document.AddStandard14Font(Standard14Font.HelveticaBold);
        Page();
    }

    public Pdfs Page()
    {
        _page = _document.AddPage(PageSize.A4);
        return this;
    }

    public Pdfs Text(double x, double y, string text, double size = 10, bool bold = false)
    {
        _page.AddText(text, size, new PdfPoint(x, y), bold ? _bold : _plain);
        return this;
    }

    public Pdfs Line(double x1, double y1, double x2, double y2)
    {
        _page.DrawLine(new PdfPoint(x1, y1), new PdfPoint(x2, y2), 0.5);
        return this;
    }

    /// <summary>Rows of 20 points from the top; columns of 150.</summary>
    public Pdfs Ruled(double x, double top, params string[][] rows)
    {
        for (var r = 0; r < rows.Length; r++)
        {
            for (var c = 0; c < rows[r].Length; c++)
            {
                _page.DrawRectangle(new PdfPoint(x + c * 150, top - (r + 1) * 20), 150, 20, 0.5);
                if (rows[r][c].Length > 0)
                    Text(x + c * 150 + 4, top - r * 20 - 14, rows[r][c]);
            }
        }
        return this;
    }

    /// <summary>The finished PDF; nothing can be drawn after it.</summary>
    public byte[] Bytes()
    {
        using (this)
            return _document.Build();
    }

    public void Dispose() => _document.Dispose();

    /// <summary>Objects written by hand, numbered from 1, the first being the catalogue; their places are listed as they are.</summary>
    public static byte[] Raw(params string[] objects)
    {
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(pdf.Length);
            pdf.Append(i + 1).Append(" 0 obj\n").Append(objects[i]).Append("\nendobj\n");
        }
        var start = pdf.Length;
        pdf.Append("xref\n0 ").Append(objects.Length + 1).Append("\n0000000000 65535 f \n");
        foreach (var place in places)
            pdf.Append(place.ToString("D10", System.Globalization.CultureInfo.InvariantCulture)).Append(" 00000 n \n");
        pdf.Append("trailer\n<< /Size ").Append(objects.Length + 1).Append(" /Root 1 0 R >>\nstartxref\n").Append(start).Append("\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }
}
