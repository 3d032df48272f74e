using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>The services: functions behind an HTTP API, and behind a function URL what streams.</summary>
static class ServicesStack
{
    public const string ApiId = "ApiId", ApiUrl = "ApiUrl", ApiDomain = "ApiDomain";

    public static Template Template(AwsPlan plan, Func<AwsFunction, PackageKey> package)
    {
        var template = new Template("services", "Loyalty: the services, as functions behind an HTTP API");
        var api = HttpApi.AddTo(template);
        var hosts = Join(";", Sub("${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}"), Sub("*.lambda-url.${AWS::Region}.on.aws"), Ref(Parameters.MoreHosts));
        var rollout = new Rollout(template);
        foreach (var function in plan.Functions)
        {
            var made = FunctionResources.AddTo(template, function, package(function), rollout, hosts, api.Url);
            template.Export(AliasOf(function), made.Alias.Ref, $"What calls {function.Name}");
            if (!function.Routes.IsEmpty) api.AddRoutes(template, made);
            if (function.Streams) AddUrl(template, made);
        }
        if (plan.Functions.Any(function => !function.Schedules.IsEmpty)) AddSchedules(template, plan);
        template.Export(ApiId, api.Resource.Ref, "The HTTP API");
        template.Export(ApiUrl, api.Url, "Where the services answer");
        template.Export(ApiDomain, Sub("${HttpApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}"), "For the edge");
        return template;
    }

    /// <summary>The export that names a function's alias.</summary>
    public static string AliasOf(AwsFunction function) => $"{function.Id}Alias";

    static void AddUrl(Template template, FunctionResources made)
    {
        var id = made.Function.Id;
        // Whoever signs for IAM (CloudFront's origin access control) takes the Authorization header, which here holds the caller's token.
        var url = template.Add(new Resource($"{id}Url", "AWS::Lambda::Url", new
        {
            TargetFunctionArn = Sub("${" + id + "Function.Arn}"),
            Qualifier = FunctionResources.Live,
            AuthType = "NONE",
            InvokeMode = "RESPONSE_STREAM",
        })
        {
            DependsOn = [made.Alias.Id],
            Exempt = [new("CKV_AWS_258", "The service validates the caller's token itself, and the edge's secret where there is an edge. A signature of IAM would take the header that the token travels in.")],
        });
        template.Add($"{id}UrlCaller", "AWS::Lambda::Permission", new
        {
            FunctionName = made.Alias.Ref,
            Action = "lambda:InvokeFunctionUrl",
            Principal = "*",
            FunctionUrlAuthType = "NONE",
        });
        template.Add($"{id}UrlInvoker", "AWS::Lambda::Permission", new
        {
            FunctionName = made.Alias.Ref,
            Action = "lambda:InvokeFunction",
            Principal = "*",
            InvokedViaFunctionUrl = true,
        });
        template.Export($"{id}Domain", Select(2, new Intrinsic("Fn::Split", new object[] { "/", url.Att("FunctionUrl") })), "For the edge");
    }

    static void AddSchedules(Template template, AwsPlan plan)
    {
        var dead = template.Add("ScheduleDeadQueue", "AWS::SQS::Queue", new
        {
            QueueName = Sub("loyalty-${Environment}_dead-schedules"),
            KmsMasterKeyId = Import(DataStack.Key),
            MessageRetentionPeriod = 1_209_600,
        });
        foreach (var function in plan.Functions.Where(function => !function.Schedules.IsEmpty))
        {
            var role = template.Add(Policy.Role($"{function.Id}ScheduleRole", "scheduler.amazonaws.com", "call",
                Policy.Allow(["lambda:InvokeFunction"], Sub("${" + function.Id + "Live}")),
                Policy.Allow(["sqs:SendMessage"], dead.Arn),
                Policy.Allow(["kms:Decrypt", "kms:GenerateDataKey"], Import(DataStack.Key))));
            foreach (var schedule in function.Schedules)
                template.Add($"{function.Id}{Identifier.Of(schedule.Name)}", "AWS::Scheduler::Schedule", new
                {
                    Description = $"{function.Name}: {schedule.Job}",
                    ScheduleExpression = schedule.Rate,
                    FlexibleTimeWindow = new { Mode = "OFF" },
                    KmsKeyArn = Import(DataStack.Key),
                    Target = new
                    {
                        Arn = Sub("${" + function.Id + "Live}"),
                        RoleArn = role.Arn,
                        Input = $$"""{ "job": "{{schedule.Job}}" }""",
                        DeadLetterConfig = new { dead.Arn },
                        RetryPolicy = new { MaximumEventAgeInSeconds = 300, MaximumRetryAttempts = 2 },
                    },
                });
        }
    }
}
