using Loyalty.Ingestion.Reading;


namespace Loyalty.Ingestion.Tests.Reading;

/// <summary>Charts in other languages are read to the facts of their English twin; what no glossary has keeps a chart from loading.</summary>
public class LanguageTests
{
    private static readonly string[] Twin = ["LH BY 100%", "LH CDJ 150%", "LH G nothing", "LH QS 12.5%"];

    // Language, valid from, cabin, booking class, accrual, business, full fare economy, economy, discounted economy, not eligible, 12.5 percent.
    public static TheoryData<string, string> Charts => new(
    [
        ("en", "Valid from 1 January 2026|Cabin|Booking class|Miles (% of distance flown)|Business class|Economy full fare|Economy|Economy discounted|Not eligible|12.5%"),
        ("de", "Gültig ab 1. Januar 2026|Reiseklasse|Buchungsklasse|Meilen (% der geflogenen Meilen)|Business Klasse|Economy Volltarif|Economy Klasse|Economy ermäßigt|nicht anrechenbar|12,5 %"),
        ("fr", "Valable à compter du 1er janvier 2026|Cabine|Classe de réservation|Taux d'accumulation (% des miles parcourus)|Classe Affaires|Économique plein tarif|Classe économique|Économique tarif réduit|Non éligible|12,5 %"),
        ("es", "Válido a partir del 1 de enero de 2026|Cabina|Clase de reserva|Porcentaje de acumulación de millas|Clase Ejecutiva|Económica tarifa completa|CLASE ECONOMICA|Económica con descuento|No acumula|12.5%"),
        ("pt", "Válido a partir de 1 de janeiro de 2026|Cabine|Classe de reserva|Percentual de acúmulo de milhas|Classe Executiva|Econômica tarifa cheia|Econômica|Econômica promocional|Não acumula|12,5%"),
        ("it", "Valido dal 1° gennaio 2026|Cabina|Classe di prenotazione|Percentuale di accumulo miglia|Classe Business|Economica tariffa piena|Classe Economica|Economica scontata|Non idonea|12,5%"),
        ("nl", "Geldig vanaf 1 januari 2026|Reisklasse|Boekingsklasse|Miles (% van de gevlogen afstand)|Businessclass|Economy vol tarief|Economy Class|Economy met korting|niet geldig|12,5%"),
        ("nb", "Gjelder fra 1. januar 2026|Reiseklasse|Bestillingsklasse|Opptjening i prosent av distanse|Business|Økonomi fullpris|Økonomiklasse|Økonomi rabattert|Ingen opptjening|12,5 %"),
        ("sv", "Gäller från 1 januari 2026|Reseklass|Bokningsklass|Intjäning i procent av avstånd|Affärsklass|Ekonomi fullpris|Ekonomiklass|Ekonomi rabatterad|Ej poänggivande|12,5 %"),
        ("da", "Gælder fra 1. januar 2026|Rejseklasse|Bookingklasse|Optjening i procent af afstand|Businessklasse|Økonomi fuldpris|Økonomiklasse|Økonomi rabatteret|Ingen optjening|12,5 %"),
        ("fi", "Voimassa 1. tammikuuta 2026 alkaen|Matkustusluokka|Varausluokka|Kertymisprosentti|Business|Turistiluokka täysihintainen|Turistiluokka|Turistiluokka alennettu|Ei kerrytä pisteitä|12,5 %"),
        ("is", "Gildir frá 1. janúar 2026|Farrými|Bókunarklassi|Söfnunarhlutfall|Viðskiptafarrými|Almennt farrými fullt fargjald|Almennt farrými|Almennt farrými með afslætti|Engin söfnun|12,5%"),
        ("pl", "Obowiązuje od 1 stycznia 2026 r|Klasa podróży|Klasa rezerwacyjna|Procent naliczanych mil|Klasa biznes|Klasa ekonomiczna pełna taryfa|Klasa ekonomiczna|Ekonomiczna promocyjna|Brak naliczania|12,5%"),
        ("cs", "Platné od 1. ledna 2026|Cestovní třída|Rezervační třída|Procento mil|Business třída|Ekonomická třída plný tarif|Ekonomická třída|Ekonomická třída zlevněná|Bez nároku|12,5 %"),
        ("ru", "Действует с 1 января 2026 г|Класс обслуживания|Класс бронирования|Процент начисления миль|Бизнес-класс|Эконом полный тариф|Эконом-класс|Эконом льготный|Мили не начисляются|12,5 %"),
        ("uk", "Діє з 1 січня 2026 року|Клас обслуговування|Клас бронювання|Відсоток нарахування миль|Бізнес-клас|Економ-клас|Економ|Економ зі знижкою|Не нараховуються|12,5 %"),
        ("tr", "1 Ocak 2026 tarihinden itibaren geçerlidir|Kabin|Rezervasyon sınıfı|Mil kazanım oranı|İŞ SINIFI|Ekonomi tam ücret|Ekonomi Sınıfı|Ekonomi indirimli|Mil kazandırmaz|%12,5"),
        ("el", "Ισχύει από 1 Ιανουαρίου 2026|Καμπίνα|Κλάση κράτησης|Ποσοστό συλλογής μιλίων|Διακεκριμένη θέση|Οικονομική θέση|ΟΙΚΟΝΟΜΙΚΗ|Οικονομική θέση εκπτωτική|Δεν συλλέγουν μίλια|12,5%"),
        ("ro", "Valabil de la 1 ianuarie 2026|Clasa de călătorie|Clasa de rezervare|Procent de acumulare mile|Clasa business|Clasa economică|Economic|Economică redus|Nu acumulează|12,5%"),
        ("hu", "2026. január 1-től érvényes|Utazási osztály|Foglalási osztály|Mérföldjóváírás százaléka|Üzleti osztály|Turistaosztály|Economy osztály|Kedvezményes turistaosztály|Nem jogosít|12,5%"),
        ("ar", "ساري اعتبارا من 1 يناير 2026|درجة السفر|درجة الحجز|نسبة اكتساب الأميال|درجة رجال الأعمال|الدرجة السياحية|السياحية|السياحية المخفضة|غير مؤهلة|١٢٫٥٪"),
        ("he", "בתוקף החל מ-1 בינואר 2026|מחלקת שירות|מחלקת הזמנה|אחוז צבירה|מחלקת עסקים|מחלקת תיירים|תיירים|תיירים מוזל|לא צובר|%12.5"),
        ("id", "Berlaku mulai 1 Januari 2026|Kelas layanan|Kelas pemesanan|Persentase perolehan miles|Kelas Bisnis|Kelas Ekonomi|Ekonomi|Ekonomi promo|Tidak memperoleh miles|12,5%"),
        ("ms", "Berkuat kuasa mulai 1 Januari 2026|Kabin|Kelas tempahan|Kadar perolehan batu|Kelas Perniagaan|Kelas Ekonomi|Ekonomi|Ekonomi promo|Tidak layak|12.5%"),
        ("vi", "Có hiệu lực từ ngày 1 tháng 1 năm 2026|Hạng dịch vụ|Hạng đặt chỗ|Tỷ lệ cộng dặm|Thương gia|Phổ thông giá đầy đủ|PHỔ THÔNG|Phổ thông giảm giá|Không tích lũy|12,5%"),
        ("th", "มีผลตั้งแต่วันที่ 1 มกราคม 2569|ชั้นโดยสาร|ชั้นการจอง|อัตราการสะสมไมล์|ชั้นธุรกิจ|ชั้นประหยัด|ชั้นประหยัด|ชั้นประหยัดราคาพิเศษ|ไม่ได้รับไมล์|12.5%"),
        ("sk", "Platné od 1. januára 2026|Cestovná trieda|Rezervačná trieda|Percento míľ|Biznis trieda|Ekonomická trieda plná tarifa|Ekonomická trieda|Ekonomická trieda zľavnená|Bez nároku|12,5 %"),
        ("hr", "Vrijedi od 1. siječnja 2026|Razred putovanja|Rezervacijski razred|Postotak milja|Poslovna klasa|Ekonomska klasa puna tarifa|Ekonomska klasa|Ekonomska klasa snižena|Bez prikupljanja|12,5 %"),
        ("sl", "Velja od 1. januarja 2026|Potovalni razred|Rezervacijski razred|Odstotek milj|Poslovni razred|Ekonomski razred polna tarifa|Ekonomski razred|Ekonomski razred znižan|Ni upravičeno|12,5 %"),
        ("bg", "В сила от 1 януари 2026 г|Клас на пътуване|Клас на резервация|Процент на натрупване|Бизнес класа|Икономична класа пълна тарифа|Икономична класа|Икономична класа намалена|Не се начисляват|12,5 %"),
        ("sr", "Важи од 1. јануара 2026|Путничка класа|Резервациона класа|Проценат миља|Пословна класа|Економска класа|Економска класа|Економска класа|Не остварују|12,5 %"),
        ("lt", "Galioja nuo 2026 m. sausio 1 d|Kelionės klasė|Rezervacijos klasė|Mylių procentas|Verslo klasė|Ekonominė klasė|Ekonominė klasė|Ekonominė klasė su nuolaida|Nekaupiamos|12,5 %"),
        ("lv", "Spēkā no 2026-01-01|Ceļošanas klase|Rezervācijas klase|Jūdžu procents|Biznesa klase|Ekonomiskā klase|Ekonomiskā klase|Ekonomiskā klase ar atlaidi|Netiek uzkrātas|12,5 %"),
        ("et", "Kehtib alates 1. jaanuarist 2026|Reisiklass|Broneerimisklass|Kogumisprotsent|Äriklass|Turistiklass|Turistiklass|Turistiklass soodushinnaga|Ei kogu|12,5%"),
        ("ca", "Vàlid a partir de l'1 de gener de 2026|Cabina|Classe de reserva|Percentatge d'acumulació de milles|Classe executiva|Classe turista tarifa completa|Turista|Turista amb descompte|No acumula|12,5%"),
        ("fa", "معتبر از ۱ ژانویه ۲۰۲۶|کابین|کلاس رزرو|درصد مایل|بیزینس کلاس|اکونومی کلاس|اکونومی|اکونومی تخفیفی|تعلق نمی گیرد|۱۲٫۵٪"),
        ("ja", "2026年1月1日ご搭乗分より有効|搭乗クラス|予約クラス|フライトマイル積算率|ビジネスクラス|エコノミークラス普通運賃|エコノミークラス|エコノミークラス割引運賃|積算対象外|１２．５％"),
        ("ko", "2026년 1월 1일부터 유효|탑승 클래스|예약 등급|마일리지 적립률|비즈니스석|일반석 정상 운임|일반석|일반석 할인|적립 불가|12.5%"),
        ("zh", "自2026年1月1日起生效|舱位等级|订座舱位|里程累积比例|公务舱|全价经济舱|经济舱|折扣经济舱|不累积|12.5％"),
        ("zh-Hant", "2026年1月1日起生效|艙等|訂位代碼|哩程累積比例|商務艙|全票價經濟艙|經濟艙|優惠經濟艙|不可累積|12.5%"),
    ]);

    [Theory]
    [MemberData(nameof(Charts))]
    public void A_chart_in_another_language_has_the_facts_of_its_English_twin(string language, string words)
    {
        var said = words.Split('|');

        var facts = Chart(said);

        Assert.Equal(Twin, facts.Short());
        Assert.True(facts.Charts is [{ Validity.From: { Year: 2026, Month: 1, Day: 1 }, Validity.Until: null }], language);
        Assert.Empty(facts.UnreadRows());
    }

    private static ExtractedFacts Chart(string[] said) => Reader.Html(
        $"""
        <h1>MilePlus: Lufthansa (LH)</h1><p>{said[0]}.</p>
        <table><tr><th>{said[1]}</th><th>{said[2]}</th><th>{said[3]}</th></tr>
        <tr><td>{said[4]}</td><td>C, D, J</td><td>150%</td></tr><tr><td>{said[5]}</td><td>Y, B</td><td>100%</td></tr>
        <tr><td>{said[6]}</td><td>Q, S</td><td>{said[9]}</td></tr><tr><td>{said[7]}</td><td>G</td><td>{said[8]}</td></tr></table>
        """);

    [Theory]
    [InlineData("de", "Business Klasse: C, D 150 %\nEconomy Klasse: Y, B 100 %\nO, X nicht anrechenbar")]
    [InlineData("es", "Clase Ejecutiva: C y D 150%\nClase Económica: Y, B 100%\nO, X no acumula")]
    [InlineData("ja", "ビジネスクラス\nC, D\n150%\nエコノミークラス\nY, B\n100%\nO, X\n積算対象外")]
    [InlineData("ru", "Бизнес-класс C, D 150%\nЭконом-класс Y, B 100%\nO, X без начисления")]
    public void Lines_in_another_language_are_a_chart(string language, string lines)
    {
        var facts = Reader.Text($"MilePlus: Lufthansa (LH)\n\n{lines}\n");

        Assert.True(facts.Short().SequenceEqual(["LH BY 100%", "LH CD 150%", "LH OX nothing"]), $"{language}: {string.Join("; ", facts.Short())}");
    }

    [Theory]
    [InlineData("de", "Statusmeilen", "Statusmeilen", "Meilen")]
    [InlineData("nb", "Nivåpoeng", "Nivåpoeng", "Bonuspoeng")]
    [InlineData("is", "Fjöldi Fríðindastiga", "Tier Points", "Vildarpunktar")]
    [InlineData("is", "Kortastig", "Kortastig", "Vildarpunktar")]
    [InlineData("ja", "ステイタスマイル", "ステイタスマイル", "マイル")]
    [InlineData("pl", "Liczba mil statusowych", "Mile Statusowe", "Mile")]
    [InlineData("nb", "Tier Points", "Tier Points", "Bonuspoeng")]
    [InlineData("pt", "Pontos de nível", "Tier Points", "Milhas")]
    public void A_metric_has_the_page_s_own_name_unless_the_program_has_one(string language, string printed, string name, string miles)
    {
        var (cabin, booking) = language switch { "de" => ("Reiseklasse", "Buchungsklasse"), "ja" => ("搭乗クラス", "予約クラス"), "is" => ("Farrými", "Bókunarklassi"), "pl" => ("Klasa podróży", "Klasa rezerwacyjna"), "pt" => ("Cabine", "Classe de reserva"), _ => ("Reiseklasse", "Bookingklasse") };

        var facts = Reader.Html(
            $"<h1>MilePlus: Lufthansa (LH)</h1><table><tr><th>{cabin}</th><th>{booking}</th><th>{miles}</th><th>{printed}</th></tr><tr><td>Economy</td><td>Y</td><td>100%</td><td>50%</td></tr></table>");

        Assert.Equal([$"LH Y 100%", $"LH {name} Y 50%"], facts.Short().Order(StringComparer.Ordinal).OrderBy(rule => rule.Length));
        Assert.Equal(name is "Tier Points" ? [] : [name], facts.Metrics.Select(metric => metric.Metric.Name));
    }

    [Fact]
    public void Facts_quote_the_document_in_its_own_words()
    {
        var facts = Reader.Html(
            """
            <h1>MilePlus: Meilen sammeln mit Lufthansa</h1><table><tr><th>Reiseklasse</th><th>Buchungsklasse</th><th>Meilen</th></tr>
            <tr><td>Economy Klasse</td><td>Y</td><td>100 %</td></tr><tr><td>Erste Klasse</td><td>F</td><td>nach Aufwand</td></tr></table>
            """);

        Assert.Equal(["Economy Klasse | Y | 100 %"], facts.Charts.SelectMany(chart => chart.Rules).Select(rule => rule.Text));
        Assert.Equal(["Erste Klasse | F | nach Aufwand"], facts.UnreadRows().Select(row => row.Row));
        Assert.Equal("MilePlus: Meilen sammeln mit Lufthansa", facts.Title);
    }

    [Theory]
    [InlineData("<th>Reiseklasse</th><th>Buchungsklasse</th><th>Sondermeilen</th>", "100 %")]
    [InlineData("<th>Reiseklasse</th><th>Buchungsklasse</th><th>Meilen (Winterhalbjahr)</th>", "100 %")]
    [InlineData("<th>Reiseklasse</th><th>Buchungsklasse (nur Codeshares)</th><th>Meilen</th>", "100 %")]
    [InlineData("<th>Reiseklasse</th><th>Buchungsklasse</th><th>Meilen</th>", "100 % am Wochenende")]
    public void What_no_glossary_has_keeps_a_chart_from_loading(string headers, string cell)
    {
        var facts = Reader.Html($"<h1>MilePlus: Meilen mit Lufthansa (LH)</h1><table><tr>{headers}</tr><tr><td>Economy Klasse</td><td>Y</td><td>{cell}</td></tr></table>");

        Assert.True(facts.Charts.All(chart => chart.Rules.IsEmpty || !chart.Unread.IsEmpty), string.Join("; ", facts.Short()));
    }

    [Fact]
    public void A_page_in_English_with_foreign_names_stays_English()
    {
        var facts = Reader.Html(
            """
            <h1>MilePlus: award miles on Lufthansa (LH)</h1><p>São Paulo, Zürich and Malmö count as any other city; Nivåpoeng do not.</p>
            <table><tr><th>Cabin</th><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Economy</td><td>Y, B</td><td>1,250%</td></tr></table>
            """);

        // Where commas are decimal, 1,250 is a little more than one.
        Assert.Equal(["LH BY 1250%"], facts.Short());
    }

    [Fact]
    public void A_page_whose_notes_are_in_another_language_than_its_table_is_read_whole()
    {
        var facts = Reader.Html(
            """
            <h1>MilePlus: Lufthansa (LH)</h1><p>Gültig für Reisen ab dem 1. Januar 2026.</p><p>Prämienmeilen je Buchungsklasse</p>
            <table><tr><th>Cabin</th><th>Booking class</th><th>Miles (% of distance)</th></tr><tr><td>Economy</td><td>Y, B</td><td>100%</td></tr></table>
            """);

        Assert.Equal(["LH BY 100%"], facts.Short());
        Assert.Equal(new DateOnly(2026, 1, 1), Assert.Single(facts.Charts).Validity.From);
    }

    [Theory]
    [InlineData("de", "Meilen pro Euro", "Mitglieder", "5 Meilen pro Euro")]
    [InlineData("fr", "Miles par euro dépensé", "Membres", "5 miles par euro dépensé")]
    [InlineData("es", "Millas por euro", "Miembros", "5 millas por cada euro gastado")]
    [InlineData("nl", "Miles per euro", "Leden", "5 miles per bestede euro")]
    public void An_amount_by_fare_is_one_in_any_language(string language, string header, string member, string cell)
    {
        var first = language switch { "de" => "Mitgliedsstufe", "fr" => "Niveau de statut", "es" => "Categoría de socio", _ => "Statusniveau" };

        var facts = Reader.Html($"<h1>MilePlus: {header}, United Airlines (UA)</h1><table><tr><th>{first}</th><th>{header}</th></tr><tr><td>{member}</td><td>{cell}</td></tr><tr><td>Premier Gold</td><td>8</td></tr></table>");

        Assert.Equal(["UA 5/EUR", "UA Premier Gold 8/EUR"], facts.Short());
    }

    [Theory]
    [InlineData("de", "Programm|Umwandlungsverhältnis", "1.000 : 800")]
    [InlineData("fr", "Programme partenaire|Taux de conversion", "1 000 : 800")]
    [InlineData("es", "Programa|Ratio de transferencia", "1000 : 800")]
    [InlineData("zh", "计划|兑换比例", "1000 : 800")]
    [InlineData("ja", "プログラム|交換レート", "1000：800")]
    public void A_transfer_list_is_one_in_any_language(string language, string headers, string ratio)
    {
        var facts = Reader.Html(
            $"<table><tr><th>{headers.Replace("|", "</th><th>", StringComparison.Ordinal)}</th></tr><tr><td>MilePlus</td><td>{ratio}</td></tr></table>", new Hints(ProgramId: "BANK_Points"));

        Assert.True(facts.Transfers is [{ ToProgram: "UA_Plus", Sent: 1000, Received: 800 }], language);
    }

    [Theory]
    // Neither under nor over 800: 800 itself is not yet in the farther band.
    [InlineData("Flüge unter 800 Meilen|über 800 Meilen", "Entfernung|Meilen", "de", 800)]
    [InlineData("800 マイル未満|800 マイル以上", "距離|獲得マイル", "ja", 799)]
    [InlineData("Moins de 800 miles|800 miles et plus", "Distance|Miles gagnés", "fr", 799)]
    [InlineData("Flugleiðir styttri en 800 mílur|800 mílur eða lengri", "Vegalengd|Vildarpunktar", "is", 799)]
    public void Distance_bands_are_read_in_any_language(string bands, string headers, string language, int top)
    {
        var (near, far) = (bands.Split('|')[0], bands.Split('|')[1]);

        var facts = Reader.Html(
            $"""
            <h1>MilePlus: Lufthansa (LH)</h1><table><tr><th>{headers.Replace("|", "</th><th>", StringComparison.Ordinal)}</th></tr>
            <tr><td>{near}</td><td>500</td></tr><tr><td>{far}</td><td>1500</td></tr></table>
            """);

        Assert.True(facts.Short() is [var rule] && rule == $"LH <={top}:500 <=any:1500", $"{language}: {string.Join("; ", facts.Short())} {string.Join("; ", facts.UnreadRows().Select(row => row.Reason))}");
    }

    [Fact]
    public void An_English_page_that_names_a_place_with_an_accent_is_English() =>
        Assert.Equal(
            ["Silver", "Gold"],
            Reader.Html(
                "<p>Réserver</p><h1>Conditions for the status of members who travel with us</h1><h2>What you earn and how the points are credited to your account</h2><h2>The conditions and benefits by status</h2>"
                + "<table><tr><th></th><th>Premium Points earned in the year (only those that are earned with our own flights)</th><th>The number of services that you use</th></tr>"
                + "<tr><th>Gold</th><td>80,000</td><td>7</td></tr><tr><th>Silver</th><td>50,000</td><td>7</td></tr></table><h3>Furusato Nōzei of the services which are counted</h3>", new Hints(null, null, "NH_Club", "NH")).Tiers.Select(tier => tier.Tier.Name));

    [Theory]
    [InlineData("<h1>Niveles</h1><p>En los vuelos de Lufthansa los socios Plata ganan un 25% de millas extra y los socios Oro un 50%.</p>", "Plata", "Oro")]
    [InlineData("<h1>Categorias</h1><p>O cliente Prata ganha 25% de bônus em milhas e o cliente Ouro ganha 50% de bônus em milhas nos voos.</p>", "Prata", "Ouro")]
    [InlineData("<h1>Livelli</h1><p>I soci Argento ricevono il 25% di miglia bonus e i soci Oro il 50% su ogni volo.</p>", "Argento", "Oro")]
    [InlineData("<h1>Niveaus</h1><p>Silver-leden sparen 25% extra miles en Gold-leden 50% extra miles op elke vlucht.</p>", "Silver", "Gold")]
    [InlineData("<h1>Nivåer</h1><p>Som Silvermedlem får du 25 % extra poäng och som Guldmedlem 50 % på alla flygningar.</p>", "Silver", "Guld")]
    [InlineData("<h1>会员级别</h1><p>航班：银卡会员可获得25%额外里程，金卡会员可获得50%额外里程。</p>", "银卡", "金卡")]
    [InlineData("<h1>회원 등급</h1><h2>보너스 마일</h2><ul><li>실버 회원: 보너스 마일 25%</li><li>골드 회원: 보너스 마일 50%</li></ul>", "실버", "골드")]
    [InlineData("<h1>Les statuts</h1><h2>Silver</h2><ul><li>25 % de miles bonus sur chaque vol</li></ul><h2>Gold</h2><ul><li>50 % de miles bonus sur chaque vol</li></ul>", "Silver", "Gold")]
    public void What_tiers_add_is_said_in_sentences_and_under_headings(string body, string lower, string higher)
    {
        Assert.Equal([$"LH status (elite bonus) {lower} +25%", $"LH status (elite bonus) {higher} +50%"], Reader.Html(body, new Hints(null, null, "A3_Bonus", "LH")).Short().OrderBy(rule => rule.Contains("50%", StringComparison.Ordinal)));
    }
}
