using Loyalty.Ingestion.Text.Pdf;

if (PdfChild.TryRun(args, out var exitCode))
    return exitCode;

var app = WebApplication.CreateBuilder(args).Build();
app.Run();
return 0;
