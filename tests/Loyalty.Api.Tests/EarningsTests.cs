using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Loyalty.Api.Earnings;
using Loyalty.Core.Earning;

namespace Loyalty.Api.Tests;

public sealed class EarningsTests : IAsyncLifetime
{
    private ApiService _service = null!;

    public async ValueTask InitializeAsync() => _service = await ApiService.StartAsync();

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Fact]
    public async Task A_flight_earns_in_each_program_with_its_rule_its_steps_and_its_source()
    {
        var answer = await _service.AskAsync(Questions.Ticket().With("programs", """["UA_MileagePlus", "SQ_KrisFlyer"]"""));
        var source = $$"""
            { "documentId": "{{Library.Document("Earning charts").Id}}", "title": "Earning charts", "url": "https://example.org/Earning-charts", "effectiveDate": "2026-01-01",
              "sourceDate": "2025-12-15" }
            """;
        var earned = answer.Option(Library.United)["segments"]![0]!["earned"]!;
        var expected = $$"""
            { "knowledgeVersion": 2,
              "options": [ { "programId": "UA_MileagePlus", "programName": "United MileagePlus", "distanceMiles": 6389,
                  "redeemable": { "amount": 3195, "currency": "miles" },
                  "metrics": [ { "name": "PQP", "amount": 533 } ],
                  "segments": [ { "index": 0, "distance": { "miles": 6389, "basis": "estimated" },
                      "earned": [
                        { "name": "redeemable", "component": "base", "amount": 3195, "ruleId": "{{earned[0]!.Text("ruleId")}}",
                          "steps": [ "6,389 mi x 50% = 3,194.5, rounded to 3,195" ], "source": {{source}} },
                        { "name": "PQP", "component": "base", "amount": 533, "ruleId": "{{earned[1]!.Text("ruleId")}}",
                          "steps": [ "3,195 base / 6 = 532.5, rounded to 533" ], "source": {{source}} } ],
                      "code": null, "reason": null, "source": null } ],
                  "notes": [ ] } ],
              "ineligible": [ { "programId": "SQ_KrisFlyer", "programName": "KrisFlyer", "code": "class-not-listed",
                  "reason": "The chart in force on 2026-12-01 does not list class K of LH for this flight.", "ruleId": null, "source": {{source}} } ] }
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), answer), answer.ToJsonString());
    }

    [Fact]
    public async Task Programs_left_out_means_all_and_both_lists_are_in_the_order_of_ids()
    {
        var answer = await _service.AskAsync(Questions.Ticket());
        Assert.Equal([Library.Lufthansa, Library.United], answer["options"]!.AsArray().Select(option => option!.Text("programId")));
        Assert.Equal([Library.Express, Library.Nippon, Library.Singapore], answer["ineligible"]!.AsArray().Select(option => option!.Text("programId")));
    }

    [Fact]
    public async Task Every_program_that_earns_nothing_says_why()
    {
        var answer = await _service.AskAsync(Questions.Ticket().Without("itinerary.segments.0.fare"));
        Assert.Equal("no-chart", answer.Ineligible(Library.Express).Text("code"));
        Assert.Equal("class-not-listed", answer.Ineligible(Library.Singapore).Text("code"));
        Assert.Equal("needs-fare", answer.Ineligible(Library.Lufthansa).Text("code"));
        var refused = answer.Ineligible(Library.Nippon);
        Assert.Equal("not-eligible", refused.Text("code"));
        Assert.Equal("Earning charts", refused["source"]!.Text("title"));
        var rule = await _service.GetAsync("/api/rules/" + refused.Text("ruleId"));
        Assert.Equal("notEligible", rule["formula"]!.Text("basis"));
    }

    [Fact]
    public async Task An_award_ticket_fails_the_ticket_condition()
    {
        var answer = await _service.AskAsync(Questions.Ticket("Y").With("itinerary.ticketType", "\"award\""));
        Assert.Empty(answer["options"]!.AsArray());
        Assert.Equal("ticket-condition", answer.Ineligible(Library.United).Text("code"));
    }

    [Fact]
    public async Task A_newer_chart_governs_flights_from_its_first_day_and_ends_the_older_one_whole()
    {
        await _service.LoadAsync("New chart", add => add.Add(Library.UnitedChart(new DateOnly(2026, 6, 1), ("K", Library.Distance(0.25m)))));
        decimal MilesOn(JsonNode answer) => answer.Miles(Library.United);
        Assert.Equal(3195, MilesOn(await _service.AskAsync(Questions.Ticket().With("itinerary.segments.0.departureDate", "\"2026-05-31\""))));
        Assert.Equal(1597, MilesOn(await _service.AskAsync(Questions.Ticket().With("itinerary.segments.0.departureDate", "\"2026-06-01\""))));
        Assert.Equal(6389, MilesOn(await _service.AskAsync(Questions.Ticket("Y").With("itinerary.segments.0.departureDate", "\"2026-05-31\""))));
        var dropped = await _service.AskAsync(Questions.Ticket("Y").With("itinerary.segments.0.departureDate", "\"2026-06-01\""));
        Assert.Equal("class-not-listed", dropped.Ineligible(Library.United).Text("code"));
        Assert.Equal("New chart", dropped.Ineligible(Library.United)["source"]!.Text("title"));
    }

    [Fact]
    public async Task Known_at_answers_from_what_was_known_then()
    {
        _service.Time.Now = new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);
        await _service.LoadAsync("New chart", add => add.Add(Library.UnitedChart(new DateOnly(2026, 6, 1), ("K", Library.Distance(0.25m)))));
        Assert.Equal(1597, (await _service.AskAsync(Questions.Ticket())).Miles(Library.United));
        Assert.Equal(3195, (await _service.AskAsync(Questions.Ticket().With("knownAt", "\"2026-04-30T23:59:59Z\""))).Miles(Library.United));
        Assert.Equal(1597, (await _service.AskAsync(Questions.Ticket().With("knownAt", "\"2026-05-01T02:00:00+02:00\""))).Miles(Library.United));
        var before = await _service.AskAsync(Questions.Ticket().With("knownAt", "\"2026-02-28T00:00:00Z\""));
        Assert.Equal("no-chart", before.Ineligible(Library.United).Text("code"));
    }

    [Fact]
    public async Task The_operating_carrier_is_the_marketing_carrier_unless_said()
    {
        var answer = await _service.AskAsync(Questions.Ticket("Y").With("itinerary.segments.0.operatingCarrier", "\"SQ\""));
        Assert.Equal(6389, answer.Miles(Library.Singapore));
        Assert.Equal("class-not-listed", (await _service.AskAsync(Questions.Ticket("Y"))).Ineligible(Library.Singapore).Text("code"));
    }

    [Fact]
    public async Task The_ticketing_carrier_is_the_marketing_carrier_unless_said()
    {
        var answer = await _service.AskAsync(Questions.Ticket("Q").With("itinerary.ticketingCarrier", "\"UA\""));
        Assert.Equal(4472, answer.Miles(Library.Nippon));
        Assert.Equal("ticket-condition", (await _service.AskAsync(Questions.Ticket("Q"))).Ineligible(Library.Nippon).Text("code"));
    }

    [Fact]
    public async Task A_ticket_is_issued_today_unless_said()
    {
        var dollars = Questions.Ticket().With("itinerary.segments.0.fare.currency", "\"USD\"");
        Assert.Equal(2080, (await _service.AskAsync(dollars)).Miles(Library.Lufthansa));
        _service.Time.Now = new DateTimeOffset(2025, 12, 31, 23, 59, 0, TimeSpan.Zero);
        var early = await _service.AskAsync(dollars);
        Assert.Contains("2025-12-31", early.Ineligible(Library.Lufthansa).Text("reason"), StringComparison.Ordinal);
        Assert.Equal(2080, (await _service.AskAsync(dollars.With("itinerary.ticketedOn", "\"2026-01-01\""))).Miles(Library.Lufthansa));
    }

    [Fact]
    public async Task A_ticket_of_a_flight_of_the_past_is_issued_on_the_day_of_its_first_departure_at_the_latest()
    {
        var dollars = Questions.Ticket().With("itinerary.segments.0.fare.currency", "\"USD\"").With("itinerary.segments.0.departureDate", "\"2026-01-10\"");
        _service.Time.Now = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        await _service.LoadAsync("Rates", add => add.Add(new ExchangeRate("EUR", "USD", new DateOnly(2026, 2, 1), 2, null)));
        Assert.Equal(2080, (await _service.AskAsync(dollars)).Miles(Library.Lufthansa));
        Assert.Equal(1300, (await _service.AskAsync(dollars.With("itinerary.segments.0.departureDate", "\"2026-03-02\""))).Miles(Library.Lufthansa));
    }

    [Fact]
    public async Task The_cabin_is_what_the_request_says()
    {
        var answer = await _service.AskAsync(Questions.Ticket("D").With("itinerary.segments.0.cabin", "\"business\""));
        Assert.Equal(7986, answer.Miles(Library.Nippon));
        Assert.Equal("class-not-listed", (await _service.AskAsync(Questions.Ticket("D"))).Ineligible(Library.Nippon).Text("code"));
    }

    [Fact]
    public async Task Codes_may_be_in_lower_case()
    {
        var question = Questions.Ticket("k").With("itinerary.segments.0.marketingCarrier", "\"lh\"").With("itinerary.segments.0.origin", "\"fra\"")
            .With("itinerary.segments.0.destination", "\"sin\"").With("itinerary.segments.0.fare.currency", "\"eur\"");
        var answer = await _service.AskAsync(question);
        Assert.Equal(3195, answer.Miles(Library.United));
        Assert.Equal(2600, answer.Miles(Library.Lufthansa));
    }

    [Theory]
    [InlineData("LH778", 2700)]
    [InlineData("lh 778", 2700)]
    [InlineData("778", 2700)]
    [InlineData("0778", 2700)]
    [InlineData("LH800", 2600)]
    public async Task A_flight_number_may_name_its_carrier(string flight, int miles) => Assert.Equal(miles,
        (await _service.AskAsync(Questions.Ticket().With("itinerary.segments.0.flightNumber", $"\"{flight}\""))).Miles(Library.Lufthansa));

    [Theory]
    [InlineData("Premier Gold", 5112)]
    [InlineData("premier gold", 5112)]
    [InlineData("Premier Silver", 3195)]
    public async Task A_tier_adds_its_bonus_however_its_name_is_cased(string tier, int miles) => Assert.Equal(miles,
        (await _service.AskAsync(Questions.Ticket().With("statuses", $$"""[{"programId":"UA_MileagePlus","tier":"{{tier}}"}]"""))).Miles(Library.United));

    [Fact]
    public async Task The_requests_own_rate_wins_over_the_librarys()
    {
        var dollars = Questions.Ticket().With("itinerary.segments.0.fare.currency", "\"USD\"")
            .With("exchangeRates", """[{"from":"usd","to":"eur","rate":0.5}]""");
        Assert.Equal(1300, (await _service.AskAsync(dollars)).Miles(Library.Lufthansa));
    }

    [Fact]
    public async Task A_tickets_price_is_shared_out_with_a_note()
    {
        var question = Questions.Ticket().With("itinerary.ticketPrice", """{"baseFare":1000,"carrierSurcharges":0,"taxes":80,"currency":"EUR"}""")
            .Without("itinerary.segments.0.fare");
        var back = JsonNode.Parse("""{"marketingCarrier":"LH","origin":"SIN","destination":"FRA","fareClass":"K","departureDate":"2026-12-09"}""");
        question["itinerary"]!["segments"]!.AsArray().Add(back);
        var answer = await _service.AskAsync(question);
        Assert.Equal(4000, answer.Miles(Library.Lufthansa));
        Assert.Equal("The ticket's price is shared out over its segments by distance.", answer.Option(Library.Lufthansa)["notes"]![0]!.GetValue<string>());
        Assert.Empty(answer.Option(Library.United)["notes"]!.AsArray());
    }

    [Fact]
    public async Task A_program_in_which_one_segment_earns_is_an_option_and_its_other_segment_says_why_not()
    {
        var question = Questions.Ticket();
        var other = JsonNode.Parse("""{"marketingCarrier":"EK","origin":"SIN","destination":"HND","fareClass":"K","departureDate":"2026-12-03"}""");
        question["itinerary"]!["segments"]!.AsArray().Add(other);
        var segment = (await _service.AskAsync(question)).Option(Library.United)["segments"]![1]!;
        Assert.Equal("no-chart", segment.Text("code"));
        Assert.Contains("EK", segment.Text("reason"), StringComparison.Ordinal);
        Assert.Empty(segment["earned"]!.AsArray());
    }

    [Fact]
    public async Task An_ineligible_program_gives_the_most_telling_reason_of_its_segments()
    {
        var question = Questions.Ticket();
        var first = JsonNode.Parse("""{"marketingCarrier":"EK","origin":"SIN","destination":"HND","fareClass":"K","departureDate":"2026-12-03"}""");
        question["itinerary"]!["segments"]!.AsArray().Insert(0, first);
        Assert.Equal("not-eligible", (await _service.AskAsync(question)).Ineligible(Library.Nippon).Text("code"));
    }

    [Fact]
    public async Task What_is_written_is_what_is_described()
    {
        var strict = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectRequiredConstructorParameters = true,
            RespectNullableAnnotations = true,
        };
        var answer = await _service.AskAsync(Questions.Ticket().With("itinerary.segments.0.fareBrand", "\"Léger & 'fin'\""));
        var read = JsonSerializer.SerializeToNode(answer.Deserialize<EarningsResponse>(strict), strict);
        Assert.True(JsonNode.DeepEquals(answer, read), read!.ToJsonString());
    }
}
