using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;

namespace Loyalty.Ingestion.Reading.Lines;

/// <summary>What a page tells of a tier.</summary>
internal sealed class TierProfile(string name, Section section)
{
    public string Name { get; } = name;

    /// <summary>The same with its metal in English: "guld" is what "oro" is.</summary>
    public string InEnglish { get; } = UsualTiers.Say(Phrase.Fold(name));

    /// <summary>Where it stands first.</summary>
    public Section Section { get; } = section;

    /// <summary>Whether the page says that it is a tier.</summary>
    public bool IsSure { get; set; }

    /// <summary>What it takes.</summary>
    public (decimal Value, string Text)? Takes { get; set; }

    /// <summary>What its alliance calls it.</summary>
    public string? Alliance { get; set; }

    /// <summary>What it adds, and what it earns by spending; two of one kind are of two things.</summary>
    public AgreedAmount Share { get; } = new();

    public AgreedAmount Spend { get; } = new();

    /// <summary>The one of a name, in whichever language.</summary>
    public static TierProfile? Find(List<TierProfile> profiles, string name)
    {
        var english = UsualTiers.Say(Phrase.Fold(name));
        return profiles.Find(known => known.InEnglish == english);
    }
}

/// <summary>An amount that some lines say, each the same.</summary>
internal sealed class AgreedAmount
{
    private bool _differs;
    private string? _amount;

    public string? Amount
    {
        get => _differs ? null : _amount;
        set
        {
            _differs |= _amount is not null && value != _amount;
            _amount = value;
        }
    }

    public string Line { get; set; } = "";
}
