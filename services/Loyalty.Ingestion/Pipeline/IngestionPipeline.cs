using System.Collections.Immutable;

namespace Loyalty.Ingestion.Pipeline;

/// <summary>One stage: what it is called, which version of it made an output, and how long and how often it may try.</summary>
/// <param name="Name">Also the name of its fail points.</param>
/// <param name="Version">Raised when it would make another output of the same input: work then starts again from here.</param>
/// <param name="Attempts">How often it is tried before the document is quarantined.</param>
/// <param name="TimeOut">How long one attempt may take.</param>
/// <param name="Computes">Whether how long it takes is the document's doing; else it is the stores', and they are waited for.</param>
public sealed record StageDefinition(string Name, int Version, int Attempts, TimeSpan TimeOut, bool Computes = false);

/// <summary>
/// The pipeline, defined once. Here a durable runner executes it from the work queue; published, a state machine is made from it. Each stage reads its predecessors' outputs and
/// writes its own, so that a killed worker resumes where it stopped.
/// </summary>
public static class IngestionPipeline
{
    /// <summary>Takes the bytes in: stored, recorded, queued.</summary>
    public static readonly StageDefinition Receive = new("receive", 1, 1, TimeSpan.FromSeconds(30));

    /// <summary>Says which document it is and what its curator said of it.</summary>
    public static readonly StageDefinition Identify = new("identify", 1, 3, TimeSpan.FromSeconds(10));

    /// <summary>Bytes to headings, paragraphs and tables.</summary>
    public static readonly StageDefinition ExtractText = new("extract-text", 1, 2, TimeSpan.FromSeconds(60), Computes: true);

    /// <summary>Text to facts.</summary>
    public static readonly StageDefinition ExtractFacts = new("extract-facts", 2, 2, TimeSpan.FromSeconds(30), Computes: true);

    /// <summary>Facts to facts that may be loaded, and charts that must wait for a curator.</summary>
    public static readonly StageDefinition Validate = new("validate", 2, 2, TimeSpan.FromSeconds(30), Computes: true);

    /// <summary>Puts the waiting charts into the curator's queue.</summary>
    public static readonly StageDefinition Review = new("review", 1, 3, TimeSpan.FromSeconds(10));

    /// <summary>Facts to a change set of the graph.</summary>
    public static readonly StageDefinition Transform = new("transform", 1, 3, TimeSpan.FromSeconds(30));

    /// <summary>Applies the change set, whole and once.</summary>
    public static readonly StageDefinition Load = new("load", 1, 5, TimeSpan.FromSeconds(120));

    /// <summary>Writes the outcome down.</summary>
    public static readonly StageDefinition Finalise = new("finalise", 1, 3, TimeSpan.FromSeconds(10));

    /// <summary>The stages in order.</summary>
    public static ImmutableArray<StageDefinition> Stages { get; } =
        [Receive, Identify, ExtractText, ExtractFacts, Validate, Review, Transform, Load, Finalise];
}
