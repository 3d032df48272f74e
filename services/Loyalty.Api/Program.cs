using Loyalty.Api;
using Loyalty.Api.Airports;
using Loyalty.Api.Earnings;
using Loyalty.Api.Knowledge;
using Loyalty.Api.Programs;
using Loyalty.Api.Rules;

// The host watches all below its content root for changes: that is to be the program's folder, not the caller's.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
builder.AddApiJson();
builder.AddApiDescription();
builder.AddKnowledge();
builder.AddEarnings();

var app = builder.Build();
if (args.Contains(DumpCommand.Name))
{
    await DumpCommand.RunAsync(app.Services);
    return;
}

app.MapDefaultEndpoints();
app.UseKnowledgeOnRequest();
app.MapEarnings();
app.MapPrograms();
app.MapAirports();
app.MapRules();
app.MapKnowledge();
app.MapCoverage();
app.MapEvents();
await app.RunAsync();
