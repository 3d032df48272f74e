using Loyalty.Core.Earning;
using Loyalty.Ingestion.Reading;

namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Sentences on who sells and who flies the flights that a chart is for, in English and in other languages.</summary>
public class SoldAndFlownTests
{
    private const string Sold = "sold", Flown = "flown", Both = "both", Asked = "asked";

    // Booking class | what it earns, by language.
    private static readonly Dictionary<string, string> Headers = new()
    {
        ["en"] = "Booking class|Miles (% of distance)",
        ["de"] = "Buchungsklasse|Prämienmeilen in Prozent der Entfernung",
        ["fr"] = "Classe de réservation|Pourcentage de miles",
        ["es"] = "Clase de reserva|Porcentaje de millas",
        ["it"] = "Classe di prenotazione|Percentuale di miglia",
        ["pt"] = "Classe de reserva|Percentual de milhas",
        ["nl"] = "Boekingsklasse|Verdienpercentage miles",
        ["sv"] = "Bokningsklass|Poäng i procent",
        ["nb"] = "Bookingklasse|Poeng i prosent av distansen",
        ["da"] = "Bookingklasse|Point i procent af distancen",
        ["fi"] = "Varausluokka|Mailit prosentteina",
        ["pl"] = "Klasa rezerwacyjna|Procent naliczania mil",
        ["ru"] = "Класс бронирования|Процент начисления миль",
        ["uk"] = "Клас бронювання|Відсоток миль",
        ["cs"] = "Rezervační třída|Procento mil",
        ["sk"] = "Rezervačná trieda|Percento míľ",
        ["el"] = "Κλάση κράτησης|Ποσοστό μιλίων",
        ["ro"] = "Clasa de rezervare|Procent mile",
        ["hu"] = "Foglalási osztály|Mérföldek százaléka",
        ["tr"] = "Rezervasyon sınıfı|Mil kazanım oranı",
        ["ar"] = "درجة الحجز|نسبة الأميال",
        ["he"] = "מחלקת הזמנה|אחוז המיילים",
        ["id"] = "Kelas pemesanan|Persentase mil",
        ["ms"] = "Kelas pemesanan|Peratus batu",
        ["vi"] = "Hạng đặt chỗ|Tỷ lệ dặm",
        ["th"] = "ชั้นการจอง|อัตราไมล์สะสม",
        ["ja"] = "予約クラス|マイル積算率",
        ["ko"] = "예약 등급|마일리지 적립률",
        ["zh"] = "订座舱位|里程累积率",
        ["zh-Hant"] = "訂位艙等|哩程累積率",
        ["is"] = "Bókunarklassi|Hlutfall vildarpunkta",
        ["hr"] = "Rezervacijska klasa|Postotak milja",
        ["bg"] = "Клас на резервация|Процент мили",
        ["sl"] = "Rezervacijski razred|Odstotek milj",
        ["ca"] = "Classe de reserva|Percentatge de milles",
        ["et"] = "Broneerimisklass|Miilide protsent",
        ["lv"] = "Rezervācijas klase|Jūdžu procents",
        ["lt"] = "Rezervacijos klasė|Mylių procentas",
        ["fa"] = "کلاس رزرو|درصد مایل",
    };

    [Theory]
    [InlineData("Miles are earned on flights that Lufthansa markets and operates.", Both)]
    [InlineData("Only Lufthansa-marketed and Lufthansa-operated flights are eligible.", Both)]
    [InlineData("Miles are earned on flights operated by Lufthansa under its own flight number.", Both)]
    [InlineData("Flights marketed by Lufthansa and operated by Lufthansa earn miles.", Both)]
    [InlineData("Codeshare flights do not earn miles.", Both)]
    [InlineData("‘ ’ Other airlines ’ codeshare flights \u200b don’t earn miles.", Both)]
    [InlineData("No miles on codeshare flights of other airlines.", Both)]
    [InlineData("Flights marketed by Lufthansa but operated by another airline are not eligible.", Both)]
    [InlineData("Flights operated by Lufthansa but marketed by another airline do not earn miles.", Both)]
    [InlineData("Accrual only on flights operated by Lufthansa; no miles on codeshare flights of other airlines.", Both)]
    [InlineData("Miles are earned only on flights operated by Lufthansa, excluding codeshare flights.", Both)]
    [InlineData("Miles are earned on Lufthansa flights, except codeshare flights operated by other airlines.", Both)]
    [InlineData("Accrual is only possible on flights operated by Lufthansa.", Flown)]
    [InlineData("The flight must be operated by Lufthansa in order to earn miles.", Flown)]
    [InlineData("Flights that are not operated by Lufthansa do not earn miles.", Flown)]
    [InlineData("Flights operated by airlines other than Lufthansa are not eligible.", Flown)]
    [InlineData("Miles are earned only on flights operated by Lufthansa, not on flights operated by other airlines.", Flown)]
    [InlineData("Miles are earned on flights with LH flight numbers, regardless of the operating airline.", Sold)]
    [InlineData("Miles are earned on flights with an LH flight number, including codeshare flights operated by other airlines.", Sold)]
    [InlineData("Codeshare flights earn miles only with an LH flight number.", Sold)]
    [InlineData("Codeshare flights of Lufthansa earn miles only when operated by SWISS or Austrian Airlines.", "sold, flown by LH LX OS")]
    [InlineData("Codeshare flights with an LH flight number earn miles only if they are operated by SWISS.", "sold, flown by LH LX")]
    [InlineData("Miles are earned on flights marketed by Lufthansa and operated by Lufthansa or SWISS.", "sold, flown by LH LX")]
    public void A_sentence_before_or_behind_the_table_says_who_sells_and_flies(string sentence, string whose) =>
        Assert.Equal([whose, whose, whose], [Before("en", sentence), Behind("en", sentence), Behind("en", "* " + sentence)]);

    [Theory]
    [InlineData("Codeshare flights with LH flight numbers are eligible only when operated by Star Alliance airlines.")]
    [InlineData("Codeshare flights of SWISS earn miles only when operated by Lufthansa.")]
    [InlineData("Only codeshare flights operated by SWISS earn miles.")]
    [InlineData("Miles are earned only on flights operated by Lufthansa in summer.")]
    [InlineData("Miles are earned only on flights marketed and operated by Lufthansa in class Y.")]
    [InlineData("Miles are earned only on flights operated by Lufthansa between Frankfurt and Singapore.")]
    [InlineData("Miles are not only earned on flights operated by Lufthansa.")]
    [InlineData("Miles cannot be earned on codeshare flights, except on flights operated by SWISS.")]
    [InlineData("Miles cannot be earned on codeshare flights operated by partner airlines.")]
    [InlineData("Codeshare flights earn miles at a reduced rate.")]
    public void A_sentence_that_says_more_is_asked_about(string sentence)
    {
        Assert.EndsWith(Asked, Before("en", sentence), StringComparison.Ordinal);
        Assert.EndsWith(Asked, Behind("en", sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void That_codeshares_earn_too_is_asked_about_where_the_chart_is_for_flights_that_its_airline_flies_itself() =>
        Assert.EndsWith(Asked, Before("en", "Miles are earned on flights marketed and operated by Lufthansa. Codeshare flights with SWISS also earn miles."), StringComparison.Ordinal);

    [Fact]
    public void Flights_that_one_airline_sells_and_another_flies_are_not_all_that_the_other_flies() =>
        Assert.EndsWith(Asked, Before("en", "Miles are earned on flights marketed by United and operated by Lufthansa."), StringComparison.Ordinal);

    [Theory]
    [InlineData("de", "Meilen werden auf Flügen gesammelt, die von Lufthansa vermarktet und durchgeführt werden.", Both)]
    [InlineData("de", "Die Meilengutschrift erfolgt ausschließlich auf Flügen, die von Lufthansa durchgeführt werden.", Flown)]
    [InlineData("de", "Auf Codeshare-Flügen mit LH-Flugnummer sammeln Sie nur Meilen, wenn der Flug von SWISS oder Austrian Airlines durchgeführt wird.", "sold, flown by LH LX OS")]
    [InlineData("fr", "Les vols en partage de code opérés par d'autres compagnies aériennes ne permettent pas de cumuler des miles.", Both)]
    [InlineData("fr", "Les miles ne sont crédités que sur les vols portant un numéro de vol LH.", Sold)]
    [InlineData("fr", "Le cumul de miles est valable uniquement sur les vols commercialisés et effectués par Lufthansa.", Both)]
    [InlineData("es", "La acumulación de millas es válida únicamente en vuelos que Lufthansa comercializa y opera.", Both)]
    [InlineData("es", "Los vuelos con número de vuelo LH operados por otra aerolínea no son elegibles.", Both)]
    [InlineData("es", "Los vuelos de código compartido de Lufthansa solo acumulan millas si son operados por SWISS.", "sold, flown by LH LX")]
    [InlineData("it", "I voli in codeshare operati da altre compagnie aeree non danno diritto a miglia.", Both)]
    [InlineData("it", "Le miglia si guadagnano solo sui voli operati da Lufthansa.", Flown)]
    [InlineData("pt", "Só é possível acumular milhas em voos vendidos e operados pela Lufthansa.", Both)]
    [InlineData("pt", "O acúmulo de milhas é válido somente em voos operados pela Lufthansa.", Flown)]
    [InlineData("nl", "Miles kunnen uitsluitend worden gespaard op door Lufthansa uitgevoerde vluchten.", Flown)]
    [InlineData("nl", "Op codesharevluchten die door andere luchtvaartmaatschappijen worden uitgevoerd, spaart u geen Miles.", Both)]
    [InlineData("sv", "Codeshare-flygningar som opereras av andra flygbolag ger inga poäng.", Both)]
    [InlineData("nb", "Kun flyginger solgt og operert av Lufthansa gir poeng.", Both)]
    [InlineData("da", "Codeshare-flyvninger, der opereres af andre flyselskaber, giver ikke point.", Both)]
    [InlineData("fi", "Muiden lentoyhtiöiden liikennöimistä codeshare-lennoista ei kerry maileja.", Both)]
    [InlineData("pl", "Mile można zbierać wyłącznie na lotach wykonywanych przez Lufthansa.", Flown)]
    [InlineData("pl", "Za loty code-share obsługiwane przez inne linie lotnicze mile nie są naliczane.", Both)]
    [InlineData("ru", "Начисление миль производится только на рейсах, маркетинговым и операционным перевозчиком которых является Lufthansa.", Both)]
    [InlineData("ru", "За код-шеринговые рейсы, выполняемые другими авиакомпаниями, мили не начисляются.", Both)]
    [InlineData("ru", "Мили начисляются только на рейсы с номером LH.", Sold)]
    [InlineData("uk", "Милі нараховуються лише за рейси, що виконуються Lufthansa.", Flown)]
    [InlineData("cs", "Za codesharové lety provozované jinými leteckými společnostmi se míle nepřipisují.", Both)]
    [InlineData("sk", "Míle sa pripisujú iba za lety prevádzkované spoločnosťou Lufthansa.", Flown)]
    [InlineData("el", "Οι πτήσεις κοινού κωδικού που εκτελούνται από άλλες αεροπορικές εταιρείες δεν κερδίζουν μίλια.", Both)]
    [InlineData("ro", "Milele se acordă numai pentru zborurile operate de Lufthansa.", Flown)]
    [InlineData("hu", "A más légitársaságok által üzemeltetett codeshare járatok után nem jár mérföld.", Both)]
    [InlineData("hu", "Mérföldek csak a Lufthansa által üzemeltetett járatokon gyűjthetők.", Flown)]
    [InlineData("tr", "Sadece Lufthansa tarafından satılan ve işletilen uçuşlar mil kazandırır.", Both)]
    [InlineData("tr", "Mil kazanımı yalnızca Lufthansa tarafından gerçekleştirilen uçuşlarda geçerlidir.", Flown)]
    [InlineData("ar", "رحلات الرمز المشترك التي تشغلها شركات طيران أخرى غير مؤهلة لاكتساب الأميال.", Both)]
    [InlineData("ar", "تُكتسب الأميال فقط على الرحلات التي تشغلها Lufthansa.", Flown)]
    [InlineData("he", "צבירת מיילים אפשרית רק בטיסות המשווקות והמופעלות על ידי Lufthansa.", Both)]
    [InlineData("he", "טיסות קוד משותף המופעלות על ידי חברות תעופה אחרות אינן מזכות במיילים.", Both)]
    [InlineData("id", "Penerbangan codeshare yang dioperasikan oleh maskapai lain tidak mendapatkan mil.", Both)]
    [InlineData("id", "Akumulasi mil hanya berlaku untuk penerbangan yang dioperasikan oleh Lufthansa.", Flown)]
    [InlineData("ms", "Penerbangan perkongsian kod yang dikendalikan oleh syarikat penerbangan lain tidak layak mendapat batu.", Both)]
    [InlineData("vi", "Các chuyến bay liên danh do hãng hàng không khác khai thác không được cộng dặm.", Both)]
    [InlineData("vi", "Chỉ được cộng dặm trên các chuyến bay do Lufthansa khai thác.", Flown)]
    [InlineData("th", "เที่ยวบินร่วมที่ดำเนินการโดยสายการบินอื่นไม่สามารถสะสมไมล์ได้", Both)]
    [InlineData("th", "เที่ยวบินร่วม (Codeshare) จะได้รับไมล์เฉพาะเที่ยวบินที่ใช้รหัส LH", Sold)]
    [InlineData("ja", "LH便名で他社が運航するコードシェア便はマイルが積算されません。", Both)]
    [InlineData("ja", "Lufthansaが運航する便のみマイル積算の対象となります。", Flown)]
    [InlineData("ja", "LH便名のコードシェア便は、SWISSまたはAustrian Airlinesが運航する場合に限り、マイルが積算されます。", "sold, flown by LH LX OS")]
    [InlineData("ko", "다른 항공사가 운항하는 공동운항편은 마일리지가 적립되지 않습니다.", Both)]
    [InlineData("ko", "Lufthansa가 운항하는 항공편에 한하여 마일리지가 적립됩니다.", Flown)]
    [InlineData("zh", "由其他航空公司承运的代码共享航班不可累积里程。", Both)]
    [InlineData("zh", "里程仅适用于由Lufthansa销售并实际承运的航班。", Both)]
    [InlineData("zh", "航班号为 LH 的代码共享航班,仅限由SWISS运营时,方可累积里程。", "sold, flown by LH LX")]
    [InlineData("zh-Hant", "共用班號班機不得累積哩程。", Both)]
    [InlineData("zh-Hant", "哩程僅適用於Lufthansa實際營運之航班。", Flown)]
    [InlineData("is", "Vildarpunktar safnast aðeins í flugi sem er flogið af Lufthansa.", Flown)]
    [InlineData("hr", "Milje se ostvaruju samo na letovima koje obavlja Lufthansa.", Flown)]
    [InlineData("bg", "Мили се натрупват само за полети, изпълнявани от Lufthansa.", Flown)]
    [InlineData("sl", "Milje se pripišejo samo za lete, ki jih izvaja Lufthansa.", Flown)]
    [InlineData("ca", "Només s'acumulen milles en vols operats per Lufthansa.", Flown)]
    [InlineData("et", "Miile kogub ainult Lufthansa teostatavatel lendudel.", Flown)]
    [InlineData("lv", "Par kopīgā koda lidojumiem, ko veic citas aviosabiedrības, jūdzes netiek piešķirtas.", Both)]
    [InlineData("lt", "Mylios kaupiamos tik už Lufthansa vykdomus skrydžius.", Flown)]
    [InlineData("fa", "مایل فقط برای پروازهایی که توسط Lufthansa انجام می‌شود تعلق می‌گیرد.", Flown)]
    public void A_page_in_another_language_says_it_as_an_English_one_does(string language, string sentence, string whose) =>
        Assert.Equal((whose, whose), (Before(language, sentence), Behind(language, sentence)));

    [Theory]
    [InlineData("de", "Meilen können nur auf Flügen gesammelt werden, die von Lufthansa im Sommer durchgeführt werden.")]
    [InlineData("de", "Meilen gibt es nur auf von Lufthansa durchgeführten Flügen zum Volltarif.")]
    [InlineData("fr", "Le cumul est possible uniquement le lundi sur les vols opérés par Lufthansa.")]
    [InlineData("fr", "Les miles sont cumulés uniquement sur les vols opérés par Lufthansa entre Francfort et Singapour.")]
    [InlineData("es", "Solo se acumulan millas en vuelos operados por Lufthansa dentro de Europa.")]
    [InlineData("pt", "Só acumulam milhas os voos operados pela Lufthansa com tarifa flexível.")]
    [InlineData("nl", "U spaart alleen Miles op vluchten uitgevoerd door SWISS.")]
    [InlineData("ru", "Мили начисляются только по понедельникам за рейсы, выполняемые Lufthansa.")]
    [InlineData("tr", "Mil kazanımı yalnızca hafta sonları Lufthansa tarafından gerçekleştirilen uçuşlarda geçerlidir.")]
    [InlineData("ja", "Lufthansaが運航する国際線のみマイル積算の対象となります。")]
    [InlineData("zh", "仅限周一由Lufthansa承运的航班可累积里程。")]
    [InlineData("zh", "航班号为 LH 的代码共享航班,仅限由星空联盟航空公司运营时,方可累积里程。")]
    public void What_it_says_of_days_fares_markets_and_others_is_asked_about(string language, string sentence)
    {
        Assert.EndsWith(Asked, Before(language, sentence), StringComparison.Ordinal);
        Assert.EndsWith(Asked, Behind(language, sentence), StringComparison.Ordinal);
    }

    private static string Before(string language, string sentence) => Whose(language, $"<p>{sentence}</p>", "");

    private static string Behind(string language, string sentence) => Whose(language, "", $"<p>{sentence}</p>");

    /// <summary>Whose flights the chart of a page is for, and whether anything is asked.</summary>
    private static string Whose(string language, string before, string behind)
    {
        var headers = Headers[language].Split('|');
        var facts = Reader.Html($"<h1>MilePlus: Lufthansa (LH)</h1>{before}<table><tr><th>{headers[0]}</th><th>{headers[1]}</th></tr><tr><td>Y, B</td><td>100%</td></tr><tr><td>K</td><td>50%</td></tr></table>{behind}", new Hints { Carrier = "LH" });
        var chart = Assert.Single(facts.Charts);
        Assert.Equal(("LH", 2), (chart.Key.Carrier, chart.Rules.Length));
        var role = chart.Key.Role switch { FlightRole.Marketing => Sold, FlightRole.Operating => Flown, _ => Both };
        if (role == Sold && chart.Rules[0].Selector.Operating is { IsEmpty: false } operating) role += ", flown by " + string.Join(' ', operating.Order(StringComparer.Ordinal));
        return facts.UnreadRows().Length > 0 ? $"{role}, {Asked}" : role;
    }
}
