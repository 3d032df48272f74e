using System.Collections.Immutable;
using Loyalty.AppHost.Aws.CloudFormation;
using Loyalty.AppHost.Aws.Packages;
using Loyalty.AppHost.Aws.Stacks;

namespace Loyalty.AppHost.Aws;

/// <summary>What a publish wrote, for whoever deploys it: stacks in order, packages, and a hash of each file.</summary>
static class Manifest
{
    public const string File = "manifest.json";

    /// <summary>Where each stack's template lies, from the output folder.</summary>
    public static string TemplateOf(Template template) => $"templates/{template.Name}.json";

    public static object Of(AwsPlan plan, IEnumerable<Template> stacks, IEnumerable<Package> packages, ImmutableSortedDictionary<string, string> files)
    {
        var hashes = new Map();
        foreach (var (path, hash) in files) hashes[path] = hash;
        return new
        {
            stacks = stacks.Select(stack => new
            {
                name = stack.Name,
                stackName = stack.Name == "bootstrap" ? "loyalty-bootstrap" : $"loyalty-{{Environment}}-{stack.Name}",
                template = TemplateOf(stack),
                // What must be true of the parameters; a stack without it is always there.
                when = stack.Name switch
                {
                    "network" => "GremlinEndpoint is empty",
                    "edge" => "EdgeSecret is given",
                    _ => null,
                },
                region = stack.Name == "edge" ? "us-east-1" : null,
                parameters = stack.Parameters.Select(parameter => parameter.Name),
                required = stack.Parameters.Where(parameter => parameter.Default is null).Select(parameter => parameter.Name),
                secret = stack.Parameters.Where(parameter => parameter.Secret).Select(parameter => parameter.Name),
                exports = stack.Exports,
                functions = stack.Name == "services" ? plan.Functions.Select(function => new
                {
                    name = function.Name,
                    service = function.Service,
                    version = stack.Resources.Single(resource => resource.Type == "AWS::Lambda::Version" && resource.Id.StartsWith($"{function.Id}Version", StringComparison.Ordinal)).Id,
                    liveVersion = Rollout.LiveVersionName(function),
                    canaryWeight = Rollout.CanaryWeightName(function),
                }).ToArray() : null,
            }),
            packages = packages.Select(package => new
            {
                service = package.Service,
                path = package.Path,
                sha256 = package.Hash,
                bytes = (double)package.Bytes,
                unpackedBytes = (double)package.UnpackedBytes,
            }),
            files = hashes,
        };
    }
}
