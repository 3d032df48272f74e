using Loyalty.Storage.Tests;
using Loyalty.Storage.Tests.Local;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

// What the generated entry point does, but for the first line.
if (args is [Child.Switch, var deed, var folder]) return await Child.DoAsync(deed, folder);
return args.Any(arg => arg is "--server" or "--internal-msbuild-node")
    ? await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions)
    : await ConsoleRunner.Run(args);
