using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>The HTTP API: it lets through the services' paths and nothing else, for callers with a token, and not too many at once.</summary>
sealed class HttpApi
{
    readonly Resource authorizer;

    HttpApi(Resource api, Resource authorizer) => (Resource, this.authorizer) = (api, authorizer);

    public Resource Resource { get; }

    public Intrinsic Url { get; } = Sub("https://${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}");

    public static HttpApi AddTo(Template template)
    {
        var api = template.Add("HttpApi", "AWS::ApiGatewayV2::Api", new { Name = Sub("loyalty-${Environment}"), ProtocolType = "HTTP", Description = "Every route of every service" });
        var authorizer = template.Add("Tokens", "AWS::ApiGatewayV2::Authorizer", new
        {
            ApiId = api.Ref,
            Name = "tokens",
            AuthorizerType = "JWT",
            IdentitySource = new[] { "$request.header.Authorization" },
            JwtConfiguration = new { Issuer = Ref(Parameters.IdentityAuthority), Audience = new object[] { Ref(Parameters.IdentityAudience) } },
        });
        var log = template.Add("HttpApiLog", "AWS::Logs::LogGroup", new
        {
            LogGroupName = Sub("/loyalty/${Environment}/http"),
            RetentionInDays = Ref(Parameters.LogRetentionDays),
            KmsKeyId = Import(DataStack.Key),
        });
        template.Add("HttpStage", "AWS::ApiGatewayV2::Stage", new
        {
            ApiId = api.Ref,
            StageName = "$default",
            AutoDeploy = true,
            DefaultRouteSettings = new
            {
                ThrottlingRateLimit = Ref(Parameters.RequestsPerSecond),
                ThrottlingBurstLimit = Ref(Parameters.RequestsPerSecond),
                DetailedMetricsEnabled = true,
            },
            AccessLogSettings = new
            {
                DestinationArn = log.Arn,
                Format = """{"time":"$context.requestTime","id":"$context.requestId","route":"$context.routeKey","status":"$context.status","milliseconds":"$context.responseLatency","error":"$context.integrationErrorMessage"}""",
            },
        });
        return new HttpApi(api, authorizer);
    }

    public void AddRoutes(Template template, FunctionResources made)
    {
        var id = made.Function.Id;
        var integration = template.Add($"{id}Integration", "AWS::ApiGatewayV2::Integration", new
        {
            ApiId = Resource.Ref,
            IntegrationType = "AWS_PROXY",
            IntegrationUri = made.Alias.Ref,
            PayloadFormatVersion = "2.0",
            TimeoutInMillis = 29_000,
        });
        foreach (var path in made.Function.Routes.SelectMany(path => new[] { path, path + "/{proxy+}" }))
            template.Add($"{id}Route{Identifier.Of(path)}", "AWS::ApiGatewayV2::Route", new
            {
                ApiId = Resource.Ref,
                RouteKey = $"ANY {path}",
                AuthorizationType = "JWT",
                AuthorizerId = authorizer.Ref,
                Target = Sub("integrations/${" + integration.Id + "}"),
            });
        template.Add($"{id}HttpCaller", "AWS::Lambda::Permission", new
        {
            FunctionName = made.Alias.Ref,
            Action = "lambda:InvokeFunction",
            Principal = "apigateway.amazonaws.com",
            SourceArn = Sub("arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${HttpApi}/*"),
        });
    }
}
