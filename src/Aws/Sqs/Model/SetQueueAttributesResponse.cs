namespace Telemetry.Aws.Sqs.Model;

/// <summary>Says nothing.</summary>
public sealed class SetQueueAttributesResponse;
