using Loyalty.Ingestion;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Published;
using Loyalty.Ingestion.Reviews;
using Loyalty.Ingestion.Text.Pdf;

// A PDF is read in a child of this same program, so that it can be killed.
if (PdfChild.TryRun(args, out var exitCode)) return exitCode;
if (args is [DescribeCommand.Name])
{
    DescribeCommand.Run(Console.Out);
    return 0;
}

// The host watches all below its content root for changes: that is to be the program's folder, not the caller's.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
builder.AddDataFolder();
builder.AddPipeline();
builder.AddLandingFolder();

var app = builder.Build();
if (args.Contains(RebuildCommand.Name)) return await RebuildCommand.RunAsync(app.Services);

app.MapDefaultEndpoints();
app.MapDocuments();
app.MapReviews();
app.MapUploads();
app.MapIngestionEvents();
app.Run();
return 0;
