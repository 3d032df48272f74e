using System.Collections.Immutable;
using System.Globalization;
using Loyalty.AppHost.Local.SignIn;

namespace Loyalty.AppHost.Local;

/// <summary>What is to run on this machine, in full: the runner carries it out and decides nothing.</summary>
/// <param name="Waves">The processes in order of need: a wave starts when all of the one before it is healthy.</param>
/// <param name="StarterLibrary">The folder of documents to ingest once all runs, or null for none.</param>
sealed record LocalPlan(string DataFolder, ImmutableArray<ImmutableArray<LocalProcess>> Waves, StarterLibraryPlan? StarterLibrary)
{
    /// <summary>Between the ports of a service's replicas.</summary>
    const int ReplicaStride = 10;

    /// <summary>The issuer of the tokens that the services ask for, or null where whoever is here may do all.</summary>
    public SignInPlan? SignIn { get; init; }
    public IEnumerable<LocalProcess> Processes => Waves.SelectMany(wave => wave);

    /// <summary>Who is to listen where.</summary>
    public IEnumerable<(string Name, int Port)> Listeners =>
        [.. SignIn is null ? [] : new[] { ("sign-in", SignIn.Issuer.Port) }, .. Processes.Select(process => (process.Name, process.Port))];

    public static LocalPlan For(ImmutableArray<Service> services, LocalOptions options, LocalLayout layout)
    {
        var data = options.Data ?? Path.Combine(layout.Root, ".loyalty");
        var waves = InOrderOfNeed(services)
            .Select(wave => wave.SelectMany(service => ProcessesOf(service, services, options, layout, data)).ToImmutableArray())
            .ToImmutableArray();
        var ingestion = services.FirstOrDefault(service => service.Name == "ingestion");
        var library = options.Seed && ingestion is not null
            ? new StarterLibraryPlan(Path.Combine(layout.Root, "knowledge"), UrlOf(ingestion, 0, options))
            : null;
        return new LocalPlan(data, waves, library) { SignIn = SignInPlan.For(options) };
    }

    public static IEnumerable<ImmutableArray<Service>> InOrderOfNeed(ImmutableArray<Service> services)
    {
        var waiting = services;
        var started = ImmutableHashSet<string>.Empty;
        while (!waiting.IsEmpty)
        {
            var wave = waiting.Where(service => service.Needs.All(started.Contains)).ToImmutableArray();
            if (wave.IsEmpty)
                throw new InvalidOperationException("These services need each other, or one that is not there: " + string.Join(", ", waiting.Select(service => service.Name)));
            yield return wave;
            started = started.Union(wave.Select(service => service.Name));
            waiting = waiting.RemoveRange(wave);
        }
    }

    static IEnumerable<LocalProcess> ProcessesOf(Service service, ImmutableArray<Service> all, LocalOptions options, LocalLayout layout, string data)
    {
        var folder = Path.Combine(layout.Root, service.Project);
        var program = Path.Combine(folder, layout.Output, Path.GetFileName(service.Project) + ".dll");
        for (var replica = 0; replica < service.Replicas; replica++)
        {
            var name = replica == 0 ? service.Name : $"{service.Name}-{replica + 1}";
            var url = UrlOf(service, replica, options);
            yield return new LocalProcess(name, layout.Dotnet, [program], folder, url, new Uri(url, service.HealthPath))
            {
                Environment = EnvironmentOf(service, url, all, options, data),
            };
        }
    }

    static ImmutableSortedDictionary<string, string> EnvironmentOf(
        Service service, Uri url, ImmutableArray<Service> all, LocalOptions options, string data)
    {
        var variables = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        variables["ASPNETCORE_URLS"] = url.GetLeftPart(UriPartial.Authority);
        variables["OTEL_SERVICE_NAME"] = service.Name;
        variables["LOYALTY_PARENT_PIPE"] = "stdin";
        if (!service.Stores.IsEmpty) variables["Loyalty__Data"] = data;
        if (!service.Stores.IsEmpty && options.Backend == Backend.Aws) variables["Loyalty__Backend"] = "aws";
        foreach (var (name, value) in SignInPlan.For(options)?.Environment ?? []) variables[name] = value;
        foreach (var needed in all.Where(other => service.Needs.Contains(other.Name)))
            for (var replica = 0; replica < needed.Replicas; replica++)
                variables[string.Create(CultureInfo.InvariantCulture, $"services__{needed.Name}__http__{replica}")] =
                    UrlOf(needed, replica, options).GetLeftPart(UriPartial.Authority);
        return variables.ToImmutable();
    }

    static Uri UrlOf(Service service, int replica, LocalOptions options) =>
        new UriBuilder(Uri.UriSchemeHttp, "127.0.0.1", options.PortBase + service.PortOffset + replica * ReplicaStride).Uri;
}

sealed record LocalProcess(string Name, string Command, ImmutableArray<string> Arguments, string WorkingDirectory, Uri Url, Uri Health)
{
    /// <summary>Laid over what the AppHost itself was given, so that OTEL_* and LOYALTY_FAILPOINT pass through.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public int Port => Url.Port;
}

sealed record StarterLibraryPlan(string Folder, Uri Ingestion);
