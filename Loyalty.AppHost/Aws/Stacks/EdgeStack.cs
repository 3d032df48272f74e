using Loyalty.AppHost.Aws.CloudFormation;
using static Loyalty.AppHost.Aws.CloudFormation.Fn;

namespace Loyalty.AppHost.Aws.Stacks;

/// <summary>
/// One name before pages, API and function URL, with a firewall. It stands in us-east-1, where CloudFront looks for its firewall and its
/// certificate, so what it needs of the other stacks comes by parameter: exports do not cross regions.
/// </summary>
static class EdgeStack
{
    // Managed policies of CloudFront have the same ids in every account.
    const string NoCaching = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";
    const string AllButHost = "b689b0a8-53d0-40ab-baf2-68738e2966ac";
    const string SecurityHeaders = "67f7725c-6f97-4210-82d7-5512b31e9d03";
    const string Optimised = "658327ea-f89d-4fab-a63d-7e88639e58f6";

    public static Template Template(AwsPlan plan)
    {
        var template = new Template("edge", "Loyalty: CloudFront and its firewall before pages, API and streams; in us-east-1");
        var firewall = AddFirewall(template);
        var logs = AddLogs(template);
        var streamed = plan.Functions.SelectMany(function => function.StreamedPaths).Order(StringComparer.Ordinal);
        var distribution = template.Add(new Resource("Distribution", "AWS::CloudFront::Distribution", new
        {
            DistributionConfig = new
            {
                Enabled = true,
                Comment = Sub("Loyalty ${Environment}"),
                HttpVersion = "http2and3",
                IPV6Enabled = true,
                PriceClass = "PriceClass_100",
                WebACLId = firewall.Arn,
                Aliases = If(Conditions.HasDomainName, new object[] { Ref(Parameters.DomainName) }, NoValue),
                ViewerCertificate = If(Conditions.HasDomainName,
                    new { AcmCertificateArn = Ref(Parameters.CertificateArn), SslSupportMethod = "sni-only", MinimumProtocolVersion = "TLSv1.2_2021" },
                    new { CloudFrontDefaultCertificate = true, MinimumProtocolVersion = "TLSv1.2_2021" }),
                Logging = new { Bucket = logs.Att("RegionalDomainName"), IncludeCookies = false, Prefix = "edge/" },
                Origins = new object[]
                {
                    Origin("api", Ref(Parameters.ApiDomain)),
                    If(Conditions.HasStream, Origin("stream", Ref(Parameters.StreamDomain)), NoValue),
                    If(Conditions.HasPages, Origin("pages", Ref(Parameters.PagesDomain)), NoValue),
                },
                DefaultCacheBehavior = Behaviour(null, If(Conditions.HasPages, "pages", "api"), If(Conditions.HasPages, Optimised, NoCaching)),
                CacheBehaviors = (object[])
                [
                    .. streamed.Select(path => If(Conditions.HasStream, Behaviour($"{path}*", "stream", NoCaching), NoValue)),
                    Behaviour("/api/*", "api", NoCaching),
                ],
            },
        })
        {
            Exempt =
            [
                new("CKV_AWS_174", "TLS 1.2 is the least for a name of one's own; without one CloudFront's certificate fixes the least by itself."),
                new("W1030", "Empty where there is no name of one's own, and then not used."),
            ],
        });
        template.Export("EdgeDomain", distribution.Att("DomainName"), "Where people reach the suite");
        return template;
    }

    static object Origin(string id, Intrinsic domain) => new
    {
        Id = id,
        DomainName = domain,
        CustomOriginConfig = new { OriginProtocolPolicy = "https-only", OriginSSLProtocols = new[] { "TLSv1.2" } },
        OriginCustomHeaders = If(Conditions.HasEdge, new object[] { new { HeaderName = "x-loyalty-edge", HeaderValue = Ref(Parameters.EdgeSecret) } }, NoValue),
    };

    static object Behaviour(string? path, object origin, object caching) => new
    {
        PathPattern = path,
        TargetOriginId = origin,
        ViewerProtocolPolicy = "redirect-to-https",
        AllowedMethods = new[] { "GET", "HEAD", "OPTIONS", "PUT", "PATCH", "POST", "DELETE" },
        CachePolicyId = caching,
        OriginRequestPolicyId = AllButHost,
        ResponseHeadersPolicyId = SecurityHeaders,
        Compress = true,
    };

    static Resource AddFirewall(Template template)
    {
        var firewall = template.Add("Firewall", "AWS::WAFv2::WebACL", new
        {
            Name = Sub("loyalty-${Environment}"),
            Scope = "CLOUDFRONT",
            DefaultAction = new { Allow = new Map() },
            VisibilityConfig = Visible("loyalty"),
            Rules = new object[]
            {
                Managed(0, "AWSManagedRulesAmazonIpReputationList"),
                Managed(1, "AWSManagedRulesKnownBadInputsRuleSet"),
                // A chart is larger than 8 KB, which is what this one rule would refuse.
                Managed(2, "AWSManagedRulesCommonRuleSet", "SizeRestrictions_BODY"),
                new
                {
                    Name = "too-many",
                    Priority = 3,
                    Action = new { Block = new Map() },
                    Statement = new { RateBasedStatement = new { AggregateKeyType = "IP", Limit = 2_000 } },
                    VisibilityConfig = Visible("too-many"),
                },
            },
        });
        template.Add(new Resource("FirewallLog", "AWS::Logs::LogGroup", new
        {
            // WAF writes to groups of this beginning only.
            LogGroupName = Sub("aws-waf-logs-loyalty-${Environment}"),
            RetentionInDays = Ref(Parameters.LogRetentionDays),
        })
        {
            Exempt = [new("CKV_AWS_158", "Addresses and paths only; the key of the data is in another region. CloudWatch encrypts it with its own.")],
        });
        template.Add("FirewallLogging", "AWS::WAFv2::LoggingConfiguration", new
        {
            ResourceArn = firewall.Arn,
            LogDestinationConfigs = new object[] { Sub("arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:${FirewallLog}") },
            RedactedFields = new object[] { new { SingleHeader = new { Name = "authorization" } } },
        });
        return firewall;
    }

    static object Managed(int priority, string name, string? counted = null) => new
    {
        Name = name,
        Priority = priority,
        OverrideAction = new { None = new Map() },
        Statement = new
        {
            ManagedRuleGroupStatement = new
            {
                VendorName = "AWS",
                Name = name,
                RuleActionOverrides = counted is null ? null : new object[] { new { Name = counted, ActionToUse = new { Count = new Map() } } },
            },
        },
        VisibilityConfig = Visible(name),
    };

    static object Visible(string name) => new { CloudWatchMetricsEnabled = true, MetricName = name, SampledRequestsEnabled = true };

    static Resource AddLogs(Template template)
    {
        var logs = template.Add(new Resource("EdgeLogs", "AWS::S3::Bucket", new
        {
            BucketEncryption = Buckets.Encryption(),
            PublicAccessBlockConfiguration = Buckets.Private,
            // CloudFront delivers its logs by an access control list.
            OwnershipControls = new { Rules = new object[] { new { ObjectOwnership = "BucketOwnerPreferred" } } },
            VersioningConfiguration = new { Status = "Enabled" },
            LifecycleConfiguration = new
            {
                Rules = new object[] { new { Id = "forget", Status = "Enabled", ExpirationInDays = 400, NoncurrentVersionExpiration = new { NoncurrentDays = 1 } } },
            },
        })
        {
            Kept = true,
            Exempt = [new("CKV_AWS_18", "It is where access is logged: a log of its own would grow by itself.")],
        });
        template.Add("EdgeLogsPolicy", "AWS::S3::BucketPolicy", new { Bucket = logs.Ref, PolicyDocument = Policy.Of(Policy.OnlyEncryptedTransport(logs)) });
        return logs;
    }
}
