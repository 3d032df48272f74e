using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Landing;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Published;
using Loyalty.Ingestion.Reading;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Text;
using Loyalty.Knowledge;
using Loyalty.Knowledge.Snapshots;
using Loyalty.Knowledge.Snapshots.Files;
using Loyalty.Storage;

namespace Loyalty.Ingestion;

/// <summary>What the service is made of.</summary>
public static class IngestionServices
{
    /// <summary>The stores: of the data folder, or on AWS.</summary>
    public static void AddDataFolder(this WebApplicationBuilder builder)
    {
        var data = DataFolder(builder.Configuration);
        builder.Services.AddStorage(builder.Configuration, data);
        builder.Services.AddKnowledge(builder.Configuration, data, services => services.GetRequiredService<FailPoints>().Reached);
        builder.Services.Configure<SnapshotOptions>(snapshots =>
            (snapshots.Indexed, snapshots.OnRequest) = (false, Deployment.Of(builder.Configuration).IsPublished));
        builder.Services.Configure<WorkQueueOptions>(queue => queue.MaxDeliveries = 10);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, IngestionJson.Default));
    }

    public static void AddPipeline(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PipelineOptions>().BindConfiguration(PipelineOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<SubmissionCatalog>();
        builder.Services.AddSingleton<Intake>();
        builder.Services.AddSingleton<ReviewDesk>();
        builder.Services.AddSingleton<ChangeSetArchive>();
        builder.Services.AddSingleton<GraphLoading>();
        builder.Services.AddSingleton<StoreProbe>();
        builder.Services.AddExceptionHandler<OutageHandler>();
        builder.Services.AddSingleton(services => new DocumentReader(time: services.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<ChartReader>();
        builder.Services.AddSingleton<FactReading>();
        builder.Services.AddSingleton<PipelineStages>();
        if (Deployment.Of(builder.Configuration).IsPublished) builder.AddTasks();
        else builder.AddWorkers();
    }

    /// <summary>Here: workers of the queue, and what looks after things now and then.</summary>
    private static void AddWorkers(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IDispatch, QueueDispatch>();
        builder.Services.AddSingleton<PipelineRunner>();
        builder.Services.AddHostedService<PipelineWorker>();
        builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<SnapshotFileWriter>(services, NothingToDo(services.GetRequiredService<IWorkQueue>())));
    }

    /// <summary>Published: tasks that the state machine calls, and jobs of a schedule; nothing runs between calls.</summary>
    private static void AddTasks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IDispatch, StateMachineDispatch>();
        builder.Services.AddHttpClient(nameof(StepFunctions));
        builder.Services.AddSingleton<StepFunctions>();
        builder.Services.AddSingleton<ReviewTokens>();
        builder.Services.AddSingleton<Arrivals>();
        builder.Services.AddSingleton<SnapshotFileUpkeep>();
        builder.Services.AddSingleton<PipelineTasks>();
        builder.Services.AddSingleton<ScheduledJobs>();
    }

    /// <summary>Published, documents land in a bucket instead.</summary>
    public static void AddLandingFolder(this WebApplicationBuilder builder)
    {
        if (Deployment.Of(builder.Configuration).IsPublished) return;
        builder.Services.Configure<LandingOptions>(landing => landing.Folder = Path.Combine(DataFolder(builder.Configuration), "landing"));
        builder.Services.AddHostedService<LandingFolder>();
    }

    private static Func<CancellationToken, Task<bool>> NothingToDo(IWorkQueue queue) =>
        async cancellationToken => await queue.DepthAsync(Intake.Queue, cancellationToken) is { Ready: 0, InFlight: 0 };

    private static string DataFolder(ConfigurationManager configuration) => Path.GetFullPath(configuration["Loyalty:Data"] ?? ".loyalty");
}
