using System.Collections.Frozen;

namespace Loyalty.Ingestion.Reading.Words;

/// <summary>Countries by their English names, with their ISO 3166-1 alpha-2 codes and the continent that most of their airports lie on.</summary>
internal static class Countries
{
    // Code, continent, name; most airports decide the continent of a country on two.
    private const string Table =
        """
        ADEU Andorra;AEAS United Arab Emirates;AFAS Afghanistan;AGNA Antigua & Barbuda;AINA Anguilla;
        ALEU Albania;AMAS Armenia;AOAF Angola;ARSA Argentina;ASOC American Samoa;
        ATEU Austria;AUOC Australia;AWNA Aruba;AZAS Azerbaijan;BAEU Bosnia & Herzegovina;
        BBNA Barbados;BDAS Bangladesh;BEEU Belgium;BFAF Burkina Faso;BGEU Bulgaria;
        BHAS Bahrain;BIAF Burundi;BJAF Benin;BLNA St. Barthélemy;BMNA Bermuda;
        BNAS Brunei;BOSA Bolivia;BQNA Caribbean Netherlands;BRSA Brazil;BSNA Bahamas;
        BTAS Bhutan;BWAF Botswana;BYEU Belarus;BZNA Belize;CANA Canada;
        CCAS Cocos (Keeling) Islands;CDAF DR Congo;CFAF Central African Republic;CGAF Congo;CHEU Switzerland;
        CIAF Ivory Coast;CKOC Cook Islands;CLSA Chile;CMAF Cameroon;CNAS China;
        COSA Colombia;CRNA Costa Rica;CUNA Cuba;CVAF Cape Verde;CWNA Curaçao;
        CXAS Christmas Island;CYAS Cyprus;CZEU Czech Republic;DEEU Germany;DJAF Djibouti;
        DKEU Denmark;DMNA Dominica;DONA Dominican Republic;DZAF Algeria;ECSA Ecuador;
        EEEU Estonia;EGAF Egypt;EHAF Western Sahara;ERAF Eritrea;ESEU Spain;
        ETAF Ethiopia;FIEU Finland;FJOC Fiji;FKSA Falkland Islands;FMOC Micronesia;
        FOEU Faroe Islands;FREU France;GAAF Gabon;GBEU United Kingdom;GDNA Grenada;
        GEAS Georgia;GFSA French Guiana;GGEU Guernsey;GHAF Ghana;GIEU Gibraltar;
        GLNA Greenland;GMAF Gambia;GNAF Guinea;GPNA Guadeloupe;GQAF Equatorial Guinea;
        GREU Greece;GTNA Guatemala;GUOC Guam;GWAF Guinea-Bissau;GYSA Guyana;
        HKAS Hong Kong;HNNA Honduras;HREU Croatia;HTNA Haiti;HUEU Hungary;
        IDAS Indonesia;IEEU Ireland;ILAS Israel;IMEU Isle of Man;INAS India;
        IQAS Iraq;IRAS Iran;ISEU Iceland;ITEU Italy;JEEU Jersey;
        JMNA Jamaica;JOAS Jordan;JPAS Japan;KEAF Kenya;KGAS Kyrgyzstan;
        KHAS Cambodia;KIOC Kiribati;KMAF Comoros;KNNA St. Kitts & Nevis;KPAS North Korea;
        KRAS South Korea;KWAS Kuwait;KYNA Cayman Islands;KZAS Kazakhstan;LAAS Laos;
        LBAS Lebanon;LCNA St. Lucia;LIEU Liechtenstein;LKAS Sri Lanka;LRAF Liberia;
        LSAF Lesotho;LTEU Lithuania;LUEU Luxembourg;LVEU Latvia;LYAF Libya;
        MAAF Morocco;MCEU Monaco;MDEU Moldova;MEEU Montenegro;MFNA St. Martin;
        MGAF Madagascar;MHOC Marshall Islands;MKEU North Macedonia;MLAF Mali;MMAS Myanmar;
        MNAS Mongolia;MOAS Macau;MPOC Northern Mariana Islands;MQNA Martinique;MRAF Mauritania;
        MSNA Montserrat;MTEU Malta;MUAF Mauritius;MVAS Maldives;MWAF Malawi;
        MXNA Mexico;MYAS Malaysia;MZAF Mozambique;NAAF Namibia;NCOC New Caledonia;
        NEAF Niger;NFOC Norfolk Island;NGAF Nigeria;NINA Nicaragua;NLEU Netherlands;
        NOEU Norway;NPAS Nepal;NROC Nauru;NUOC Niue;NZOC New Zealand;
        OMAS Oman;PANA Panama;PESA Peru;PFOC French Polynesia;PGOC Papua New Guinea;
        PHAS Philippines;PKAS Pakistan;PLEU Poland;PMNA St. Pierre & Miquelon;PRNA Puerto Rico;
        PTEU Portugal;PWOC Palau;PYSA Paraguay;QAAS Qatar;REAF Réunion;
        ROEU Romania;RSEU Serbia;RUEU Russia;RWAF Rwanda;SAAS Saudi Arabia;
        SBOC Solomon Islands;SCAF Seychelles;SDAF Sudan;SEEU Sweden;SGAS Singapore;
        SHAF St. Helena;SIEU Slovenia;SKEU Slovakia;SLAF Sierra Leone;SMEU San Marino;
        SNAF Senegal;SOAF Somalia;SRSA Suriname;SSAF South Sudan;STAF São Tomé & Príncipe;
        SVNA El Salvador;SXNA Sint Maarten;SYAS Syria;SZAF Eswatini;TCNA Turks & Caicos Islands;
        TDAF Chad;TGAF Togo;THAS Thailand;TJAS Tajikistan;TLAS Timor-Leste;
        TMAS Turkmenistan;TNAF Tunisia;TOOC Tonga;TRAS Turkey;TTNA Trinidad & Tobago;
        TVOC Tuvalu;TWAS Taiwan;TZAF Tanzania;UAEU Ukraine;UGAF Uganda;
        UMOC U.S. Outlying Islands;USNA United States;UYSA Uruguay;UZAS Uzbekistan;VAEU Vatican City;
        VCNA St. Vincent & Grenadines;VESA Venezuela;VGNA British Virgin Islands;VINA U.S. Virgin Islands;VNAS Vietnam;
        VUOC Vanuatu;WFOC Wallis & Futuna;WSOC Samoa;XKEU Kosovo;YEAS Yemen;
        YTAF Mayotte;ZAAF South Africa;ZMAF Zambia;ZWAF Zimbabwe;
        """;

    private static readonly string[] Entries = Table.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static readonly FrozenDictionary<string, string> Codes = Read();

    private static readonly WordBeginnings Beginnings = ReadBeginnings();

    private static readonly ILookup<string, string> ByContinent = Entries.ToLookup(entry => entry[2..4], entry => entry[..2], StringComparer.Ordinal);

    /// <summary>The code of a country's name or of a code itself; null when it is neither.</summary>
    public static string? CodeOf(string name)
    {
        var folded = Phrase.Fold(name);
        // Two letters are a code only in capitals: "in" and "no" are words.
        if (folded.Length == 2 && folded is not ("us" or "uk") && char.IsAsciiLetterLower(name.Trim()[0])) return null;
        return Codes.GetValueOrDefault(folded.StartsWith("the ", StringComparison.Ordinal) ? folded[4..] : folded);
    }

    /// <summary>The two-letter code of a continent's name; null when it is none.</summary>
    public static string? ContinentOf(string name) => Phrase.Fold(name) switch
    {
        "africa" => "AF",
        "antarctica" => "AN",
        "asia" => "AS",
        "europe" => "EU",
        "north america" => "NA",
        "oceania" => "OC",
        "south america" => "SA",
        _ => null,
    };

    /// <summary>Whether a country's or a continent's name may begin with the word: of a text's words few do.</summary>
    public static bool MayBegin(ReadOnlySpan<char> word) => (word.Length > 1 && (word[0] > '\u007f' || word[1] > '\u007f')) || Beginnings.MayBegin(word);

    private static WordBeginnings ReadBeginnings()
    {
        var beginnings = new WordBeginnings();
        foreach (var name in Codes.Keys) beginnings.Add(name);
        foreach (var name in (ReadOnlySpan<string>)["the", "africa", "antarctica", "asia", "europe", "north america", "oceania", "south america"]) beginnings.Add(name);
        return beginnings;
    }

    /// <summary>Countries of a continent, by code.</summary>
    public static IEnumerable<string> On(string continent) => ByContinent[continent];

    private static FrozenDictionary<string, string> Read()
    {
        Dictionary<string, string> codes = new(StringComparer.Ordinal)
        {
            ["usa"] = "US",
            ["u.s."] = "US",
            ["us"] = "US",
            ["uk"] = "GB",
            ["great britain"] = "GB",
            ["korea"] = "KR",
            ["czechia"] = "CZ",
            ["türkiye"] = "TR",
            ["uae"] = "AE",
            ["macao"] = "MO",
            ["cote d'ivoire"] = "CI",
            ["russian federation"] = "RU",
        };
        foreach (var entry in Entries)
        {
            codes.TryAdd(Phrase.Fold(entry[5..]), entry[..2]);
            codes.TryAdd(entry[..2].ToLowerInvariant(), entry[..2]);
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
