using System.Net;
using System.Text;

namespace Loyalty.Api.Tests;

public sealed class RefusalTests(RefusalTests.Running running) : IClassFixture<RefusalTests.Running>
{
    [Theory]
    [InlineData("itinerary", "null", "itinerary")]
    [InlineData("itinerary.segments", "[]", "itinerary.segments")]
    [InlineData("itinerary.segments", "null", "itinerary.segments")]
    [InlineData("itinerary.segments", "[null]", "itinerary.segments[0]")]
    [InlineData("itinerary.segments", "3", "itinerary.segments")]
    [InlineData("itinerary.segments.0.marketingCarrier", "null", "itinerary.segments[0].marketingCarrier")]
    [InlineData("itinerary.segments.0.marketingCarrier", "\"LHX\"", "itinerary.segments[0].marketingCarrier")]
    [InlineData("itinerary.segments.0.marketingCarrier", "\"12\"", "itinerary.segments[0].marketingCarrier")]
    [InlineData("itinerary.segments.0.marketingCarrier", "\"XX\"", "itinerary.segments[0].marketingCarrier")]
    [InlineData("itinerary.segments.0.operatingCarrier", "\"XX\"", "itinerary.segments[0].operatingCarrier")]
    [InlineData("itinerary.segments.0.flightNumber", "\"LH\"", "itinerary.segments[0].flightNumber")]
    [InlineData("itinerary.segments.0.flightNumber", "\"LH  778\"", "itinerary.segments[0].flightNumber")]
    [InlineData("itinerary.segments.0.flightNumber", "\"12345\"", "itinerary.segments[0].flightNumber")]
    [InlineData("itinerary.segments.0.flightNumber", "\"UA778\"", "itinerary.segments[0].flightNumber")]
    [InlineData("itinerary.segments.0.flightNumber", "\"9X778\"", "itinerary.segments[0].flightNumber")]
    [InlineData("itinerary.segments.0.origin", "\"XXX\"", "itinerary.segments[0].origin")]
    [InlineData("itinerary.segments.0.origin", "\"FR\"", "itinerary.segments[0].origin")]
    [InlineData("itinerary.segments.0.origin", "7", "itinerary.segments[0].origin")]
    [InlineData("itinerary.segments.0.destination", "\"FRA\"", "itinerary.segments[0].destination")]
    [InlineData("itinerary.segments.0.destination", "\"F1A\"", "itinerary.segments[0].destination")]
    [InlineData("itinerary.segments.0.fareClass", "\"KK\"", "itinerary.segments[0].fareClass")]
    [InlineData("itinerary.segments.0.fareClass", "\"Ä\"", "itinerary.segments[0].fareClass")]
    [InlineData("itinerary.segments.0.cabin", "\"coach\"", "itinerary.segments[0].cabin")]
    [InlineData("itinerary.segments.0.cabin", "2", "itinerary.segments[0].cabin")]
    [InlineData("itinerary.segments.0.departureDate", "\"2026-02-30\"", "itinerary.segments[0].departureDate")]
    [InlineData("itinerary.segments.0.departureDate", "\"2026-12-01T00:00:00Z\"", "itinerary.segments[0].departureDate")]
    [InlineData("itinerary.segments.0.fare.baseFare", "-0.01", "itinerary.segments[0].fare.baseFare")]
    [InlineData("itinerary.segments.0.fare.baseFare", "1000000000.01", "itinerary.segments[0].fare.baseFare")]
    [InlineData("itinerary.segments.0.fare.baseFare", "1e400", "itinerary.segments[0].fare.baseFare")]
    [InlineData("itinerary.segments.0.fare.carrierSurcharges", "-1", "itinerary.segments[0].fare.carrierSurcharges")]
    [InlineData("itinerary.segments.0.fare.currency", "\"EU\"", "itinerary.segments[0].fare.currency")]
    [InlineData("itinerary.ticketPrice", """{"baseFare":-1,"currency":"EUR"}""", "itinerary.ticketPrice.baseFare")]
    [InlineData("itinerary.ticketPrice", """{"baseFare":1,"taxes":-1,"currency":"EUR"}""", "itinerary.ticketPrice.taxes")]
    [InlineData("itinerary.ticketPrice", """{"baseFare":1}""", "itinerary.ticketPrice.currency")]
    [InlineData("itinerary.ticketPrice", """{"baseFare":1,"currency":null}""", "itinerary.ticketPrice.currency")]
    [InlineData("itinerary.ticketingCarrier", "\"X\"", "itinerary.ticketingCarrier")]
    [InlineData("itinerary.ticketedOn", "\"yesterday\"", "itinerary.ticketedOn")]
    [InlineData("itinerary.ticketType", "\"gift\"", "itinerary.ticketType")]
    [InlineData("programs", """["UA_MileagePlus","XX_Nothing"]""", "programs[1]")]
    [InlineData("programs", "[null]", "programs[0]")]
    [InlineData("statuses", """[{"programId":"XX_Nothing"}]""", "statuses[0].programId")]
    [InlineData("statuses", """[{"programId":"UA_MileagePlus","tier":"Emperor"}]""", "statuses[0].tier")]
    [InlineData("statuses", """[{"programId":"NH_MileageClub","tier":"Bronze"}]""", "statuses[0].tier")]
    [InlineData("statuses", """[{"programId":"UA_MileagePlus"},{"programId":"UA_MileagePlus"}]""", "statuses[1].programId")]
    [InlineData("statuses", """[{"programId":"UA_MileagePlus","cards":[null]}]""", "statuses[0].cards[0]")]
    [InlineData("statuses", """[{"programId":"UA_MileagePlus","residence":"DEU"}]""", "statuses[0].residence")]
    [InlineData("exchangeRates", """[{"from":"EUR","to":"USD","rate":0}]""", "exchangeRates[0].rate")]
    [InlineData("exchangeRates", """[{"from":"EUR","to":"US","rate":1}]""", "exchangeRates[0].to")]
    [InlineData("knownAt", "\"2026-01-01\"", "knownAt")]
    [InlineData("knownAt", "\"2026-01-01T00:00:00\"", "knownAt")]
    [InlineData("knownAt", "5", "knownAt")]
    public async Task What_is_wrong_is_a_400_that_names_the_field(string path, string json, string named)
    {
        var question = Questions.Ticket().With(path, json.Contains("1e400", StringComparison.Ordinal) ? "0" : json);
        var body = question.ToJsonString();
        if (json == "1e400") body = body.Replace("\"baseFare\":0", "\"baseFare\":1e400", StringComparison.Ordinal);
        var errors = await (await running.Service.PostAsync(body)).ErrorsAsync();
        Assert.Equal([named], errors.Keys);
        Assert.All(errors.Values.SelectMany(messages => messages), message => Assert.DoesNotContain("System.", message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("itinerary.segments.0.marketingCarrier")]
    [InlineData("itinerary.segments.0.origin")]
    [InlineData("itinerary.segments.0.destination")]
    [InlineData("itinerary.segments.0.fareClass")]
    [InlineData("itinerary.segments.0.departureDate")]
    [InlineData("itinerary.segments.0.fare.currency")]
    public async Task What_is_required_and_missing_is_named(string path)
    {
        var errors = await (await running.Service.PostAsync(Questions.Ticket().Without(path))).ErrorsAsync();
        Assert.Equal([path.Replace(".0.", "[0].", StringComparison.Ordinal)], errors.Keys);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(400)]
    public async Task More_than_32_segments_are_refused(int count)
    {
        var question = Questions.Ticket();
        var segments = question["itinerary"]!["segments"]!.AsArray();
        while (segments.Count < count) segments.Add(segments[0]!.DeepClone());
        var errors = await (await running.Service.PostAsync(question)).ErrorsAsync();
        Assert.Contains(count.ToString(System.Globalization.CultureInfo.InvariantCulture), errors["itinerary.segments"][0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thirty_two_segments_are_answered()
    {
        var question = Questions.Ticket();
        var segments = question["itinerary"]!["segments"]!.AsArray();
        while (segments.Count < 32) segments.Add(segments[0]!.DeepClone());
        Assert.Equal(32 * 3195, (await running.Service.AskAsync(question)).Miles(Library.United));
    }

    [Theory]
    [InlineData("programs", 201)]
    [InlineData("statuses", 201)]
    [InlineData("exchangeRates", 101)]
    public async Task Lists_have_limits(string list, int count)
    {
        var item = list == "programs" ? "\"UA_MileagePlus\"" : list == "statuses" ? """{"programId":"UA_MileagePlus"}""" : """{"from":"EUR","to":"USD","rate":1}""";
        var question = Questions.Ticket().With(list, $"[{string.Join(',', Enumerable.Repeat(item, count))}]");
        Assert.Equal([list], (await (await running.Service.PostAsync(question)).ErrorsAsync()).Keys);
    }

    [Fact]
    public async Task All_that_is_wrong_is_said_at_once()
    {
        var question = Questions.Ticket("7").With("itinerary.segments.0.origin", "\"XXX\"").With("programs", "[\"nobody\"]")
            .With("itinerary.segments.0.fareBrand", $"\"{new string('x', 65)}\"");
        Assert.Equal(["itinerary.segments[0].fareBrand", "itinerary.segments[0].fareClass", "itinerary.segments[0].origin", "programs[0]"],
            (await (await running.Service.PostAsync(question)).ErrorsAsync()).Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\n \"itinerary\": {,} }", "line 2")]
    [InlineData("", "required")]
    [InlineData("null", "required")]
    public async Task Malformed_json_is_a_400_that_names_the_line(string body, string says) =>
        Assert.Contains(says, (await (await running.Service.PostAsync(body)).ErrorsAsync())["$"][0], StringComparison.Ordinal);

    [Fact]
    public async Task Other_methods_and_media_types_are_problems_too()
    {
        var wrongMethod = await running.Service.Client.DeleteAsync(new Uri("/api/earnings", UriKind.Relative));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, wrongMethod.StatusCode);
        using var text = new StringContent("{}", Encoding.UTF8, "text/plain");
        var wrongType = await running.Service.Client.PostAsync(new Uri("/api/earnings", UriKind.Relative), text);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, wrongType.StatusCode);
        foreach (var response in new[] { wrongMethod, wrongType })
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task A_name_that_is_none_of_a_few_is_answered_with_the_few()
    {
        var errors = await (await running.Service.PostAsync(Questions.Ticket().With("itinerary.segments.0.cabin", "\"coach\""))).ErrorsAsync();
        Assert.Equal("The value is not one of economy, premiumEconomy, business, first.", errors["itinerary.segments[0].cabin"][0]);
    }

    [Theory]
    [InlineData("\U0001F6EB", 64, true)]
    [InlineData("\U0001F6EB", 65, false)]
    [InlineData("x", 65, false)]
    public async Task Texts_are_measured_in_characters(string character, int count, bool accepted)
    {
        var text = string.Concat(Enumerable.Repeat(character, count));
        var response = await running.Service.PostAsync(Questions.Ticket().With("itinerary.segments.0.fareBasis", $"\"{text}\""));
        Assert.Equal(accepted, response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Members_that_a_newer_client_sends_are_ignored() =>
        Assert.NotNull(await running.Service.AskAsync(Questions.Ticket().With("itinerary.segments.0.seat", "\"12A\"")));

    public sealed class Running : IAsyncLifetime
    {
        internal ApiService Service { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Service = await ApiService.StartAsync();

        public ValueTask DisposeAsync() => Service.DisposeAsync();
    }
}
