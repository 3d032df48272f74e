using System.Buffers.Binary;
using System.Security.Cryptography;
using Loyalty.Core.Earning;
using Loyalty.Core.Geography;
using Loyalty.Core.Programs;
using Loyalty.Core.Sources;
using Loyalty.Core.Transfers;

namespace Loyalty.Knowledge.Snapshots.Files;

/// <summary>
/// All facts of a graph at one version, and the bytes they are kept in: a start that reads them need not read the graph. Immutable,
/// thread-safe. Equal facts make equal bytes.
/// </summary>
/// <remarks>
/// A header of 48 bytes (eight that name the format, its number, the length and the SHA-256 of what follows), then the table of strings, the
/// tables of selectors and of formulas, each once, and the lists of facts in the order of their ids, which name strings, selectors and
/// formulas by number.
/// </remarks>
/// <param name="Version">The graph's version.</param>
/// <param name="ChangeSet">The id of the change set that made this version: another graph that has reached the same number has another one.</param>
/// <param name="Facts">What the graph holds.</param>
public sealed record SnapshotFile(long Version, string ChangeSet, LoyaltyFacts Facts)
{
    /// <summary>The number of the format: it moves whenever the bytes of the same facts would.</summary>
    public const int Format = 3;

    private const int HeaderLength = 48;

    private static ReadOnlySpan<byte> Magic => "LOYALTY\n"u8;

    /// <summary>The file's bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SnapshotBytesWriter();
        writer.Long(Version);
        writer.Text(ChangeSet);
        Write(writer);
        var file = writer.ToFile(HeaderLength);
        var header = file.AsSpan(0, HeaderLength);
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header[8..], Format);
        BinaryPrimitives.WriteInt32LittleEndian(header[12..], file.Length - HeaderLength);
        SHA256.HashData(file.AsSpan(HeaderLength), header[16..]);
        return file;
    }

    /// <summary>Reads the bytes.</summary>
    /// <param name="file">What <see cref="ToBytes"/> made.</param>
    /// <exception cref="InvalidDataException">They are damaged, or of another format; the message says which.</exception>
    public static SnapshotFile Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || !file.StartsWith(Magic)) throw new InvalidDataException("it is no snapshot file");
        var format = BinaryPrimitives.ReadInt32LittleEndian(file[8..]);
        if (format != Format) throw new InvalidDataException($"its format is {format}, not {Format}");
        var body = file[HeaderLength..];
        if (body.Length != BinaryPrimitives.ReadInt32LittleEndian(file[12..])) throw new InvalidDataException("it is cut off");
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        if (!hash.SequenceEqual(file[16..HeaderLength])) throw new InvalidDataException("its content does not match its hash");
        var reader = new SnapshotBytesReader(body);
        return new SnapshotFile(reader.Long(), reader.Text(), Read(ref reader));
    }

    private void Write(SnapshotBytesWriter to)
    {
        to.List(Facts.Airports, static (to, airport) =>
        {
            to.Text(airport.Iata);
            to.Text(airport.Name);
            to.Text(airport.City);
            to.Text(airport.Country);
            to.Text(airport.Continent);
            to.Real(airport.Latitude);
            to.Real(airport.Longitude);
        });
        to.List(Facts.Alliances, static (to, alliance) =>
        {
            to.Text(alliance.Id);
            to.Text(alliance.Name);
        });
        to.List(Facts.Airlines, static (to, airline) =>
        {
            to.Text(airline.Iata);
            to.Text(airline.Name);
            to.Text(airline.Country);
            to.Text(airline.Alliance);
        });
        to.List(Facts.Programs, static (to, program) => Write(to, program));
        to.List(Facts.Regions, static (to, region) =>
        {
            to.Text(region.Id);
            to.Text(region.ProgramId);
            to.Text(region.Name);
            to.Texts(region.Members);
        });
        to.List(Facts.FareClasses, static (to, fact) =>
        {
            to.Text(fact.Carrier);
            to.Number(fact.Letter);
            to.Number((int)fact.Cabin);
        });
        to.List(Facts.Sectors, static (to, sector) =>
        {
            to.Text(sector.ProgramId);
            to.Text(sector.From);
            to.Text(sector.To);
            to.Amount(sector.Miles);
            to.Text(sector.DocumentId);
        });
        to.List(Facts.ExchangeRates, static (to, rate) =>
        {
            to.Text(rate.From);
            to.Text(rate.To);
            to.Day(rate.Date);
            to.Amount(rate.Rate);
            to.Text(rate.DocumentId);
        });
        to.List(Facts.Transfers, static (to, route) =>
        {
            to.Text(route.Id);
            to.Text(route.FromProgram);
            to.Text(route.ToProgram);
            to.Amount(route.Sent);
            to.Amount(route.Received);
            to.MaybeAmount(route.Minimum);
            to.MaybeAmount(route.Increment);
            to.Amount(route.BonusRate);
            to.Text(route.Time);
            to.Validity(route.Validity);
            to.Text(route.DocumentId);
        });
        to.List(Facts.Documents, static (to, document) =>
        {
            to.Text(document.Id);
            to.Text(document.Title);
            to.Text(document.Url);
            to.Day(document.EffectiveDate);
            to.Day(document.SourceDate);
        });
        to.List(Facts.Charts, static (to, chart) => Write(to, chart));
    }

    private static LoyaltyFacts Read(ref SnapshotBytesReader from) => new()
    {
        Airports = from.List(static (ref from) => new Airport(
            from.Text(), from.Text(), from.MaybeText(), from.Text(), from.Text(), from.Real(), from.Real())),
        Alliances = from.List(static (ref from) => new Alliance(from.Text(), from.Text())),
        Airlines = from.List(static (ref from) => new Airline(from.Text(), from.Text(), from.MaybeText(), from.MaybeText())),
        Programs = from.List(static (ref from) => Program(ref from)),
        Regions = from.List(static (ref from) => new Region(from.Text(), from.Text(), from.Text(), from.Texts())),
        FareClasses = from.List(static (ref from) => new FareClassFact(from.Text(), (char)from.Number(), (Cabin)from.Number())),
        Sectors = from.List(static (ref from) => new SectorDistance(from.Text(), from.Text(), from.Text(), from.Amount(), from.Text())),
        ExchangeRates = from.List(static (ref from) => new ExchangeRate(
            from.Text(), from.Text(), from.Day()!.Value, from.Amount(), from.MaybeText())),
        Transfers = from.List(static (ref from) => new TransferRoute(
            from.Text(), from.Text(), from.Text(), from.Amount(), from.Amount(), from.MaybeAmount(), from.MaybeAmount(), from.Amount(),
            from.MaybeText(), from.Validity(), from.Text())),
        Documents = from.List(static (ref from) => new SourceDocument(from.Text(), from.Text(), from.MaybeText(), from.Day(), from.Day())),
        Charts = from.List(static (ref from) => Chart(ref from)),
    };

    private static void Write(SnapshotBytesWriter to, LoyaltyProgram program)
    {
        to.Text(program.Id);
        to.Text(program.Name);
        to.Number((int)program.Kind);
        to.Text(program.Airline);
        to.Text(program.Currency);
        to.Number((int)program.DistanceUnit);
        to.Rounding(program.Rounding);
        to.Number((int)program.FareRounding);
        to.Number((int)program.Minimum.Stage);
        to.Number((int)program.Minimum.For);
        to.MaybeAmount(program.Minimum.Amount);
        to.Number((int)program.EliteBonus.Base);
        to.Texts(program.EliteBonus.Components);
        to.List(program.Tiers, static (to, tier) =>
        {
            to.Text(tier.Name);
            to.Number(tier.Rank);
            to.Text(tier.AllianceStatus);
        });
        to.List(program.Metrics, static (to, metric) =>
        {
            to.Text(metric.Name);
            to.Rounding(metric.Rounding);
        });
        to.Text(program.DocumentId);
    }

    private static LoyaltyProgram Program(ref SnapshotBytesReader from) => new()
    {
        Id = from.Text(),
        Name = from.Text(),
        Kind = (ProgramKind)from.Number(),
        Airline = from.MaybeText(),
        Currency = from.Text(),
        DistanceUnit = (DistanceUnit)from.Number(),
        Rounding = from.Rounding()!,
        FareRounding = (RoundingMode)from.Number(),
        Minimum = new MinimumCredit((MinimumStage)from.Number(), (MinimumFor)from.Number(), from.MaybeAmount()),
        EliteBonus = new EliteBonus((EliteBonusBase)from.Number(), from.Texts()),
        Tiers = from.List(static (ref from) => new EliteTier(from.Text(), from.Number(), from.MaybeText())),
        Metrics = from.List(static (ref from) => new Metric(from.Text(), from.Rounding())),
        DocumentId = from.MaybeText(),
    };

    private static void Write(SnapshotBytesWriter to, EarningChart chart)
    {
        to.Text(chart.Id);
        to.Text(chart.Key.ProgramId);
        to.Text(chart.Key.Carrier);
        to.Text(chart.Key.Metric);
        to.Number((int)chart.Key.Part);
        to.Number((int)chart.Key.Role);
        to.Text(chart.Key.Conditions);
        to.Text(chart.Key.Market);
        to.Validity(chart.Validity);
        to.Long(chart.RecordedAt.UtcTicks);
        to.Text(chart.DocumentId);
        to.Texts(chart.UnreadRows);
        to.List(chart.Rules, static (to, rule) =>
        {
            to.Text(rule.Id);
            to.Text(rule.Key);
            to.Text(rule.Metric);
            to.Text(rule.Component);
            to.Selector(rule.Selector);
            to.Formula(rule.Formula);
            to.Validity(rule.Validity);
            to.Text(rule.Text);
        });
    }

    private static EarningChart Chart(ref SnapshotBytesReader from) => new()
    {
        Id = from.Text(),
        Key = new ChartKey(from.Text(), from.Text(), from.Text(), (ChartPart)from.Number(), (FlightRole)from.Number(), from.Text(), from.Text()),
        Validity = from.Validity(),
        RecordedAt = new DateTimeOffset(from.Long(), TimeSpan.Zero),
        DocumentId = from.Text(),
        UnreadRows = from.Texts(),
        Rules = from.List(static (ref from) => new EarningRule
        {
            Id = from.Text(),
            Key = from.Text(),
            Metric = from.Text(),
            Component = from.Text(),
            Selector = from.Selector(),
            Formula = from.Formula(),
            Validity = from.Validity(),
            Text = from.MaybeText(),
        }),
    };
}
