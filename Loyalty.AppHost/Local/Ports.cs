using System.Net;
using System.Net.Sockets;

namespace Loyalty.AppHost.Local;

static class Ports
{
    /// <summary>Services of an AppHost that was killed a moment ago hold their ports until they have noticed.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Throws for the first whose port is taken, and stays so.</summary>
    public static async Task CheckAsync(IEnumerable<(string Name, int Port)> listeners, TimeProvider time, CancellationToken stop)
    {
        var started = time.GetTimestamp();
        foreach (var (name, port) in listeners)
        {
            while (!IsFree(port))
            {
                if (time.GetElapsedTime(started) > Patience) throw Taken(name, port);
                await Task.Delay(Interval, time, stop);
            }
        }
    }

    static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    static HostException Taken(string name, int port) => new(
        $"Port {port}, which {name} is to listen on, is in use by another program. " +
        $"Stop that program, or choose other ports, such as: dotnet run --project Loyalty.AppHost -- --port-base {Other(port)}");

    static int Other(int port) => port < 60_000 ? port / 1000 * 1000 + 1080 : 7080;
}
