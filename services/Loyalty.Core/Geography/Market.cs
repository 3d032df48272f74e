namespace Loyalty.Core.Geography;

/// <summary>How a market is drawn, from the widest to the narrowest: the order is the order of precedence.</summary>
public enum MarketKind
{
    /// <summary>Anywhere.</summary>
    Any,

    /// <summary>Between two countries.</summary>
    International,

    /// <summary>Between two continents.</summary>
    Intercontinental,

    /// <summary>Within one continent, domestic flights included; within which, when the market names it.</summary>
    Within,

    /// <summary>Between two countries of one continent; of which, when the market names it.</summary>
    Continental,

    /// <summary>Within one country; which, when the market names it.</summary>
    Domestic,

    /// <summary>
    /// Between two regions, or within one, as the program draws them. Where regions are drawn by countries, a rule for flights inside one
    /// country is the narrower.
    /// </summary>
    Regions,

    /// <summary>From or to an airport.</summary>
    Airport,

    /// <summary>Between two airports, in either direction.</summary>
    Route,
}

/// <summary>Where a flight must go for a rule to apply, in either direction. Immutable, thread-safe.</summary>
/// <param name="Kind">How the market is drawn.</param>
/// <param name="From">An airport, a country (domestic), a continent (within, continental) or a region's id; null where the kind needs none.</param>
/// <param name="To">The other airport or region; null where the kind needs none.</param>
public sealed record Market(MarketKind Kind, string? From = null, string? To = null)
{
    // Every rule is identified by its market's text.
    private static readonly string[] KindNames = [.. Enum.GetNames<MarketKind>().Select(name => name.ToLowerInvariant())];

    /// <summary>Anywhere.</summary>
    public static Market Any { get; } = new(MarketKind.Any);

    /// <summary>How narrow it is, under 32: the greater is the narrower.</summary>
    /// <param name="spansCountries">Whether a region that it names is drawn by countries or continents, and none by airports alone.</param>
    internal uint Narrowness(bool spansCountries = false) => Kind == MarketKind.Regions && spansCountries
        ? ((uint)MarketKind.Continental * 3) + 2
        : ((uint)Kind * 3) + (From is null ? 0u : 1u);

    /// <summary>The canonical text, such as <c>any</c>, <c>domestic:JP</c> or <c>route:FRA-SIN</c>; <see cref="Parse"/> reads it.</summary>
    public override string ToString()
    {
        var (kind, first, second) = Parts;
        return first is null ? kind : second is null ? $"{kind}:{first}" : $"{kind}:{first}-{second}";
    }

    /// <summary>What the canonical text is made of: the kind, and the places in their order.</summary>
    internal (string Kind, string? First, string? Second) Parts =>
        From is null || To is null ? (KindNames[(int)Kind], From, null)
        : string.CompareOrdinal(From, To) <= 0 ? (KindNames[(int)Kind], From, To)
        : (KindNames[(int)Kind], To, From);

    /// <summary>Reads the canonical text.</summary>
    /// <param name="text">What <see cref="ToString"/> wrote.</param>
    /// <exception cref="FormatException">The text names no market.</exception>
    public static Market Parse(string text)
    {
        if (text == "any") return Any;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var kind = colon < 0 ? text : text[..colon];
        if (!Enum.TryParse<MarketKind>(kind, ignoreCase: true, out var parsed) || char.IsDigit(kind[0]))
            throw new FormatException($"'{text}' is not a market.");
        if (colon < 0) return new Market(parsed);
        var rest = text[(colon + 1)..];
        var dash = rest.IndexOf('-', StringComparison.Ordinal);
        return dash < 0 ? new Market(parsed, rest) : new Market(parsed, rest[..dash], rest[(dash + 1)..]);
    }
}

/// <summary>A region as one program draws it. Immutable, thread-safe.</summary>
/// <param name="Id">Its id without the label, such as <c>NH_MileageClub:Zone2</c>; holds no hyphen.</param>
/// <param name="ProgramId">The program that defines it.</param>
/// <param name="Name">What the program calls it.</param>
/// <param name="Members">Countries (<c>JP</c>), continents (<c>continent:AS</c>) and airports (<c>airport:HNL</c>).</param>
public sealed record Region(string Id, string ProgramId, string Name, ImmutableArray<string> Members);
