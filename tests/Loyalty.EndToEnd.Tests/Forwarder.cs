using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Loyalty.EndToEnd.Tests;

/// <summary>Stands between a client and a server, on a port of its own: passes everything on as it is, and has it looked at.</summary>
sealed class Forwarder : IAsyncDisposable
{
    readonly WebApplication app;
    readonly HttpClient client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    Forwarder(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    /// <summary>The server. Set before the first call.</summary>
    public Uri Target { get; set; } = new("http://127.0.0.1");

    /// <summary>Told each request before it is passed on.</summary>
    public Action<HttpRequest> Passing { get; init; } = static _ => { };

    /// <summary>Told each exchange whose parts are small, after the server has answered and before the client hears of it.</summary>
    public Func<HttpRequest, byte[], byte[], Task>? Answered { get; init; }

    public static async Task<Forwarder> StartAsync(Action<HttpRequest>? passing = null, Func<Forwarder, HttpRequest, byte[], byte[], Task>? answered = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.WebHost.ConfigureKestrel(server => server.Limits.MaxRequestBodySize = null);
        var app = builder.Build();
        Forwarder? self = null;
        self = new Forwarder(app)
        {
            Passing = passing ?? (static _ => { }),
            Answered = answered is null ? null : (request, body, answer) => answered(self!, request, body, answer),
        };
        app.Run(self.ForwardAsync);
        await app.StartAsync();
        return self;
    }

    /// <summary>Calls the server with a request's headers and another body.</summary>
    public async Task CallAsync(HttpRequest like, string? action, byte[] body)
    {
        using var request = Request(like, new ByteArrayContent(body));
        if (action is not null)
        {
            request.Headers.Remove("X-Amz-Target");
            request.Headers.TryAddWithoutValidation("X-Amz-Target", action);
        }

        request.Content!.Headers.ContentLength = body.Length;
        using var answer = await client.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        client.Dispose();
    }

    async Task ForwardAsync(HttpContext context)
    {
        Passing(context.Request);
        var sent = Answered is null ? null : await ReadAsync(context.Request.Body);
        var hasBody = context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0;
        using var request = Request(context.Request, !hasBody ? null : sent is null ? new StreamContent(context.Request.Body) : new ByteArrayContent(sent));
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        if (Answered is not null) await Answered(context.Request, sent!, await answer.Content.ReadAsByteArrayAsync());
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers))
        {
            if (!name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)) context.Response.Headers[name] = values.ToArray();
        }

        // Kestrel allows no body where there is none.
        if (context.Request.Method != HttpMethods.Head && answer.StatusCode is not (System.Net.HttpStatusCode.NoContent or System.Net.HttpStatusCode.NotModified))
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    HttpRequestMessage Request(HttpRequest from, HttpContent? content)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.Method), new Uri(Target, from.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget)) { Content = content };
        foreach (var (name, values) in from.Headers)
        {
            if (name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase)) continue;
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values)) request.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return request;
    }

    static async Task<byte[]> ReadAsync(Stream body)
    {
        using var all = new MemoryStream();
        await body.CopyToAsync(all);
        return all.ToArray();
    }
}
