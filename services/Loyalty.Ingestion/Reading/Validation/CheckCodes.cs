using System.Collections.Immutable;

namespace Loyalty.Ingestion.Reading.Validation;

/// <summary>What the checks are called, in reviews and where a curator confirms what one of them doubts. They stay as they are: documents hold them.</summary>
public static class CheckCodes
{
    /// <summary>A row that was not understood.</summary>
    public const string NotUnderstood = "not-understood";

    /// <summary>The document cannot be used.</summary>
    public const string Unusable = "unusable";

    /// <summary>Two rows give the same tickets different amounts, and nothing decides between them.</summary>
    public const string Contradiction = "contradiction";

    /// <summary>An amount that cannot be: below zero, or divided by zero.</summary>
    public const string ImpossibleAmount = "impossible-amount";

    /// <summary>An amount that no chart is known to give.</summary>
    public const string UnusualRate = "rate-unusual";

    /// <summary>A cabin that earns less than a lower one.</summary>
    public const string CabinOrder = "cabin-order";

    /// <summary>A class in two groups, of which the cabin decides.</summary>
    public const string ClassInTwoGroups = "class-in-two-groups";

    /// <summary>A chart that differs much from the one that it replaces.</summary>
    public const string ReplacesMuch = "replaces-much";

    /// <summary>Kilometres for miles, or miles for kilometres.</summary>
    public const string Unit = "unit";

    /// <summary>A day that cannot be meant, such as one whose day and month changed places.</summary>
    public const string Date = "date";

    /// <summary>Those whose doubt a person can clear. The others leave nothing to load: whatever a person says, the rows have no one meaning.</summary>
    public static ImmutableArray<string> Confirmable { get; } = [CabinOrder, ClassInTwoGroups, Date, UnusualRate, ReplacesMuch, Unit];

    /// <summary>Whether a person can clear its doubt.</summary>
    public static bool IsConfirmable(string code) => Confirmable.Contains(code);
}
