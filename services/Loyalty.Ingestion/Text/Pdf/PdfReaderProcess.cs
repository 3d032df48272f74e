using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Loyalty.Ingestion.Text.Pdf;

/// <summary>
/// Reads a PDF in a process of its own: PdfPig takes no token, so what never ends can only be killed, and what grows without end
/// must not grow here. The child is this program again, with arguments that <see cref="PdfChild"/> answers to.
/// </summary>
public static class PdfReaderProcess
{
    const int MaxAnswer = 32 * 1024 * 1024;
    static readonly string Program = typeof(PdfReaderProcess).Assembly.GetName().Name!;

    public static async Task<DocumentText> ReadAsync(ReadOnlyMemory<byte> bytes, TextLimits limits, CancellationToken cancellationToken)
    {
        RefuseCutOff(bytes.Span);
        using var child = new Process { StartInfo = StartInfo(limits) };
        child.Start();
        try
        {
            // Both ways at once: a child that answers early, or dies, must not leave the writer waiting.
            var send = SendAsync(child, bytes, cancellationToken);
            var errors = child.StandardError.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
            var answer = await AnswerAsync(child.StandardOutput.BaseStream, cancellationToken);
            await Task.WhenAll(send, errors, child.WaitForExitAsync(cancellationToken));
            return child.ExitCode switch
            {
                _ when answer.IsEmpty => throw new InvalidOperationException($"The process that reads PDFs did not start: exit code {child.ExitCode}."),
                PdfChild.Read => JsonSerializer.Deserialize(answer.Span, TextJson.Default.DocumentText)
                    ?? throw new UnreadableDocumentException(PdfChild.Damaged),
                PdfChild.Refused => throw new UnreadableDocumentException(Encoding.UTF8.GetString(answer.Span).Trim()),
                // It did not get to say why: the heap limit and a stack that ran over end a process outright.
                _ => throw new UnreadableDocumentException(
                    $"Reading the PDF needed more than the {limits.PdfMemory / 1e6:N0} MB it is allowed, or it is built to break readers. Print it to PDF anew, or submit the text."),
            };
        }
        finally
        {
            if (!child.HasExited)
                child.Kill(entireProcessTree: true);
        }
    }

    static ProcessStartInfo StartInfo(TextLimits limits)
    {
        var start = new ProcessStartInfo
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        // An application host where there is one; tests and `dotnet x.dll` find it beside the assembly too.
        var host = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? Program + ".exe" : Program);
        if (File.Exists(host))
        {
            start.FileName = host;
        }
        else
        {
            start.FileName = "dotnet";
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, Program + ".dll"));
        }
        start.ArgumentList.Add(PdfChild.Command);
        start.ArgumentList.Add(Math.Ceiling(limits.TimeOut.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(limits.MaxPdfPages.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(limits.MaxCells.ToString(CultureInfo.InvariantCulture));
        Confine(start.Environment, limits);
        return start;
    }

    /// <summary>The child sees nothing of this process's environment but what starts a program.</summary>
    static void Confine(IDictionary<string, string?> environment, TextLimits limits)
    {
        string[] kept = ["PATH", "HOME", "TMPDIR", "TEMP", "SystemRoot", "LD_LIBRARY_PATH"];
        foreach (var name in environment.Keys.Except(kept, StringComparer.OrdinalIgnoreCase).ToList())
            environment.Remove(name);
        // <root>/shared/Microsoft.NETCore.App/<version>/
        environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        environment["DOTNET_GCHeapHardLimit"] = limits.PdfMemory.ToString("X", CultureInfo.InvariantCulture);
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_TieredPGO"] = "0";
    }

    static async Task SendAsync(Process child, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await using var input = child.StandardInput.BaseStream;
            await input.WriteAsync(bytes, cancellationToken);
        }
        catch (IOException)
        {
            // The child ended before it had read everything; its exit code says why.
        }
    }

    static async Task<ReadOnlyMemory<byte>> AnswerAsync(Stream output, CancellationToken cancellationToken)
    {
        using var answer = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = await output.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (answer.Length + read > MaxAnswer)
                throw new UnreadableDocumentException("The PDF holds more text than is read. Submit the pages that hold the chart.");
            answer.Write(buffer, 0, read);
        }
        return answer.GetBuffer().AsMemory(0, (int)answer.Length);
    }

    /// <summary>PdfPig mends what it can, and so would read half a chart without a word.</summary>
    static void RefuseCutOff(ReadOnlySpan<byte> bytes)
    {
        if (bytes[^Math.Min(bytes.Length, 4096)..].IndexOf("%%EOF"u8) < 0)
            throw new UnreadableDocumentException("The PDF is cut off: its end is missing. Download it again.");
    }
}
