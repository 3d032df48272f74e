using Loyalty.Maintenance;
using Loyalty.Maintenance.Backups;
using Loyalty.Storage;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
var data = DataFolder.Of(builder.Configuration);
builder.Services.AddSingleton(data);
builder.Services.AddStorage(builder.Configuration, data.Path);
builder.AddBackups();
var app = builder.Build();
app.MapDefaultEndpoints();
app.MapBackups();
app.Run();
