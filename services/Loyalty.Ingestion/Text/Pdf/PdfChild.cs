using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using UglyToad.PdfPig.Exceptions;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>The other end of <see cref="PdfReaderProcess"/>: a PDF comes in on standard input, its text goes out as JSON, or the reason why not.</summary>
public static class PdfChild
{
    internal const string Command = "read-pdf";
    internal const int Read = 0;
    internal const int Refused = 3;
    internal const string Damaged = "The PDF is damaged. Download it again, or print it to PDF anew.";

    /// <summary>Answers a call of this program that asks for a PDF to be read; false when the arguments ask for something else.</summary>
    public static bool TryRun(string[] arguments, out int exitCode)
    {
        exitCode = Read;
        if (arguments is not [Command, var seconds, var pages, var cells])
            return false;
        // A parent that was killed kills nobody: the child must know itself when it is over.
        using var end = new Timer(
            static _ => Process.GetCurrentProcess().Kill(), null, TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture) + 1), Timeout.InfiniteTimeSpan);
        using var output = Console.OpenStandardOutput();
        try
        {
            // The sign that it has started: white space, which stands before JSON and before a reason alike.
            output.WriteByte((byte)'\n');
            output.Flush();
            using var input = new MemoryStream();
            Console.OpenStandardInput().CopyTo(input);
            var text = PdfText.Read(input.ToArray(), int.Parse(pages, CultureInfo.InvariantCulture), int.Parse(cells, CultureInfo.InvariantCulture));
            JsonSerializer.Serialize(output, text, TextJson.Default.DocumentText);
        }
        catch (OutOfMemoryException)
        {
            throw;
        }
        catch (UnreadableDocumentException e)
        {
            exitCode = Refuse(output, e.Message);
        }
        catch (PdfDocumentEncryptedException)
        {
            exitCode = Refuse(output, "The PDF is protected by a password. Save it without one.");
        }
        catch (Exception)
        {
            // PdfPig meets damage with whatever its parsing runs into: every kind of exception means the same here.
            exitCode = Refuse(output, Damaged);
        }
        return true;
    }

    static int Refuse(Stream output, string reason)
    {
        output.Write(Encoding.UTF8.GetBytes(reason));
        return Refused;
    }
}
