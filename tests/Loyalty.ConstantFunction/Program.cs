// What a start costs that does nothing: the benchmark of cold starts puts it beside the api, built and deployed in the same way.
var app = WebApplication.CreateSlimBuilder(args).Build();
app.MapGet("/alive", () => Results.Ok());
app.MapPost("/api/earnings", () => Results.Text("""{"options":[{}]}""", "application/json"));
await app.RunAsync();
