namespace Loyalty.AppHost.Aws;

/// <param name="Output">The folder that it all goes to: it is made, and what an earlier publish left in it is replaced.</param>
/// <param name="Packages">Where the packages come from.</param>
/// <param name="Earlier">The output of an earlier publish whose packages are taken, with <see cref="PackageSource.Earlier"/>.</param>
sealed record PublishOptions(string? Output = null, PackageSource Packages = PackageSource.Built, string? Earlier = null, bool Help = false)
{
    public const string Command = "publish";

    public const string Usage = """
        Writes all that is deployed to AWS: a CloudFormation template per stack, the state machine, a package per
        service and a manifest with the hash of each file. It needs the .NET SDK, and no account. Equal sources
        make equal bytes, in whatever folder.

        Usage: dotnet run --project Loyalty.AppHost -- publish --output DIR [options]

          --output DIR     where it goes; what an earlier publish left there is replaced when all is built
          --no-packages    templates only, in seconds: to review them. They cannot be deployed, for they name no package
          --packages DIR   take the packages that an earlier publish wrote to DIR instead of building them
          --help           show this

        A package takes about three minutes to build: the whole program is compiled ahead of its start, runtime and all.
        docs/deploying.md says how it is deployed.
        """;

    public static PublishOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new PublishOptions();
        var words = new CommandWords(arguments, Usage);
        while (words.Next() is { } word)
        {
            options = word switch
            {
                "--output" => options with { Output = Path.GetFullPath(words.Value()) },
                "--no-packages" => options with { Packages = PackageSource.None },
                "--packages" => options with { Packages = PackageSource.Earlier, Earlier = Path.GetFullPath(words.Value()) },
                "--help" or "-h" or "-?" => options with { Help = true },
                _ => throw words.Wrong($"Unknown option: {word}"),
            };
        }
        return options.Help || options.Output is not null ? options : throw words.Wrong("publish needs --output DIR");
    }
}

/// <summary>Where packages come from.</summary>
enum PackageSource { Built, Earlier, None }
