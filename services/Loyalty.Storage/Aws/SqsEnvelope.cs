using System.Globalization;
using System.Text;
using Amazon.SQS.Model;

namespace Loyalty.Storage.Aws;

/// <summary>
/// What the port says of a message, as SQS carries it: the body, and the rest as attributes. A message that somebody else sent, without them, is
/// one too.
/// </summary>
/// <param name="Id">The same in every copy that SQS makes or that is sent again.</param>
/// <param name="Body">What was sent.</param>
/// <param name="SentAt">When it was sent, by the clock of its sender: with that it is compared.</param>
/// <param name="VisibleAt">When it may be delivered, if that is later than SQS delays.</param>
/// <param name="TraceParent">The W3C trace context it continues.</param>
/// <param name="DeduplicationId">The deduplication id, if it has one.</param>
sealed record SqsEnvelope(
    string Id, string Body, DateTimeOffset SentAt, DateTimeOffset? VisibleAt, string? TraceParent, string? DeduplicationId)
{
    public static readonly List<string> AttributeNames = [IdName, SentAtName, VisibleAtName, TraceParentName, DeduplicationIdName, EncodingName];

    const string IdName = "id", SentAtName = "sentAt", VisibleAtName = "visibleAt", TraceParentName = "traceparent",
        DeduplicationIdName = "deduplicationId", EncodingName = "encoding", Base64 = "base64";

    public static SqsEnvelope Read(Message message)
    {
        var body = Attribute(EncodingName) == Base64 ? Encoding.UTF8.GetString(Convert.FromBase64String(message.Body)) : message.Body;
        return new SqsEnvelope(
            Attribute(IdName) ?? message.MessageId, body, Time(SentAtName) ?? SentTimestamp(message), Time(VisibleAtName),
            Attribute(TraceParentName), Attribute(DeduplicationIdName));

        string? Attribute(string name) => message.MessageAttributes?.GetValueOrDefault(name)?.StringValue;

        DateTimeOffset? Time(string name) =>
            Attribute(name) is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind) : null;
    }

    public (string Body, Dictionary<string, MessageAttributeValue> Attributes) Write()
    {
        var attributes = new Dictionary<string, MessageAttributeValue>();
        Add(IdName, Id);
        Add(SentAtName, SentAt.ToString("O", CultureInfo.InvariantCulture));
        Add(VisibleAtName, VisibleAt?.ToString("O", CultureInfo.InvariantCulture));
        Add(TraceParentName, TraceParent);
        Add(DeduplicationIdName, DeduplicationId);
        if (Body.All(IsAccepted)) return (Body, attributes);
        Add(EncodingName, Base64);
        return (Convert.ToBase64String(Encoding.UTF8.GetBytes(Body)), attributes);

        void Add(string name, string? value)
        {
            if (value is not null) attributes[name] = new MessageAttributeValue { DataType = "String", StringValue = value };
        }
    }

    /// <summary>What SQS takes: what XML may hold. (Halves of surrogate pairs come in pairs: the text is well-formed.)</summary>
    static bool IsAccepted(char c) => c is '\t' or '\n' or '\r' or (>= ' ' and < '\uFFFE');

    static DateTimeOffset SentTimestamp(Message message) => DateTimeOffset.FromUnixTimeMilliseconds(
        long.Parse(message.Attributes["SentTimestamp"], CultureInfo.InvariantCulture));
}
