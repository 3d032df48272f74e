using Loyalty.Ingestion;
using Loyalty.Ingestion.Documents;
using Loyalty.Ingestion.Pipeline;
using Loyalty.Ingestion.Reviews;


var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDataFolder();
builder.AddPipeline();
builder.AddLandingFolder();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapDocuments();
app.MapReviews();
app.Run();
return 0;
