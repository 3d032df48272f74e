using Loyalty.AppHost.Aws.Stacks;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>Where one deploys to.</summary>
sealed record Account(string Id, string Region)
{
    public static async Task<Account> AskAsync(CancellationToken cancellationToken)
    {
        var caller = await AwsCli.RunAsync(cancellationToken, "sts", "get-caller-identity");
        var region = Environment.GetEnvironmentVariable("AWS_REGION") ?? Environment.GetEnvironmentVariable("AWS_DEFAULT_REGION")
            ?? throw new HostException("Which region? Set AWS_REGION.");
        return new Account(caller.GetProperty("Account").GetString()!, region);
    }

    /// <summary>The bucket of artefacts.</summary>
    public string Bucket => $"{BootstrapStack.Bucket}-{Id}-{Region}";

    public string UrlOf(string key) => Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL") is { Length: > 0 } endpoint
        ? $"{endpoint.TrimEnd('/')}/{Bucket}/{key}"
        : $"https://{Bucket}.s3.{Region}.amazonaws.com/{key}";

    public async Task<bool> HasAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await AwsCli.RunAsync(cancellationToken, "s3api", "head-object", "--bucket", Bucket, "--key", key);
            return true;
        }
        catch (AwsCliException none) when (none.Says("404") || none.Says("Not Found"))
        {
            return false;
        }
    }
}
