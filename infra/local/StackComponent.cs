namespace Telemetry.Local;

/// <summary>A server of the local stack.</summary>
public enum StackComponent
{
    /// <summary>S3 and SQS: fauxqs.</summary>
    ObjectsAndQueues,

    /// <summary>DynamoDB: dynoxide.</summary>
    DynamoDb,

    /// <summary>PostgreSQL with PostGIS.</summary>
    Postgres,
}
