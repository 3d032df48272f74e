using System.Net.Http.Headers;

namespace Loyalty.AppHost.Local.SignIn;

/// <summary>Gives each request a token of its own, so that none expires while much is being loaded.</summary>
sealed class SignedIn(Func<string> token) : DelegatingHandler(new SocketsHttpHandler())
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token());
        return base.SendAsync(request, cancellationToken);
    }
}
