using Loyalty.Ingestion.Reading.Validation;
using Microsoft.OpenApi;

namespace Loyalty.Ingestion.Documents;

/// <summary>What the form of a submission may hold, as its OpenAPI description says it: what <see cref="HintReading"/> accepts, in a schema's terms.</summary>
public static class SubmissionForm
{
    private const string NoControlCharacters = @"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$";

    public static TBuilder DescribesSubmissionForm<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { ["multipart/form-data"] = new() { Schema = Form() } },
            };
            return Task.CompletedTask;
        });

    private static OpenApiSchema Form() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "file" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["file"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = $"The document, at most {Intake.MaxBytes / 1024 / 1024} MB" },
            ["title"] = Text("Its title, if the text has none or a poor one"),
            ["url"] = OrNothing("Where it was found", new OpenApiSchema { Pattern = @"^https?://[a-z][a-z0-9]{0,30}(\.[a-z][a-z0-9]{0,30}){0,4}(/[A-Za-z0-9._~/-]{0,200})?$" }),
            ["programId"] = Text("The program whose chart it is, such as UA_MileagePlus"),
            ["carrier"] = OrNothing("The carrier whose flights it is about: its IATA code", new OpenApiSchema { Pattern = "^[A-Za-z0-9]{2}$" }),
            ["effectiveDate"] = OrNothing("The first day it is in force", new OpenApiSchema { Format = "date" }),
            ["sourceDate"] = OrNothing("When it was published", new OpenApiSchema { Format = "date" }),
            ["notes"] = Text("What else a curator knows"),
            ["confirmed"] = OrNothing($"The checks whose doubts a person has cleared, parted by commas: {string.Join(", ", CheckCodes.Confirmable)}", new OpenApiSchema
            {
                Pattern = $"^({string.Join('|', CheckCodes.Confirmable)})(, ({string.Join('|', CheckCodes.Confirmable)})){{0,5}}$",
            }),
        },
    };

    private static OpenApiSchema Text(string description) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        MaxLength = HintReading.Longest,
        Pattern = NoControlCharacters,
    };

    /// <summary>A browser sends the fields that were left empty too.</summary>
    private static OpenApiSchema OrNothing(string description, OpenApiSchema schema) => new()
    {
        Type = JsonSchemaType.String,
        Description = description,
        AnyOf = [schema, new OpenApiSchema { MaxLength = 0 }],
    };
}
