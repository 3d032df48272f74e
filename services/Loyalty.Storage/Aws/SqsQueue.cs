namespace Loyalty.Storage.Aws;

/// <summary>A queue and its dead-letter queue, as SQS knows them.</summary>
/// <param name="Name">Its name in SQS.</param>
/// <param name="Url">Where its messages are.</param>
/// <param name="DeadUrl">Where its dead are.</param>
/// <param name="MaxDeliveries">How often SQS delivers a message before it is dead: what the queue says, not what the options do.</param>
sealed record SqsQueue(string Name, string Url, string DeadUrl, int MaxDeliveries);
