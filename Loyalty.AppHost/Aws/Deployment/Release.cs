using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;

namespace Loyalty.AppHost.Aws.Deployment;

/// <summary>What <c>publish</c> wrote, read by its manifest.</summary>
/// <param name="Folder">Where it is.</param>
/// <param name="Stacks">In the order in which they are deployed.</param>
/// <param name="Packages">Paths from the folder, which are their keys in the bucket of artefacts too.</param>
sealed record Release(string Folder, ImmutableArray<ReleaseStack> Stacks, ImmutableArray<string> Packages)
{
    const string ManifestFile = "manifest.json";

    /// <summary>Short, and another one when anything in it is.</summary>
    public required string Id { get; init; }

    /// <exception cref="HostException">There is none, or it is not what was published.</exception>
    public static Release Read(string folder)
    {
        var path = Path.Combine(folder, ManifestFile);
        if (!File.Exists(path))
            throw new HostException($"{folder} holds no release: 'dotnet run --project Loyalty.AppHost -- publish --output {folder}' writes one.");
        try
        {
            return Read(folder, File.ReadAllBytes(path));
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HostException($"{path} is no manifest that publish wrote: publish again.");
        }
    }

    static Release Read(string folder, byte[] bytes)
    {
        using var manifest = JsonDocument.Parse(bytes);
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateObject())
        {
            var published = Path.Combine(folder, file.Name);
            if (!File.Exists(published)) throw new HostException($"{published} is missing: publish again.");
            using var stream = File.OpenRead(published);
            if (Convert.ToHexStringLower(SHA256.HashData(stream)) != file.Value.GetString()) throw new HostException($"{published} is not what was published: publish again.");
        }

        var packages = manifest.RootElement.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("path").GetString()!).ToImmutableArray();
        if (packages.IsEmpty) throw new HostException($"{folder} holds templates alone (--no-packages): publish with packages to deploy.");
        return new Release(folder, [.. manifest.RootElement.GetProperty("stacks").EnumerateArray().Select(stack => ReleaseStack.Read(folder, stack))], packages)
        {
            Id = Convert.ToHexStringLower(SHA256.HashData(bytes))[..12],
        };
    }
}

/// <summary>One stack of a release.</summary>
/// <param name="Name">Such as <c>services</c>.</param>
/// <param name="StackName">Its name on AWS, with <c>{Environment}</c> in it unless it stands once per account.</param>
/// <param name="Template">The file.</param>
/// <param name="When">The parameter that decides whether it is needed, and whether that must be empty or given; null: it always is.</param>
/// <param name="Region">Where it must be; null: wherever one deploys to.</param>
/// <param name="Parameters">Those that it declares.</param>
/// <param name="Required">Those of them without a default.</param>
/// <param name="Secrets">Those of them that are never shown.</param>
/// <param name="Defaults">Values of those that have one.</param>
/// <param name="Functions">The functions that it deploys.</param>
sealed record ReleaseStack(
    string Name, string StackName, string Template, (string Parameter, bool Given)? When, string? Region, ImmutableArray<string> Parameters,
    ImmutableArray<string> Required, ImmutableArray<string> Secrets, ImmutableSortedDictionary<string, string> Defaults, ImmutableArray<ReleaseFunction> Functions)
{
    public bool OncePerAccount => !StackName.Contains("{Environment}", StringComparison.Ordinal);

    public string NameIn(string environment) => StackName.Replace("{Environment}", environment, StringComparison.Ordinal);

    public bool IsNeeded(IReadOnlyDictionary<string, string> values) =>
        When is not var (parameter, given) || string.IsNullOrEmpty(values.GetValueOrDefault(parameter)) != given;

    public static ReleaseStack Read(string folder, JsonElement stack) => new(
        stack.GetProperty("name").GetString()!, stack.GetProperty("stackName").GetString()!, Path.Combine(folder, stack.GetProperty("template").GetString()!),
        Optional(stack, "when")?.Split(" is ") is [var parameter, var state] ? (parameter, state == "given") : null,
        Optional(stack, "region"), List(stack, "parameters"), List(stack, "required"), List(stack, "secret"),
        DefaultsOf(Path.Combine(folder, stack.GetProperty("template").GetString()!)),
        stack.TryGetProperty("functions", out var functions) && functions.ValueKind == JsonValueKind.Array
            ? [.. functions.EnumerateArray().Select(function => new ReleaseFunction(function.GetProperty("name").GetString()!, function.GetProperty("service").GetString()!,
                function.GetProperty("version").GetString()!,
                function.GetProperty("liveVersion").GetString()!, function.GetProperty("canaryWeight").GetString()!))]
            : []);

    static ImmutableSortedDictionary<string, string> DefaultsOf(string template)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(template));
        return json.RootElement.TryGetProperty("Parameters", out var parameters)
            ? parameters.EnumerateObject().Where(parameter => parameter.Value.TryGetProperty("Default", out _))
                .ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Value.GetProperty("Default").ToString(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;
    }

    static string? Optional(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static ImmutableArray<string> List(JsonElement element, string name) => [.. element.GetProperty(name).EnumerateArray().Select(value => value.GetString()!)];
}

/// <summary>A function of a release.</summary>
/// <param name="Name">Such as <c>api</c> or <c>api-stream</c>.</param>
/// <param name="Service">The service that it is of.</param>
/// <param name="VersionId">The name in the template of the version that this release deploys: it says what the version is made of.</param>
/// <param name="LiveVersionParameter">The parameter that holds its alias on a version.</param>
/// <param name="CanaryWeightParameter">The parameter that gives this release a share of the calls nevertheless.</param>
sealed record ReleaseFunction(string Name, string Service, string VersionId, string LiveVersionParameter, string CanaryWeightParameter);
