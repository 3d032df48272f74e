using System.Net;
using System.Net.Sockets;
using Loyalty.Knowledge.Graph;
using Loyalty.Knowledge.Gremlin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Loyalty.Knowledge.Tests.Gremlin;

[Collection("gremlin")]
public sealed class GremlinConnectionTests(GremlinServers servers)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task What_the_server_refuses_is_an_error_that_says_why_and_the_next_request_is_answered(string scheme)
    {
        await using var connection = await OpenAsync(scheme);
        var failure = await Assert.ThrowsAsync<GremlinException>(() => RunAsync(connection, "g.V(.nonsense"));
        Assert.Equal(GremlinFailure.Rejected, failure.Failure);
        Assert.Contains("Query parsing failed", failure.Message, StringComparison.Ordinal);
        Assert.Equal("3", (await RunAsync(connection, "g.inject(1,2,3).count()")).Single());
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task Groovy_is_not_run(string scheme)
    {
        await using var connection = await OpenAsync(scheme);
        await Assert.ThrowsAsync<GremlinException>(() => RunAsync(connection, "1+1"));
        await Assert.ThrowsAsync<GremlinException>(() => RunAsync(connection, "System.getProperty('user.home')"));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task Many_requests_at_once_get_each_its_own_answer(string scheme)
    {
        await using var connection = await OpenAsync(scheme);
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(n => RunAsync(connection, $"g.inject({string.Join(',', Enumerable.Range(n * 1000, 200))})")));
        for (var n = 0; n < answers.Length; n++) Assert.Equal(Enumerable.Range(n * 1000, 200).Select(i => $"{i}"), answers[n]);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task A_large_request_and_a_large_answer_pass(string scheme)
    {
        await using var connection = await OpenAsync(scheme);
        var value = new string('é', 500_000);
        Assert.Equal(value, (await RunAsync(connection, new GremlinText().Raw("g.inject(").Literal(value).Raw(")").ToString())).Single());
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task Where_nobody_listens_the_error_names_the_place(string scheme)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var connection = GremlinConnections.Open(new GremlinOptions(new Uri($"{scheme}://127.0.0.1:{port}")));
        var failure = await Assert.ThrowsAsync<GremlinException>(() => RunAsync(connection, "g.V()"));
        Assert.Equal(GremlinFailure.Unreachable, failure.Failure);
        Assert.Contains($"{scheme}://127.0.0.1:{port}/gremlin", failure.Message, StringComparison.Ordinal);
    }

    /// <summary>A server that takes the connection and says nothing, as one that froze.</summary>
    [Theory]
    [InlineData("http", GremlinFailure.TimedOut)]
    [InlineData("ws", GremlinFailure.Unreachable)]
    public async Task A_frozen_server_is_given_up(string scheme, GremlinFailure expected)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var connection = GremlinConnections.Open(new GremlinOptions(new Uri($"{scheme}://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}"))
        {
            ConnectTimeout = TimeSpan.FromMilliseconds(200),
            RequestTimeout = TimeSpan.FromMilliseconds(300),
        });
        Assert.Equal(expected, (await Assert.ThrowsAsync<GremlinException>(() => RunAsync(connection, "g.V()"))).Failure);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("ws")]
    public async Task A_cancelled_request_ends_and_harms_no_other(string scheme)
    {
        await using var connection = await OpenAsync(scheme);
        using var cancel = new CancellationTokenSource();
        var long1 = RunAsync(connection, $"g.inject({string.Join(',', Enumerable.Range(0, 2000))})", cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => long1);
        Assert.Equal("1", (await RunAsync(connection, "g.inject(1)")).Single());
    }

    [Theory]
    [InlineData(429, "ThrottlingException", GremlinFailure.Throttled)]
    [InlineData(500, """{"code":"ConcurrentModificationException","detailedMessage":"Failed to complete"}""", GremlinFailure.Conflict)]
    [InlineData(500, "org.apache.tinkerpop.gremlin.structure.util.TransactionException", GremlinFailure.Conflict)]
    [InlineData(500, """{"code":"TimeLimitExceededException"}""", GremlinFailure.TimedOut)]
    [InlineData(503, "", GremlinFailure.Unreachable)]
    [InlineData(500, """{"code":"MalformedQueryException"}""", GremlinFailure.Rejected)]
    [InlineData(403, """{"code":"AccessDeniedException"}""", GremlinFailure.Rejected)]
    public void Failures_are_told_apart(int status, string message, GremlinFailure failure) =>
        Assert.Equal(failure, GremlinException.From(new Uri("http://graph/"), status, message).Failure);

    [Theory]
    [InlineData(null, "SqliteKnowledgeGraph")]
    [InlineData("", "SqliteKnowledgeGraph")]
    [InlineData("http://127.0.0.1:8182", "GremlinKnowledgeGraph")]
    [InlineData("ws://127.0.0.1:8182/gremlin", "GremlinKnowledgeGraph")]
    [InlineData("wss://my.cluster-abc.eu-central-1.neptune.amazonaws.com:8182", "GremlinKnowledgeGraph")]
    public async Task The_connection_string_picks_the_store(string? connectionString, string store)
    {
        var folder = Directory.CreateTempSubdirectory("loyalty-graph").FullName;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:graph", connectionString)]).Build();
        await using (var services = new ServiceCollection().AddLogging().AddKnowledge(configuration, folder).BuildServiceProvider())
            Assert.Equal(store, services.GetRequiredService<IKnowledgeGraph>().GetType().Name);
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData("htp://127.0.0.1:8182")]
    [InlineData("127.0.0.1:8182")]
    [InlineData("neptune")]
    public void A_connection_string_that_is_no_address_is_refused_rather_than_passed_over(string connectionString)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:graph", connectionString)]).Build();
        Assert.Contains("ws or wss", Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddKnowledge(configuration, ".")).Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> RunAsync(IGremlinConnection connection, string gremlin, CancellationToken cancellationToken = default)
    {
        var results = new List<string>();
        await foreach (var item in connection.SubmitAsync(gremlin, cancellationToken)) results.Add(GraphSonReader.Text(item));
        return results;
    }

    private async Task<IGremlinConnection> OpenAsync(string scheme) => GremlinConnections.Open(
        new GremlinOptions(new UriBuilder(await servers.AddressAsync(setCardinality: false)) { Scheme = scheme }.Uri) { RequestTimeout = TimeSpan.FromSeconds(30) });
}
