using System.Collections.Immutable;
using System.Net;
using System.Net.Http.Json;

namespace Loyalty.AppHost.Local.Seeding;

/// <summary>
/// Speaks to the ingestion service as a curator would. Submitting the same again is the same submission, so a request
/// that failed is simply sent again, for as long as the service may be being restarted.
/// </summary>
sealed class IngestionClient(HttpClient http, TimeProvider time)
{
    const int PageSize = 1000, Attempts = 5;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <returns>The submission's id, or why the document was not taken.</returns>
    public async Task<(string? Id, string? Refusal)> SubmitAsync(StarterDocument document, CancellationToken stop)
    {
        var bytes = await File.ReadAllBytesAsync(document.Path, stop);
        using var response = await AnswerAsync(() => PostAsync(document, bytes, stop), stop);
        if (response.IsSuccessStatusCode)
            return ((await response.Content.ReadFromJsonAsync(SeedingJson.Default.Accepted, stop))!.Id, null);
        return (null, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync(stop)}".TrimEnd());
    }

    /// <summary>The status of every submission there is, by id.</summary>
    public async Task<ImmutableDictionary<string, string>> StatusesAsync(CancellationToken stop)
    {
        var statuses = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        for (var page = 1; ; page++)
        {
            var address = new Uri($"api/documents?page={page}&pageSize={PageSize}", UriKind.Relative);
            using var response = await AnswerAsync(() => http.GetAsync(address, stop), stop);
            if (!response.IsSuccessStatusCode) throw new HostException($"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}.");
            var found = (await response.Content.ReadFromJsonAsync(SeedingJson.Default.SubmissionPage, stop))!;
            foreach (var submission in found.Items) statuses[submission.Id] = submission.Status;
            if (found.Items.Length < PageSize || page * PageSize >= found.Total) return statuses.ToImmutable();
        }
    }

    async Task<HttpResponseMessage> PostAsync(StarterDocument document, byte[] bytes, CancellationToken stop)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(bytes), "file", Path.GetFileName(document.Path));
        foreach (var (name, value) in document.Hints.Fields()) form.Add(new StringContent(value), name);
        return await http.PostAsync(new Uri("api/documents", UriKind.Relative), form, stop);
    }

    async Task<HttpResponseMessage> AnswerAsync(Func<Task<HttpResponseMessage>> ask, CancellationToken stop)
    {
        for (var attempt = 1; ;)
        {
            try
            {
                var response = await ask();
                var isPassing = response.StatusCode >= HttpStatusCode.InternalServerError || response.StatusCode == HttpStatusCode.TooManyRequests;
                if (!isPassing || attempt++ >= Attempts) return response;
                response.Dispose();
            }
            catch (Exception exception) when (!stop.IsCancellationRequested && exception is HttpRequestException or TaskCanceledException)
            {
                // The service is not there: it is supervised, so it will be.
            }
            await Task.Delay(Pause, time, stop);
        }
    }
}

sealed record Accepted(string Id);

sealed record SubmissionPage(ImmutableArray<Submission> Items, int Total);

sealed record Submission(string Id, string Status);
