using System.Net;

namespace Loyalty.ServiceDefaults.Tests;

public class ProblemTests
{
    [Theory]
    [InlineData("{\n  \"itinerary\": {,} }", "$", "line 2")]
    [InlineData("", "$", "body")]
    [InlineData("{", "$", "line 1")]
    [InlineData("not json", "$", "line 1")]
    [InlineData("[]", "$", "expected form")]
    [InlineData("{\"price\": \"12\"}", "price", "a number")]
    [InlineData("{\"urgent\": 1}", "urgent", "true or false")]
    [InlineData("{\"orderedOn\": \"2026-02-30\"}", "orderedOn", "a date")]
    [InlineData("{\"itinerary\": {\"segments\": 3}}", "itinerary.segments", "a list")]
    [InlineData("{\"itinerary\": {\"segments\": [{\"origin\": \"FRA\"}, {\"origin\": 1}]}}", "itinerary.segments[1].origin", "a text")]
    [InlineData("{\"itinerary\": {\"segments\": [{\"origin\": \"FRA\", \"miles\": 1.5}]}}", "itinerary.segments[0].miles", "a whole number")]
    [InlineData("{\"itinerary\": {\"segments\": [{\"miles\": 1}]}}", "itinerary.segments[0].origin", "required")]
    [InlineData("{\"price\": 1, \"price\": 2}", "price", "twice")]
    public async Task A_body_that_cannot_be_read_is_a_400_that_names_the_place(string json, string path, string says)
    {
        await using var service = await TinyService.StartAsync();
        var error = await (await service.PostJsonAsync("/orders", json)).OnlyErrorAsync();
        Assert.Equal(path, error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Loyalty.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_members_are_ignored()
    {
        await using var service = await TinyService.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await service.PostJsonAsync("/orders", "{\"price\": 1, \"new\": {}}")).StatusCode);
    }

    [Fact]
    public async Task A_body_nested_deeper_than_32_is_refused()
    {
        await using var service = await TinyService.StartAsync();
        var deep = "{\"new\":" + string.Concat(Enumerable.Repeat("[", 40)) + string.Concat(Enumerable.Repeat("]", 40)) + "}";
        Assert.Equal("$", (await (await service.PostJsonAsync("/orders", deep)).OnlyErrorAsync()).Path);
    }

    [Theory]
    [InlineData("/page?size=ten", "'ten' is not a whole number.")]
    [InlineData("/page", "A value is required.")]
    public async Task A_query_that_cannot_be_read_is_a_400_that_names_the_parameter(string path, string says)
    {
        await using var service = await TinyService.StartAsync();
        Assert.Equal(("size", says), await (await service.Client.GetAsync(new Uri(path, UriKind.Relative))).OnlyErrorAsync());
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("GET", "/orders", 405)]
    [InlineData("POST", "/page", 405)]
    [InlineData("GET", "/broken", 500)]
    [InlineData("GET", "/slow", 504)]
    [InlineData("POST", "/orders", 415)]
    public async Task Every_error_is_problem_details_whatever_is_accepted(string method, string path, int status)
    {
        await using var service = await TinyService.StartAsync();
        foreach (var accept in new[] { "*/*", "application/json", "text/html" })
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            request.Headers.Accept.ParseAdd(accept);
            if (method == "POST") request.Content = new StringContent("x", null, "text/plain");
            var response = await service.Client.SendAsync(request);
            Assert.Equal(status, (int)response.StatusCode);
            Assert.DoesNotContain("secret", (await response.ProblemAsync()).GetRawText(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("application/json; charset=nonsense", 415)]
    [InlineData("application/json; charset=utf-7", 415)]
    [InlineData("application/json; charset=\"utf-8\"", 200)]
    [InlineData("application/json; charset=UTF-8", 200)]
    public async Task A_charset_that_nobody_knows_is_a_415(string type, int status)
    {
        await using var service = await TinyService.StartAsync();
        using var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        var response = await service.Client.PostAsync(new Uri("/orders", UriKind.Relative), content);
        Assert.Equal(status, (int)response.StatusCode);
        if (status != 200) Assert.Contains("charset", (await response.ProblemAsync()).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_a_megabyte_is_a_413_unless_the_endpoint_takes_more()
    {
        await using var service = await TinyService.StartAsync();
        var twoMegabytes = new string(' ', 2 * 1024 * 1024);
        var refused = await service.PostJsonAsync("/small", twoMegabytes);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.Equal("A body has at most 1,048,576 bytes here.", (await refused.ProblemAsync()).GetProperty("detail").GetString());
        Assert.Equal(HttpStatusCode.OK, (await service.PostJsonAsync("/big", twoMegabytes)).StatusCode);
    }
}
