using System.Globalization;
using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>What a function is told: how the adapter calls it, where its stores are, whom it trusts.</summary>
static class FunctionEnvironment
{
    const string Port = "8080";

    public static Map Of(AwsFunction function, Intrinsic hosts, Intrinsic api)
    {
        var variables = new Map
        {
            ["ASPNETCORE_URLS"] = $"http://127.0.0.1:{Port}",
            ["AWS_LWA_ASYNC_INIT"] = "true",
            // What fails on a store is to fail for whoever sent the event, who tries again. Of requests, an HTTP API then tells no more than 500.
            ["AWS_LWA_ERROR_STATUS_CODES"] = function.TakesEvents ? "500-599" : null,
            ["AWS_LWA_INVOKE_MODE"] = function.Streams ? "response_stream" : "buffered",
            ["AWS_LWA_PASS_THROUGH_PATH"] = "/events",
            ["AWS_LWA_PORT"] = Port,
            ["AWS_LWA_READINESS_CHECK_PATH"] = "/alive",
            // Who calls what is told by the calls themselves, in CloudTrail too.
            ["AWS_SDK_UA_APP_ID"] = $"loyalty-{function.Name}",
            ["AllowedHosts"] = hosts,
            ["Authentication__Schemes__Bearer__Authority"] = Ref(Parameters.IdentityAuthority),
            ["Authentication__Schemes__Bearer__ValidAudiences__0"] = Ref(Parameters.IdentityAudience),
            ["ConnectionStrings__graph"] = function.Stores.Contains(Store.Graph) ? Import(DataStack.GraphEndpoint) : null,
            ["Loyalty__Backend"] = "aws",
            ["Loyalty__Configuration"] = Ref(Parameters.Configuration),
            ["Loyalty__Edge__Secret"] = If(Conditions.HasEdge, Ref(Parameters.EdgeSecret), NoValue),
            ["Loyalty__Identity__RoleClaim"] = Ref(Parameters.IdentityRoleClaim),
            ["Loyalty__Published"] = "true",
            ["Loyalty__QueuePrefix"] = Sub("loyalty-${Environment}"),
            ["Loyalty__Table"] = Import(DataStack.Table),
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = If(Conditions.HasTelemetry, Ref(Parameters.TelemetryEndpoint), NoValue),
            ["OTEL_SERVICE_NAME"] = function.Name,
        };
        foreach (var store in BucketStore.All) variables[$"Loyalty__Buckets__{store.Name}"] = Import(store.Export);
        foreach (var needed in function.Needs) variables[string.Create(CultureInfo.InvariantCulture, $"services__{needed}__https__0")] = api;
        return variables;
    }
}
