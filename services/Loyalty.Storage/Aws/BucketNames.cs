using System.ComponentModel.DataAnnotations;

namespace Loyalty.Storage.Aws;

/// <summary>
/// A bucket for each kind of document, told by the first part of its key, so that each has rules of its own: how long it is kept, who may write,
/// what hears of it. What is not named is in the one bucket.
/// </summary>
public sealed class BucketNames
{
    const string Name = "^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$";

    /// <summary>What comes in: <c>raw/</c> and <c>incoming/</c>.</summary>
    [RegularExpression(Name)]
    public string? Raw { get; set; }

    /// <summary>What stages make: <c>stages/</c>.</summary>
    [RegularExpression(Name)]
    public string? Stages { get; set; }

    /// <summary>What is known and recorded: all else.</summary>
    [RegularExpression(Name)]
    public string? Facts { get; set; }

    /// <summary>What a bulk loader takes: <c>load/</c>.</summary>
    [RegularExpression(Name)]
    public string? Load { get; set; }
}
