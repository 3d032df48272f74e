using System.Collections.Immutable;

namespace Loyalty.AppHost.Local.Seeding;

/// <summary>
/// Hands the starter library to the ingestion service. What is there already is left as it is, so it is simply done at
/// every start.
/// </summary>
static class StarterLibrary
{
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>A library that cannot be loaded is told, and stops nothing: the suite works without it.</summary>
    public static async Task LoadAsync(StarterLibraryPlan plan, HttpMessageHandler curator, LocalConsole console, TimeProvider time, CancellationToken stop)
    {
        if (!Directory.Exists(plan.Folder))
        {
            console.Say($"Starter library: there is no folder {plan.Folder}");
            return;
        }
        var started = time.GetTimestamp();
        using var http = new HttpClient(curator, disposeHandler: false) { BaseAddress = plan.Ingestion, Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            var documents = StarterDocument.Find(plan.Folder);
            var load = new Load(new IngestionClient(http, time), console, time);
            await console.ProgressAsync("Starter library", documents.Length, report => load.RunAsync(documents, report, stop));
            console.Say($"Starter library: {load.Outcome} in {time.GetElapsedTime(started).TotalSeconds:0.0} s");
        }
        catch (Exception exception) when (exception is HostException or HttpRequestException or IOException)
        {
            console.Say($"Starter library: not loaded. {exception.Message}");
        }
    }

    sealed class Load(IngestionClient ingestion, LocalConsole console, TimeProvider time)
    {
        static readonly string[] Unfinished = ["queued", "running"];
        ImmutableDictionary<string, string> before = ImmutableDictionary<string, string>.Empty;
        ImmutableDictionary<string, string> now = ImmutableDictionary<string, string>.Empty;
        readonly List<string> submitted = [];
        int refused;

        public async Task RunAsync(ImmutableArray<StarterDocument> documents, Action<int> report, CancellationToken stop)
        {
            before = now = await ingestion.StatusesAsync(stop);
            // Charts name programs and airlines, so those are loaded before charts are read.
            foreach (var part in documents.GroupBy(document => document.IsReference))
            {
                foreach (var document in part) await SubmitAsync(document, stop);
                await FinishedAsync(report, stop);
            }
        }

        public string Outcome
        {
            get
            {
                var counts = submitted.CountBy(OutcomeOf).ToDictionary(count => count.Key, count => count.Value);
                var text = $"{Of("loaded")} documents loaded, {Of("unchanged")} unchanged, {Of("awaiting-review")} awaiting review, {Of("quarantined")} quarantined";
                return refused == 0 ? text : $"{text}, {refused} refused";

                int Of(string status) => counts.GetValueOrDefault(status);
            }
        }

        // Loaded by an earlier run is, for this one, unchanged.
        string OutcomeOf(string id) => now[id] == "loaded" && before.GetValueOrDefault(id) == "loaded" ? "unchanged" : now[id];

        async Task SubmitAsync(StarterDocument document, CancellationToken stop)
        {
            var (id, refusal) = await ingestion.SubmitAsync(document, stop);
            if (id is not null)
            {
                // Two files with the same bytes and hints are one submission.
                if (!submitted.Contains(id)) submitted.Add(id);
                return;
            }
            refused++;
            console.Say($"Starter library: {document.Name} was refused: {refusal}");
        }

        async Task FinishedAsync(Action<int> report, CancellationToken stop)
        {
            while (true)
            {
                now = await ingestion.StatusesAsync(stop);
                var finished = submitted.Count(id => now.TryGetValue(id, out var status) && !Unfinished.Contains(status));
                report(finished + refused);
                if (finished == submitted.Count) return;
                await Task.Delay(PollInterval, time, stop);
            }
        }
    }
}
