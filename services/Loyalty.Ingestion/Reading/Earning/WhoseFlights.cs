using Loyalty.Core.Earning;
using Loyalty.Core.Programs;
using Loyalty.Ingestion.Reading.Lines;
using Loyalty.Ingestion.Reading.Outline;
using Loyalty.Ingestion.Reading.Words;
using Loyalty.Ingestion.Text;

namespace Loyalty.Ingestion.Reading.Earning;

/// <summary>Whose flights a chart is of, where nothing above it says so, or only sentences do.</summary>
internal sealed class WhoseFlights(DocumentText document, Hints hints, string? programId, INameIndex names, TermsReader reader)
{
    private static readonly Phrases OfFlying = new("flight", "flights", "fly", "flying", "flyer", "flown", "fare", "fares", "ticket", "tickets", "airline", "airlines", "airways");

    private static readonly Phrases OfShops = new("shop", "shops", "shopping", "store", "stores", "hotel", "hotels", "card", "cards", "car rental", "dining", "restaurants", "fuel", "retail");

    private readonly Lazy<string?> _own = new(() => OwnAirline.Of(document, hints, programId, names));

    /// <summary>The terms with the airline, where the page can be about no other, or a person may say so.</summary>
    public Terms Of(Terms terms, Table table, TableShape shape, Section section, LoyaltyProgram? program)
    {
        if (terms is { Carriers.IsEmpty: true, IsMultiplier: false } && (table is TableOfFlights || IsOfFlights(shape)) && (_own.Value ?? OfOwnTiers(table, shape, program)) is { } own) terms = terms with { Carriers = [own] };
        if (IsOfPartnersInstead(terms, table, section, program)) terms = terms with { Problem = terms.Problem ?? $"the page is about partners: whether the chart is of the program's own flights ({program!.Airline}), a person says" };
        return OfSomebody(terms, table, shape, section, program);
    }

    /// <summary>What tiers add holds on the program's own flights, if anywhere; whether on others', a page that is not about partners does not say.</summary>
    private string? OfOwnTiers(Table table, TableShape shape, LoyaltyProgram? program) =>
        table is TableOfFlights && shape.Columns.Any(column => column.Part == ChartPart.Status) && !OwnAirline.IsAboutPartners(document, hints) ? program?.Airline : null;

    /// <summary>Whether the program's own airline is named in sentences alone, on a page whose headings speak of partners.</summary>
    private bool IsOfPartnersInstead(Terms terms, Table table, Section section, LoyaltyProgram? program)
    {
        if (terms.Carriers is not [var only] || only != program?.Airline || hints.Carrier is { Length: > 0 } || table is TableOfFlights || !OwnAirline.IsTitledByPartners(document, hints)) return false;
        if (table.Caption is { } caption && Names(caption, only)) return false;
        for (var above = section; above is not null; above = above.Parent)
        {
            if (Names(above.Heading, only) || (above.Heading.Length > 0 && reader.Heading(above.Heading, programId).Carriers is [var headed] && headed == only)) return false;
        }

        return true;
    }

    private bool Names(string text, string airline) => names.AirlinesIn(text).Any(named => named.Iata == airline);

    /// <summary>Where nothing says whose flights a chart is for, they are the program's own airline's, if a person says so.</summary>
    private Terms OfSomebody(Terms terms, Table table, TableShape shape, Section section, LoyaltyProgram? program)
    {
        if (terms is not { Carriers.IsEmpty: true, IsMultiplier: false } || program?.Airline is not { } own) return terms;
        // What tiers earn stands on pages that tell of partners too, under headings of its own.
        var byTier = IsOfSpendByTier(shape);
        if (!byTier && !(table is TableOfFlights || IsOfFlights(shape))) return terms;
        if (byTier ? !IsOfFlying(section) || OwnAirline.IsAboutOthers(section, hints, own, names) : OwnAirline.IsAboutOthers(document, hints, own, names)) return terms;
        foreach (var column in shape.Columns)
        {
            if (column is { Kind: ColumnKind.Value, Part: ChartPart.Status } or { Kind: ColumnKind.Carrier } || !column.Carriers.IsEmpty) return terms;
        }

        // Rows over the whole table may name them, one after the other.
        if (TableRow.IsOneCell(table.Rows[shape.FirstRow]) && !reader.Heading(table.Rows[shape.FirstRow][0].Text, programId).Carriers.IsEmpty) return terms;
        // On a page of the program's that names no other airline, what tiers earn by flying they earn with its own, unless partners have a chart there.
        if (byTier && OwnAirline.Beside(document, hints, programId, names) == own) return terms with { Carriers = [own] };
        return terms with { Carriers = [own], Problem = terms.Problem ?? $"no airline is named: it is read as the chart of the program's own flights ({own})" };
    }

    /// <summary>Hotels and shops have levels and spend too; only flights have classes, cabins, distances and routes.</summary>
    private static bool IsOfFlights(TableShape shape) =>
        !shape.Has(ColumnKind.Carrier) && !shape.Columns.Any(column => column.IsMultiplier) && (shape.Has(ColumnKind.Classes) || shape.Has(ColumnKind.Cabin) || shape.Has(ColumnKind.Band) || shape.Has(ColumnKind.Market) || shape.Has(ColumnKind.FareBrand)
            || shape.Columns.Any(column => column.FareBrand is not null || !column.Cabins.IsEmpty));

    /// <summary>An airline's own levels, each with what a unit of currency brings.</summary>
    private static bool IsOfSpendByTier(TableShape shape) =>
        shape.Has(ColumnKind.Tier) && !shape.Has(ColumnKind.Carrier) && shape.Columns.Any(column => column is { Kind: ColumnKind.Value, Currency: not null });

    /// <summary>Whether the words above and beside a table speak of flights, and what heads it of no shop, hotel or card.</summary>
    private bool IsOfFlying(Section section)
    {
        var flies = false;
        for (var above = section; above is not null; above = above.Parent)
        {
            var folded = Phrase.Fold(above.Heading);
            if (OfShops.In(folded)) return false;
            flies |= OfFlying.In(folded) || above.Notes.Exists(note => note.Length < 1000 && OfFlying.In(Phrase.Fold(note)));
        }

        return flies && !OfShops.In(Phrase.Fold(hints.Title ?? ""));
    }
}
