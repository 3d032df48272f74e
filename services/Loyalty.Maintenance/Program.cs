using Loyalty.Maintenance;
using Loyalty.Maintenance.Backups;
using Loyalty.Storage;

// The host watches all below its content root for changes: that is to be the program's folder, not the caller's.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.AddServiceDefaults();
var data = DataFolder.Of(builder.Configuration);
builder.Services.AddSingleton(data);
builder.Services.AddStorage(builder.Configuration, data.Path);
builder.AddBackups();
var app = builder.Build();
app.MapDefaultEndpoints();
app.MapBackups();
app.MapEvents();
app.Run();
