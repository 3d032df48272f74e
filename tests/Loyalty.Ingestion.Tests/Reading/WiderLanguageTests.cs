using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>What pages in other languages say in other words than those of <see cref="LanguageTests"/>: headers, notes below the chart, markets.</summary>
public class WiderLanguageTests
{
    private static readonly string[] Twin = ["LH BY 100%", "LH CDJ 150%", "LH G nothing", "LH O nothing", "LH QS 50%", "LH X nothing"];

    // Language; cabin | booking class | accrual; business, economy, discounted economy, not eligible; the note on classes; the note on the time.
    public static TheoryData<string, string> Charts => new(
    [
        ("en", "Cabin|Booking class|Accrual rate|Business|Economy|Economy promo|No accrual|Booking classes X and O do not earn miles.|Valid for flights from 1 March 2025."),
        ("es", "Tipo de cabina|Letra de clase|Porcentaje de obtención|Preferente|Turista|Turista promo|No genera millas|Las clases X y O no obtienen millas.|Aplicable para vuelos realizados a partir del 1 de marzo de 2025."),
        ("pt", "Tipo de cabine|Subclasse|Percentual de milhas|Executiva|Econômica|Econômica promo|Não gera milhas|As classes X e O não dão direito a milhas.|Aplica-se aos voos realizados a partir de 1 de março de 2025."),
        ("fr", "Classe de cabine|Lettre de classe|Pourcentage de miles|Affaires|Économique|Économique promo|Pas de cumul|Les classes X et O ne donnent pas droit aux miles.|Applicable aux vols effectués à partir du 1er mars 2025."),
        ("de", "Beförderungsklasse|Ticketklasse|Anrechnungsrate|Business|Economy|Economy Spartarif|Ohne Gutschrift|Die Buchungsklassen X und O sind nicht prämienberechtigt.|Gilt für Flüge ab dem 1. März 2025."),
        ("it", "Tipo di cabina|Sottoclasse|Percentuale di accredito|Business|Economica|Economica promo|Non matura miglia|Le classi X e O non maturano miglia.|Applicabile ai voli effettuati dal 1 marzo 2025."),
        ("nl", "Cabineklasse|Subklasse|Verdienpercentage|Business|Economy|Economy actietarief|Niet mogelijk|De boekingsklassen X en O leveren geen miles op.|Geldt voor vluchten met ingang van 1 maart 2025."),
        ("sv", "Kabinklass|Bokningsbokstav|Intjäningstabell|Affärsklass|Ekonomi|Ekonomi lågpris|Ej tillämpligt|Bokningsklasserna X och O ger inga poäng.|Gäller för resor från och med 1 mars 2025."),
        ("nb", "Kabinklasse|Bestillingskode|Opptjeningstabell|Business|Økonomi|Økonomi lavpris|Gir ingen poeng|Bookingklassene X og O gir ingen poeng.|Gjelder for reiser med avreise fra og med 1. mars 2025."),
        ("pl", "Klasa pokładowa|Litera klasy|Procent naliczania|Biznes|Ekonomiczna|Ekonomiczna promo|Nie dotyczy|Klasy X i O nie uprawniają do mil.|Dotyczy lotów od 1 marca 2025."),
        ("ru", "Класс перелета|Буква класса|Процент миль|Бизнес|Эконом|Эконом льготный|Мили не предусмотрены|Классы X и O не дают права на мили.|Применяется для рейсов с 1 марта 2025 года."),
        ("tr", "Kabin tipi|Sınıf kodu|Kazanım oranları|Business|Ekonomi|Ekonomi promosyon|Mil kazanılamaz|X ve O sınıflarında mil kazanılamaz.|1 Mart 2025 tarihinden itibaren yapılacak uçuşlar için geçerlidir."),
        ("ar", "نوع المقصورة|حرف الحجز|معدل الاحتساب|رجال الأعمال|الضيافة|الضيافة المخفضة|لا تمنح أميال|الدرجات X و O لا تمنح أميال.|يطبق على الرحلات اعتبارا من 1 مارس 2025."),
        ("ja", "ご利用座席|予約クラスコード|マイル獲得率|ビジネスクラス|エコノミークラス|エコノミークラス優待|マイル対象外|予約クラスX、Oはマイル積算対象外です。|2025年3月1日以降ご搭乗分に適用。"),
        ("ko", "좌석 종류|부킹 코드|적립 요율|비즈니스석|이코노미석|이코노미석 특가|적립 제외 대상|예약 등급 X, O는 적립되지 않습니다.|2025년 3월 1일 이후 탑승분부터 적용"),
        ("zh", "座舱等级|订座代码|里程累积规则|公务舱|经济舱|经济舱特价|不予累积里程|X、O舱不予累积。|适用于2025年3月1日起乘坐的航班。"),
        ("zh-Hant", "座艙等級|訂位艙級|哩程累積百分比|商務艙|經濟艙|經濟艙特價|無法累積|X、O 艙等無法累積哩程。|適用於2025年3月1日(含)以後搭乘的航班。"),
        ("th", "ประเภทชั้นโดยสาร|รหัสชั้นการจอง|อัตราไมล์สะสม|ชั้นธุรกิจ|ชั้นประหยัด|ชั้นประหยัดโปรโมชั่น|ไม่มีสิทธิ์สะสมไมล์|ชั้น X และ O ไม่มีสิทธิ์สะสมไมล์|มีผลสำหรับการเดินทางตั้งแต่วันที่ 1 มีนาคม 2568 เป็นต้นไป"),
        ("vi", "Hạng phục vụ|Mã hạng đặt chỗ|Mức tích dặm|Thương gia|Phổ thông|Phổ thông khuyến mại|Không được cộng dặm|Hạng đặt chỗ X và O không được cộng dặm.|Áp dụng cho các chuyến bay từ ngày 01/03/2025."),
        ("id", "Tipe kabin|Kode booking|Tingkat akumulasi|Bisnis|Ekonomi|Ekonomi promo|Tidak menghasilkan miles|Subkelas X dan O tidak menghasilkan miles.|Berlaku efektif untuk penerbangan mulai 1 Maret 2025."),
    ]);

    [Theory]
    [MemberData(nameof(Charts))]
    public void A_chart_in_other_words_has_the_facts_of_its_English_twin(string language, string words)
    {
        var said = words.Split('|');

        var facts = Reader.Html(
            $"""
            <h1>MilePlus: Lufthansa (LH)</h1>
            <table><tr><th>{said[0]}</th><th>{said[1]}</th><th>{said[2]}</th></tr>
            <tr><td>{said[3]}</td><td>C, D, J</td><td>150%</td></tr><tr><td>{said[4]}</td><td>Y, B</td><td>100%</td></tr>
            <tr><td>{said[5]}</td><td>Q, S</td><td>50%</td></tr><tr><td>{said[4]}</td><td>G</td><td>{said[6]}</td></tr></table>
            <p>{said[7]}</p><p>{said[8]}</p>
            """);

        var read = facts.Short().SelectMany(rule => rule == "LH OX nothing" ? ["LH O nothing", "LH X nothing"] : new[] { rule }).Order(StringComparer.Ordinal);
        Assert.True(Twin.SequenceEqual(read), $"{language}: {string.Join("; ", facts.Short())} {string.Join("; ", facts.UnreadRows().Select(row => row.Reason))}");
        Assert.True(facts.Charts.All(chart => chart.Validity.From == new DateOnly(2025, 3, 1) && chart.Validity.Until is null), $"{language}: {facts.Charts[0].Validity}");
        Assert.Empty(facts.UnreadRows());
    }

    [Theory]
    [InlineData("Miles can be pooled by members from 1 March 2025.")]
    [InlineData("RBD P: travel on or after 1 March 2025.")]
    [InlineData("Gold members: valid for travel from 1 March 2025.")]
    public void What_says_more_than_when_dates_no_chart(string note) =>
        Assert.Null(Assert.Single(Below(note).Charts).Validity.From);

    [Theory]
    [InlineData("These rates apply to flights until 31 March 2025.")]
    [InlineData("Table valid for travel up to and including 31 March 2025.")]
    public void A_last_day_below_a_chart_ends_it(string note) =>
        Assert.Equal(new DateOnly(2025, 3, 31), Assert.Single(Below(note).Charts).Validity.Until);

    private static ExtractedFacts Below(string note) => Reader.Html(
        $"<h1>MilePlus: award miles on Lufthansa (LH)</h1><table><tr><th>Cabin</th><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Economy</td><td>Y, B</td><td>100%</td></tr></table><p>{note}</p>");

    [Theory]
    [InlineData("de", "Buchungsklasse|Meilen", "Inlandsstrecken|Auslandsflüge", "1 500 Meilen|2 500 Meilen")]
    [InlineData("sv", "Bokningsklass|Poäng", "Inrikes|Utrikes", "1 500 poäng|2 500 poäng")]
    [InlineData("fr", "Lettre de classe|Miles", "Vols intérieurs|Vols internationaux", "1 500 miles|2 500 miles")]
    [InlineData("es", "Subclase|Millas", "Vuelos de cabotaje|Vuelos internacionales", "1.500 millas|2.500 millas")]
    [InlineData("id", "Subkelas|Miles", "Penerbangan domestik|Penerbangan internasional", "1.500 miles|2.500 miles")]
    public void Numbers_in_lines_under_markets_are_whole_numbers(string language, string headers, string markets, string amounts)
    {
        var (market, amount, header) = (markets.Split('|'), amounts.Split('|'), headers.Split('|'));

        var facts = Reader.Html(
            $"""
            <h1>MilePlus: {header[1]} Lufthansa (LH)</h1><p>{header[0]}: {header[1]}</p>
            <h2>{market[0]}</h2><p>Y, B: {amount[0]}<br>M, H: {amount[1]}</p><h2>{market[1]}</h2><p>Y, B: {amount[1]}<br>M, H: {amount[0]}</p>
            """);

        Assert.True(facts.Short().SequenceEqual(["LH BY domestic =1500", "LH BY international =2500", "LH HM domestic =2500", "LH HM international =1500"]), $"{language}: {string.Join("; ", facts.Short())}");
    }

    [Theory]
    [InlineData("de", "Strecke|Light|Classic|BIZzclass", "Inlandsflüge|Internationale Flüge")]
    [InlineData("fr", "Trajet|Basic|Light|Optimo", "Vols intérieurs|Vols internationaux")]
    [InlineData("es", "Trayecto|Promo|Plus|Máximo", "Vuelos nacionales|Vuelos internacionales")]
    public void Fares_side_by_side_have_names_that_no_glossary_has(string language, string headers, string markets)
    {
        var (name, market) = (headers.Split('|'), markets.Split('|'));
        var counted = language switch { "de" => "Prämienmeilen pro Flug", "fr" => "Miles primes par vol", _ => "Millas premio por vuelo" };

        var facts = Reader.Html(
            $"""
            <h1>MilePlus: Lufthansa (LH)</h1><h2>{counted}</h2><table><tr><th>{name[0]}</th><th>{name[1]}</th><th>{name[2]}</th><th>{name[3]}</th></tr>
            <tr><td>{market[0]}</td><td>125</td><td>250</td><td>1000</td></tr><tr><td>{market[1]}</td><td>250</td><td>500</td><td>2000</td></tr></table>
            """);

        var (near, far) = ((int[])[125, 250, 1000], (int[])[250, 500, 2000]);
        string[] expected = [.. name[1..].SelectMany((fare, i) => new[] { $"LH domestic {fare} ={near[i]}", $"LH international {fare} ={far[i]}" }).Order(StringComparer.Ordinal)];
        Assert.True(expected.SequenceEqual(facts.Short()), $"{language}: {string.Join("; ", facts.Short())} {string.Join("; ", facts.UnreadRows().Select(row => row.Reason))}");
    }

    [Theory]
    [InlineData("Status|Miles per euro", "Light|Plus|Maxx")]
    [InlineData("Mitgliedsstufe|Meilen pro Euro", "Light|Plus|Maxx")]
    [InlineData("Categoría de socio|Millas por euro", "Light|Plus|Máxima")]
    public void A_row_above_says_what_all_fares_count(string headers, string fares)
    {
        var (header, fare) = (headers.Split('|'), fares.Split('|'));

        var facts = Reader.Html(
            $"""
            <h1>MilePlus: United Airlines (UA)</h1><table><thead><tr><th rowspan="2">{header[0]}</th><th colspan="3">{header[1]}</th></tr><tr><th>{fare[0]}</th><th>{fare[1]}</th><th>{fare[2]}</th></tr></thead>
            <tr><td>Premier Silver</td><td>1</td><td>2</td><td>3</td></tr><tr><td>Premier Gold</td><td>2</td><td>4</td><td>6</td></tr></table>
            """);

        Assert.Equal(
            [.. fare.SelectMany((name, i) => new[] { $"UA Premier Gold {name} {(i + 1) * 2}/EUR", $"UA Premier Silver {name} {i + 1}/EUR" }).Order(StringComparer.Ordinal)], facts.Short());
    }
}
