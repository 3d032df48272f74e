using System.Collections.Immutable;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>A table of lines whose words say that flights earn what stands in it: its columns alone could be a shop's.</summary>
internal sealed record TableOfFlights(string? Caption, ImmutableArray<ImmutableArray<Cell>> Rows) : Table(Caption, Rows)
{
    /// <summary>What in the words was not understood, or is in doubt; the chart waits.</summary>
    public string? Problem { get; init; }
}
