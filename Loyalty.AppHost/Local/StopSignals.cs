using System.Runtime.InteropServices;

namespace Loyalty.AppHost.Local;

/// <summary>Everything that asks the AppHost to end: Ctrl-C, a termination signal, and the end of who started it.</summary>
sealed class StopSignals : IDisposable
{
    readonly CancellationTokenSource stop = new();
    readonly PosixSignalRegistration[] signals;
    readonly Parent? parent;

    public StopSignals()
    {
        signals = [Register(PosixSignal.SIGINT), Register(PosixSignal.SIGTERM), Register(PosixSignal.SIGQUIT)];
        parent = Parent.Watch(stop.Cancel);
    }

    public CancellationToken Token => stop.Token;

    public void Dispose()
    {
        foreach (var signal in signals) signal.Dispose();
        parent?.Dispose();
        stop.Dispose();
    }

    PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
    {
        // The process lives on until it has stopped its children.
        context.Cancel = true;
        stop.Cancel();
    });
}
