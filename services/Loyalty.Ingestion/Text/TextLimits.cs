namespace Loyalty.Ingestion.Text;

/// <summary>How much of a machine one document may take. What goes beyond is refused with a reason, never read in part.</summary>
public sealed record TextLimits
{
    /// <summary>The largest file.</summary>
    public int MaxBytes { get; init; } = 20 * 1024 * 1024;

    /// <summary>The most elements of a page.</summary>
    public int MaxNodes { get; init; } = 200_000;

    /// <summary>How deep the elements of a page may nest: AngleSharp's time grows with the square of it.</summary>
    public int MaxDepth { get; init; } = 256;

    /// <summary>How deep tables may stand in tables. Newsletters reach eight.</summary>
    public int MaxTableNesting { get; init; } = 12;

    /// <summary>The most places of all tables of a page or PDF, spans filled in.</summary>
    public int MaxCells { get; init; } = 200_000;

    /// <summary>The most fields of a CSV file: larger, since no span can multiply them. The world's airports with all their columns fit.</summary>
    public int MaxCsvCells { get; init; } = 2_000_000;

    /// <summary>The most pages of a PDF.</summary>
    public int MaxPdfPages { get; init; } = 500;

    /// <summary>The heap of the process that reads a PDF, in bytes.</summary>
    public long PdfMemory { get; init; } = 512L * 1024 * 1024;

    /// <summary>The longest that reading one document may take.</summary>
    public TimeSpan TimeOut { get; init; } = TimeSpan.FromSeconds(20);
}
