using Loyalty.AppHost.Aws.CloudFormation;

namespace Loyalty.AppHost.Aws;

/// <summary>Policies of roles, buckets, queues and keys.</summary>
static class Policy
{
    public static object Of(params object[] statements) => new { Version = "2012-10-17", Statement = statements };

    public static object Allow(IEnumerable<string> actions, params object[] resources) =>
        new { Effect = "Allow", Action = actions.ToArray(), Resource = resources };

    public static object AllowService(string service, object action, object resource, object? condition = null) => new
    {
        Effect = "Allow",
        Principal = new { Service = service },
        Action = action,
        Resource = resource,
        Condition = condition,
    };

    /// <summary>Whom a role may be taken by: a service of AWS, for this account's own doings.</summary>
    public static object AssumedBy(string service) => Of(new
    {
        Effect = "Allow",
        Principal = new { Service = service },
        Action = "sts:AssumeRole",
        Condition = service == "lambda.amazonaws.com" ? null : FromThisAccount,
    });

    public static object FromThisAccount { get; } = new { StringEquals = new Map { ["aws:SourceAccount"] = Fn.Sub("${AWS::AccountId}") } };

    /// <summary>Nobody reads or writes a bucket without TLS.</summary>
    public static object OnlyEncryptedTransport(Resource bucket) => new
    {
        Effect = "Deny",
        Principal = "*",
        Action = "s3:*",
        Resource = new object[] { bucket.Arn, Fn.Sub("${" + bucket.Id + ".Arn}/*") },
        Condition = new { Bool = new Map { ["aws:SecureTransport"] = "false" } },
    };

    public static Resource Role(string id, string service, string policyName, params object[] statements) => new(id, "AWS::IAM::Role", new
    {
        AssumeRolePolicyDocument = AssumedBy(service),
        Policies = new object[] { new { PolicyName = policyName, PolicyDocument = Of(statements) } },
    });
}
