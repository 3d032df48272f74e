using Loyalty.Api;
using Loyalty.Api.Airports;
using Loyalty.Api.Earnings;
using Loyalty.Api.Knowledge;
using Loyalty.Api.Programs;
using Loyalty.Api.Rules;

var builder = WebApplication.CreateBuilder(args);
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
app.MapEarnings();
app.MapPrograms();
app.MapAirports();
app.MapRules();
app.MapKnowledge();
await app.RunAsync();
