using System.Net;
using System.Text.Json.Nodes;
using Loyalty.Core.Earning;

namespace Loyalty.Api.Tests;

public sealed class BrowsingTests : IAsyncLifetime
{
    private ApiService _service = null!;

    public async ValueTask InitializeAsync() => _service = await ApiService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task Programs_are_listed_by_id_with_alliance_and_tiers()
    {
        var list = await _service.GetAsync("/api/programs");
        Assert.Equal(5, list["total"]!.GetValue<int>());
        Assert.Equal([Library.Express, Library.Lufthansa, Library.Nippon, Library.Singapore, Library.United], Ids(list));
        var expected = JsonNode.Parse("""
            { "id": "UA_MileagePlus", "name": "United MileagePlus", "airline": "UA", "alliance": "Star Alliance", "kind": "airline",
              "currency": "miles", "tiers": ["Premier Silver", "Premier Gold"] }
            """);
        Assert.True(JsonNode.DeepEquals(expected, list["items"]![4]), list.ToJsonString());
        Assert.Equal("bank", list["items"]![0]!.Text("kind"));
        Assert.Null(list["items"]![0]!["alliance"]);
    }

    [Theory]
    [InlineData("NH", Library.Nippon)]
    [InlineData("nh", Library.Nippon)]
    public async Task Programs_can_be_asked_by_airline(string airline, string program) =>
        Assert.Equal([program], Ids(await _service.GetAsync("/api/programs?airline=" + airline)));

    [Fact]
    public async Task An_airline_without_a_program_has_an_empty_list() => Assert.Empty(Ids(await _service.GetAsync("/api/programs?airline=EK")));

    [Fact]
    public async Task Lists_come_in_pages()
    {
        var page = await _service.GetAsync("/api/programs?page=2&pageSize=2");
        Assert.Equal([Library.Nippon, Library.Singapore], Ids(page));
        Assert.Equal(5, page["total"]!.GetValue<int>());
        Assert.Empty(Ids(await _service.GetAsync("/api/programs?page=2147483647&pageSize=1000")));
    }

    [Theory]
    [InlineData("/api/programs?page=0", "page")]
    [InlineData("/api/programs?pageSize=1001", "pageSize")]
    [InlineData("/api/programs?pageSize=0", "pageSize")]
    [InlineData("/api/programs?page=two", "page")]
    [InlineData("/api/programs?airline=ANA", "airline")]
    [InlineData("/api/rules?carrier=1", "carrier")]
    [InlineData("/api/rules?asOf=2026-13-01", "asOf")]
    [InlineData("/api/rules?asOf=12/01/2026", "asOf")]
    [InlineData("/api/rules?asOf=2026-12", "asOf")]
    [InlineData("/api/rules?program=", "program")]
    [InlineData("/api/rules/nothing", "id")]
    [InlineData("/api/airports/FR", "iata")]
    [InlineData("/api/knowledge/coverage?carrier=1", "carrier")]
    [InlineData("/api/knowledge/coverage?program=", "program")]
    public async Task What_cannot_be_read_is_a_400_that_names_the_parameter(string path, string named) =>
        Assert.Equal([named], (await (await _service.Client.GetAsync(new Uri(path, UriKind.Relative))).ErrorsAsync()).Keys);

    [Theory]
    [InlineData("/api/programs?page=0&pageSize=0&airline=1", "page pageSize airline")]
    [InlineData("/api/rules?page=0&pageSize=0&carrier=1&program=", "page pageSize program carrier")]
    [InlineData("/api/knowledge/coverage?page=0&pageSize=0&carrier=1&program=", "page pageSize program carrier")]
    public async Task Every_list_names_all_that_is_wrong_at_once(string path, string named) => Assert.Equal(
        named.Split(' ').Order(), (await (await _service.Client.GetAsync(new Uri(path, UriKind.Relative))).ErrorsAsync()).Keys.Order());

    [Theory]
    [InlineData("/api/airports/XXX")]
    [InlineData("/api/rules/0123456789abcdef0123456789abcdef")]
    public async Task What_is_not_known_is_a_404(string path)
    {
        var response = await _service.Client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Coverage_tells_programs_by_carriers_how_old_their_charts_are_and_from_where()
    {
        var list = await _service.GetAsync("/api/knowledge/coverage");
        Assert.Equal(5, list["total"]!.GetValue<int>());
        var united = list["items"]![4]!;
        Assert.Equal((Library.United, 3, 5), (united.Text("programId"), united["charts"]!.GetValue<int>(), united["rules"]!.GetValue<int>()));
        var carrier = Assert.Single(united["carriers"]!.AsArray())!;
        Assert.Equal(("LH", "Lufthansa", "2025-12-15", false), (carrier.Text("carrier"), carrier.Text("name"), carrier.Text("asOf"), carrier["ended"]!.GetValue<bool>()));
        Assert.Equal(["redeemable", "PQP"], carrier["metrics"]!.AsArray().Select(metric => metric!.GetValue<string>()));
        Assert.StartsWith("https://example.org/", Assert.Single(carrier["sources"]!.AsArray())!.Text("url"), StringComparison.Ordinal);
        Assert.Empty(list["items"]![0]!["carriers"]!.AsArray());
        Assert.Equal(4, (await _service.GetAsync("/api/knowledge/coverage?carrier=lh"))["total"]!.GetValue<int>());
        Assert.Equal(0, (await _service.GetAsync("/api/knowledge/coverage?carrier=EK"))["total"]!.GetValue<int>());
        Assert.Equal(1, (await _service.GetAsync($"/api/knowledge/coverage?program={Library.Nippon}"))["total"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_chart_has_ended_from_the_day_after_its_last_though_nothing_new_was_learned()
    {
        var chart = Library.UnitedChart(Library.First, ("Y", Library.Distance(1)));
        await _service.LoadAsync("Emirates", add => add.Add(chart with
        {
            Id = "ended",
            Key = chart.Key with { Carrier = "EK" },
            Validity = new Validity(Library.First, new DateOnly(2026, 3, 1)),
        }));
        Assert.False(await HasEnded());
        _service.Time.Now = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        Assert.True(await HasEnded());

        async Task<bool> HasEnded() => (await _service.GetAsync("/api/knowledge/coverage?carrier=EK"))["items"]![0]!["carriers"]![0]!["ended"]!.GetValue<bool>();
    }

    [Theory]
    [InlineData("FRA")]
    [InlineData("fra")]
    public async Task An_airport_is_found_by_its_code(string code)
    {
        var airport = await _service.GetAsync("/api/airports/" + code);
        Assert.Equal("Frankfurt Airport", airport.Text("name"));
        Assert.Equal("DE", airport.Text("country"));
        Assert.Equal(50.033333, airport["latitude"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_rule_tells_its_selectors_formula_validity_chart_and_source()
    {
        var answer = await _service.AskAsync(Questions.Ticket());
        var id = answer.Option(Library.United)["segments"]![0]!["earned"]![0]!.Text("ruleId");
        var rule = await _service.GetAsync("/api/rules/" + id);
        Assert.Equal(id, rule.Text("id"));
        Assert.Equal(Library.United, rule.Text("programId"));
        Assert.Equal("K", rule["selector"]!.Text("fareClasses"));
        Assert.Equal("any", rule["selector"]!.Text("market"));
        Assert.Equal("distance", rule["formula"]!.Text("basis"));
        Assert.Equal(0.5m, rule["formula"]!["rate"]!.GetValue<decimal>());
        Assert.Equal("LH", rule["chart"]!.Text("carrier"));
        Assert.Equal("marketing", rule["chart"]!.Text("role"));
        Assert.Equal("2026-01-01", rule["chart"]!["validity"]!.Text("from"));
        Assert.Equal("2026-03-01T12:00:00+00:00", rule["chart"]!.Text("recordedAt"));
        Assert.Equal("Earning charts", rule["source"]!.Text("title"));
    }

    [Fact]
    public async Task Rules_can_be_asked_by_program_carrier_and_day()
    {
        await _service.LoadAsync("New chart", add => add.Add(Library.UnitedChart(new DateOnly(2026, 6, 1), ("K", Library.Distance(0.25m)))));
        async Task<int> Count(string query) => (await _service.GetAsync("/api/rules" + query))["total"]!.GetValue<int>();
        Assert.Equal(12, await Count(""));
        Assert.Equal(6, await Count("?program=UA_MileagePlus"));
        Assert.Equal(12, await Count("?carrier=lh"));
        Assert.Equal(1, await Count("?carrier=SQ"));
        Assert.Equal(0, await Count("?carrier=EK"));
        Assert.Equal(0, await Count("?program=XX_Nothing"));
        Assert.Equal(5, await Count("?program=UA_MileagePlus&asOf=2026-05-31"));
        Assert.Equal(3, await Count("?program=UA_MileagePlus&carrier=LH&asOf=2026-06-01"));
        Assert.Equal(0, await Count("?program=UA_MileagePlus&asOf=2025-12-31"));
    }

    [Fact]
    public async Task Rules_come_in_the_same_order_on_every_page()
    {
        var all = Ids(await _service.GetAsync("/api/rules"));
        var pages = new List<string>();
        for (var page = 1; page <= 4; page++) pages.AddRange(Ids(await _service.GetAsync($"/api/rules?page={page}&pageSize=3")));
        Assert.Equal(all, pages);
    }

    [Fact]
    public async Task Knowledge_tells_its_version_counts_and_sources()
    {
        var knowledge = await _service.GetAsync("/api/knowledge");
        Assert.Equal(2, knowledge["version"]!.GetValue<long>());
        Assert.Equal("2026-03-01T12:00:00+00:00", knowledge.Text("builtAt"));
        Assert.Equal("""{"airports":3,"airlines":5,"programs":5,"charts":6,"rules":11,"documents":2}""", knowledge["counts"]!.ToJsonString());
        var source = knowledge["sources"]!.AsArray().Single(document => document!.Text("title") == "Earning charts")!;
        Assert.Equal(Library.Document("Earning charts").Id, source.Text("id"));
        Assert.Equal("2025-12-15", source.Text("sourceDate"));
    }

    static IEnumerable<string> Ids(JsonNode list) => list["items"]!.AsArray().Select(item => item!.Text("id"));
}
