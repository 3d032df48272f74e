namespace Loyalty.AppHost.Aws.CloudFormation;

/// <summary>One resource of a template.</summary>
/// <param name="Properties">An anonymous object that reads like the resource's reference page.</param>
sealed record Resource(string Id, string Type, object Properties)
{
    public Condition? Condition { get; init; }
    public string[]? DependsOn { get; init; }
    public object? UpdatePolicy { get; init; }

    /// <summary>Whether it outlives its stack and its own replacement: it holds what nobody can make again.</summary>
    public bool Kept { get; init; }

    /// <summary>Checks that do not hold here, each with its reason.</summary>
    public Exemption[] Exempt { get; init; } = [];

    public Intrinsic Ref => new("Ref", Id);

    public Intrinsic Arn => Att("Arn");

    public Intrinsic Att(string attribute) => new("Fn::GetAtt", new[] { Id, attribute });

    internal object Body => new
    {
        Type,
        Condition = Condition?.Name,
        DependsOn,
        // A creation that fails takes back what it made: nothing is in it yet.
        DeletionPolicy = Kept ? "RetainExceptOnCreate" : null,
        UpdateReplacePolicy = Kept ? "Retain" : null,
        Metadata = Exempt.Length == 0 ? null : Exemption.Metadata(Exempt),
        UpdatePolicy,
        Properties,
    };
}

/// <param name="Check">A rule of cfn-lint (W3005) or a policy of Checkov (CKV_AWS_18).</param>
sealed record Exemption(string Check, string Reason)
{
    bool IsCheckov => Check.StartsWith("CKV", StringComparison.Ordinal);

    internal static object Metadata(IReadOnlyCollection<Exemption> exemptions)
    {
        var (policies, rules) = (exemptions.Where(one => one.IsCheckov).ToArray(), exemptions.Where(one => !one.IsCheckov).ToArray());
        var metadata = new Map();
        if (policies.Length > 0) metadata["checkov"] = new { skip = policies.Select(one => new { id = one.Check, comment = one.Reason }) };
        if (rules.Length > 0)
        {
            metadata["cfn-lint"] = new { config = new { ignore_checks = rules.Select(one => one.Check) } };
            metadata["reasons"] = rules.Select(one => $"{one.Check}: {one.Reason}");
        }
        return metadata;
    }
}
