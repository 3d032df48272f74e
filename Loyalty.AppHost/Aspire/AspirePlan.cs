using System.Collections.Immutable;
using Loyalty.AppHost.Aws;
using Loyalty.AppHost.Aws.Stacks;
using Loyalty.AppHost.Local;

namespace Loyalty.AppHost.Aspire;

/// <summary>What is to run on Aspire, in full: what hands it to Aspire is a loop and decides nothing.</summary>
/// <param name="LocalStack">In place of AWS.</param>
/// <param name="Gremlin">In place of Neptune.</param>
/// <param name="Data">The stack that holds documents, queues and profiles: the one of production.</param>
/// <param name="Projects">The services in order of need.</param>
/// <param name="StarterLibrary">The folder that is handed to the service that runs the pipeline.</param>
sealed record AspirePlan(AspireContainer LocalStack, AspireContainer Gremlin, AspireStack Data, ImmutableArray<AspireProject> Projects, string StarterLibrary)
{
    public const string Region = "us-east-1", AccessKey = "test";

    /// <summary>As stacks and queues are named for it.</summary>
    const string Environment = "aspire";

    /// <summary>What the dashboard calls pages that people look for.</summary>
    static readonly ImmutableArray<AspireUrl> Pages =
        [new("Review queue", "/api/reviews"), new("Backups", "/api/backups"), new("Programs", "/api/programs"), new("Submissions", "/api/documents")];

    static readonly ImmutableArray<AspirePost> Posts = [new("back-up-now", "Back up now", "/api/backups")];

    public bool Seed { get; private init; }

    public static AspirePlan For(ImmutableArray<Service> services, AspireOptions options, LocalLayout layout)
    {
        var data = Path.Combine(layout.Root, ".loyalty");
        return new AspirePlan(
            LocalStackOf(options),
            GremlinOf(options, layout),
            new AspireStack("data", $"loyalty-{Environment}-data",
                ConditionalTemplate.Without(DataStack.Template(AwsPlan.QueuesOf(services)).Text, Conditions.OwnGraph.Name), Path.Combine(data, "aspire", "data.json"))
            {
                Parameters = ImmutableSortedDictionary<string, string>.Empty
                    .Add(Parameters.Environment.Name, Environment)
                    // That there is one is what counts: so there is no network and no cluster. Services are told by a reference.
                    .Add(Parameters.GremlinEndpoint.Name, "ws://gremlin:8182"),
            },
            [.. LocalPlan.InOrderOfNeed(services).SelectMany(wave => wave).Select(service => ProjectOf(service, options, layout, data))],
            Path.Combine(layout.Root, "knowledge"))
        {
            Seed = options.Seed,
        };
    }

    static AspireContainer LocalStackOf(AspireOptions options)
    {
        var container = AspireContainer.Of("localstack", options.LocalStackImage, targetPort: 4566, "/_localstack/health", options.KeepContainers) with
        {
            Volume = new AspireVolume("loyalty-localstack", "/var/lib/localstack"),
            // Addresses of queues are to name the port that the caller came by, whichever it is.
            Environment = ImmutableSortedDictionary<string, string>.Empty.Add("SQS_ENDPOINT_STRATEGY", "dynamic"),
        };
        return options.LocalStackToken is not { Length: > 0 } token ? container : container with
        {
            Environment = container.Environment.Add("LOCALSTACK_AUTH_TOKEN", token).Add("PERSISTENCE", "1"),
        };
    }

    static AspireContainer GremlinOf(AspireOptions options, LocalLayout layout) =>
        AspireContainer.Of("gremlin", "tinkerpop/gremlin-server:3.7.5", targetPort: 8182, "/gremlin?gremlin=g.inject(0)&language=gremlin-lang", options.KeepContainers) with
        {
            // Copied and not mounted: the image writes its own address into server.yaml before it starts.
            Files = new AspireFiles(Path.Combine(layout.Root, "Loyalty.AppHost", "gremlin"), "/opt/gremlin-server"),
            Arguments = ["server.yaml"],
        };

    static AspireProject ProjectOf(Service service, AspireOptions options, LocalLayout layout, string data) =>
        new(service.Name, Path.Combine(layout.Root, service.Project, $"{Path.GetFileName(service.Project)}.csproj"), options.PortBase + service.PortOffset, service.HealthPath)
        {
            Replicas = service.Replicas,
            Needs = service.Needs,
            UsesGraph = service.Stores.Contains(Store.Graph),
            UsesAws = !service.Stores.IsEmpty,
            Environment = service.Stores.IsEmpty ? ImmutableSortedDictionary<string, string>.Empty : StoresAt(data),
            Outputs = service.Stores.IsEmpty ? ImmutableSortedDictionary<string, string>.Empty : OutputsOf(),
            Urls = [new AspireUrl("API reference", "/scalar"), .. Pages.Where(page => service.Paths.Contains(page.Path))],
            Posts = [.. Posts.Where(post => service.Paths.Contains(post.Path))],
            TakesDocuments = service.RunsPipeline,
        };

    static ImmutableSortedDictionary<string, string> StoresAt(string data) => ImmutableSortedDictionary<string, string>.Empty
        .Add("AWS_ACCESS_KEY_ID", AccessKey)
        .Add("AWS_REGION", Region)
        .Add("AWS_SECRET_ACCESS_KEY", AccessKey)
        .Add("LocalStack__Session__AwsAccessKey", AccessKey)
        .Add("LocalStack__Session__AwsAccessKeyId", AccessKey)
        .Add("LocalStack__Session__AwsSessionToken", AccessKey)
        .Add("LocalStack__Session__RegionName", Region)
        .Add("LocalStack__UseLocalStack", "true")
        .Add("Loyalty__Backend", "aws")
        .Add("Loyalty__Data", data)
        .Add("Loyalty__QueuePrefix", $"loyalty-{Environment}");

    static ImmutableSortedDictionary<string, string> OutputsOf() => BucketStore.All
        .ToImmutableSortedDictionary(store => $"Loyalty__Buckets__{store.Name}", store => store.Export)
        .Add("Loyalty__Table", DataStack.Table);
}

/// <param name="HealthPath">Answers 200 once it is ready.</param>
/// <param name="OutlivesTheHost">Whether it stays when the AppHost ends, and is found again by the next one.</param>
sealed record AspireContainer(string Name, string Image, string Tag, int TargetPort, string HealthPath, bool OutlivesTheHost)
{
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public ImmutableArray<string> Arguments { get; init; } = [];
    public AspireVolume? Volume { get; init; }
    public AspireFiles? Files { get; init; }

    /// <param name="image">With its tag, such as <c>localstack/localstack:4.14.0</c>; without one it is the latest.</param>
    public static AspireContainer Of(string name, string image, int targetPort, string healthPath, bool outlivesTheHost)
    {
        // A registry's port is before the last slash.
        var colon = image.IndexOf(':', image.LastIndexOf('/') + 1);
        return colon < 0
            ? new AspireContainer(name, image, "latest", targetPort, healthPath, outlivesTheHost)
            : new AspireContainer(name, image[..colon], image[(colon + 1)..], targetPort, healthPath, outlivesTheHost);
    }
}

sealed record AspireVolume(string Name, string Target);

/// <param name="Source">The folder on this machine whose files are copied.</param>
/// <param name="Target">The folder in the container that gets them.</param>
sealed record AspireFiles(string Source, string Target);

/// <param name="Text">The template.</param>
/// <param name="File">Where it is written to, for Aspire reads a file.</param>
sealed record AspireStack(string Name, string StackName, string Text, string File)
{
    public ImmutableSortedDictionary<string, string> Parameters { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}

/// <param name="Project">The project file, by absolute path.</param>
sealed record AspireProject(string Name, string Project, int Port, string HealthPath)
{
    public int Replicas { get; init; } = 1;

    /// <summary>The services that it calls, and that are to be healthy before it starts.</summary>
    public ImmutableArray<string> Needs { get; init; } = [];

    /// <summary>Whether it is told where the graph is, and waits for it.</summary>
    public bool UsesGraph { get; init; }

    /// <summary>Whether it is told where AWS is, and waits for the stack.</summary>
    public bool UsesAws { get; init; }

    /// <summary>Whether the starter library is handed to it, and the graph rebuilt by it.</summary>
    public bool TakesDocuments { get; init; }
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Variables, and the output of the stack that each is to hold.</summary>
    public ImmutableSortedDictionary<string, string> Outputs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
    public ImmutableArray<AspireUrl> Urls { get; init; } = [];
    public ImmutableArray<AspirePost> Posts { get; init; } = [];
}

/// <summary>A link on the dashboard.</summary>
sealed record AspireUrl(string Text, string Path);

/// <summary>A command on the dashboard that is a POST without a body.</summary>
sealed record AspirePost(string Name, string Text, string Path);
