using Loyalty.AppHost.Aws.CloudFormation;

namespace Loyalty.AppHost.Aws;

/// <summary>What differs per environment. A stack declares those that it speaks of, and no parameter means two things in two stacks.</summary>
static class Parameters
{
    public static Parameter Environment { get; } = new("Environment", "Such as staging or production: part of every name")
    {
        AllowedPattern = "^[a-z][a-z0-9-]{1,15}$",
        ConstraintDescription = "2 to 16 small letters, digits and hyphens",
    };

    public static Parameter GremlinEndpoint { get; } = new("GremlinEndpoint", "A Gremlin endpoint that is there already (https://host:8182); empty: a Neptune cluster in a network of its own")
    {
        Default = "",
        AllowedPattern = "^((https?|wss?)://.+)?$",
    };

    public static Parameter NetworkRange { get; } = new("NetworkRange", "Addresses of the network: a /16")
    {
        Default = "10.20.0.0/16",
        AllowedPattern = @"^\d+\.\d+\.0\.0/16$",
    };

    public static Parameter Nat { get; } = Switch("Nat", "Whether functions in the network reach what is outside AWS: webhooks, models, an identity provider", "false");

    public static Parameter NeptuneInstanceClass { get; } = new("NeptuneInstanceClass", "Of both instances of the graph") { Default = "db.t4g.medium" };

    public static Parameter NeptuneEngineVersion { get; } = new("NeptuneEngineVersion", "Of the graph") { Default = "1.4.5.1", AllowedPattern = @"^1\.4\..+$" };

    public static Parameter LogRetentionDays { get; } = new("LogRetentionDays", "How long logs are kept")
    {
        Type = "Number",
        Default = 365,
        AllowedValues = [7, 14, 30, 90, 180, 365, 400, 731],
    };

    public static Parameter LambdaAdapterLayer { get; } = new("LambdaAdapterLayer", "The layer version of the Lambda Web Adapter for x86-64; empty: AWS's own, version 25, in the stack's region")
    {
        Default = "",
        AllowedPattern = "^(arn:.+:layer:.+:[0-9]+)?$",
    };

    public static Parameter CollectorLayer { get; } = new("CollectorLayer", "The layer version of an OpenTelemetry collector beside each function; empty: none")
    {
        Default = "",
        AllowedPattern = "^(arn:.+:layer:.+:[0-9]+)?$",
    };

    public static Parameter TelemetryEndpoint { get; } = new("TelemetryEndpoint", "Where traces, metrics and logs go by OTLP, such as http://localhost:4317 of a collector layer; empty: nowhere") { Default = "" };

    public static Parameter IdentityAuthority { get; } = new("IdentityAuthority", "The issuer of tokens: an OpenID Connect authority")
    {
        AllowedPattern = "^https?://.+$",
        ConstraintDescription = "A URL, to the letter as the tokens say it in iss",
    };

    public static Parameter IdentityAudience { get; } = new("IdentityAudience", "For whom tokens must be issued") { Default = "loyalty" };

    public static Parameter IdentityRoleClaim { get; } = new("IdentityRoleClaim", "The claim that names roles; of Cognito: cognito:groups") { Default = "roles" };

    public static Parameter MoreHosts { get; } = new("MoreHosts", "Host names that services answer besides those of AWS, such as a custom domain: separated by semicolons") { Default = "" };

    public static Parameter EdgeSecret { get; } = new("EdgeSecret", "What the edge tells the services, so that they refuse what did not come through it; empty: there is no edge")
    {
        Default = "",
        Secret = true,
        AllowedPattern = "^([A-Za-z0-9]{32,128})?$",
        ConstraintDescription = "32 to 128 letters and digits",
    };

    public static Parameter Rollout { get; } = new("Rollout", "How an alias moves to a new version: by CodeDeploy, a tenth first and back when an alarm rings, or at once")
    {
        Default = "codedeploy",
        AllowedValues = ["codedeploy", "direct"],
    };

    public static Parameter RolloutPace { get; } = new("RolloutPace", "The deployment configuration of CodeDeploy") { Default = "CodeDeployDefault.LambdaCanary10Percent5Minutes" };

    public static Parameter Configuration { get; } = new("Configuration", "Changes whenever another parameter of this stack does, so that functions get versions with it: a hash of them")
    {
        Default = "initial",
        AllowedPattern = "^[A-Za-z0-9-]{1,64}$",
    };

    public static Parameter RequestsPerSecond { get; } = new("RequestsPerSecond", "What the HTTP API lets through, on the long run and at once") { Type = "Number", Default = 100, MinValue = 1 };

    public static Parameter PipelineAlias { get; } = Switch("PipelineAlias", "Whether the state machine has versions and an alias, so that executions end on the definition they began with", "true");

    public static Parameter ApiDomain { get; } = new("ApiDomain", "The host name of the HTTP API, from the services stack's outputs");

    public static Parameter StreamDomain { get; } = new("StreamDomain", "The host name of the function URL that streams, from the services stack's outputs; empty: none") { Default = "" };

    public static Parameter PagesDomain { get; } = new("PagesDomain", "The host name that serves the pages; empty: what is no API path goes to the HTTP API, and is not found") { Default = "" };

    public static Parameter DomainName { get; } = new("DomainName", "The name under which people reach the suite; empty: CloudFront's own") { Default = "" };

    public static Parameter CertificateArn { get; } = new("CertificateArn", "The certificate for DomainName, in us-east-1: arn:aws:acm:us-east-1:…") { Default = "" };

    public static Parameter AlarmMail { get; } = new("AlarmMail", "Who is told of alarms; empty: subscribe yourself") { Default = "" };

    public static Parameter MonthlyBudget { get; } = new("MonthlyBudget", "US dollars a month of which four fifths are told") { Type = "Number", Default = 300, MinValue = 1 };

    public static Parameter BackupCopyVault { get; } = new("BackupCopyVault", "The ARN of a backup vault in another region, for a copy of every backup; empty: none")
    {
        Default = "",
        AllowedPattern = "^(arn:.+:backup-vault:.+)?$",
    };

    /// <summary>All of them, in the order in which a stack declares them.</summary>
    public static IReadOnlyList<Parameter> Shared { get; } =
    [
        Environment, GremlinEndpoint, NetworkRange, Nat, NeptuneInstanceClass, NeptuneEngineVersion, LambdaAdapterLayer, CollectorLayer, TelemetryEndpoint,
        IdentityAuthority, IdentityAudience, IdentityRoleClaim, MoreHosts, EdgeSecret, Rollout, RolloutPace, RequestsPerSecond, LogRetentionDays, Configuration,
        PipelineAlias, ApiDomain, StreamDomain, PagesDomain, DomainName, CertificateArn, AlarmMail, MonthlyBudget, BackupCopyVault,
    ];

    static Parameter Switch(string name, string description, string otherwise) => new(name, description) { Default = otherwise, AllowedValues = ["true", "false"] };
}

/// <summary>What is so in one environment and not in another.</summary>
static class Conditions
{
    public static Condition OwnGraph { get; } = Empty("OwnGraph", Parameters.GremlinEndpoint);
    public static Condition HasNat { get; } = new("HasNat", Fn.Equal(Fn.Ref(Parameters.Nat), "true"));
    public static Condition OwnAdapterLayer { get; } = Given("OwnAdapterLayer", Parameters.LambdaAdapterLayer);
    public static Condition HasCollectorLayer { get; } = Given("HasCollectorLayer", Parameters.CollectorLayer);
    public static Condition HasTelemetry { get; } = Given("HasTelemetry", Parameters.TelemetryEndpoint);
    public static Condition HasEdge { get; } = Given("HasEdge", Parameters.EdgeSecret);
    public static Condition ByCodeDeploy { get; } = new("ByCodeDeploy", Fn.Equal(Fn.Ref(Parameters.Rollout), "codedeploy"));
    public static Condition HasPipelineAlias { get; } = new("HasPipelineAlias", Fn.Equal(Fn.Ref(Parameters.PipelineAlias), "true"));
    public static Condition HasStream { get; } = Given("HasStream", Parameters.StreamDomain);
    public static Condition HasPages { get; } = Given("HasPages", Parameters.PagesDomain);
    public static Condition HasDomainName { get; } = Given("HasDomainName", Parameters.DomainName);
    public static Condition HasAlarmMail { get; } = Given("HasAlarmMail", Parameters.AlarmMail);
    public static Condition HasCopyVault { get; } = Given("HasCopyVault", Parameters.BackupCopyVault);

    static Condition Empty(string name, Parameter parameter) => new(name, Fn.Equal(Fn.Ref(parameter), ""));

    static Condition Given(string name, Parameter parameter) => new(name, Fn.Not(Fn.Equal(Fn.Ref(parameter), "")));
}
