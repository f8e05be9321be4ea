namespace Telemetry.CostModel;

/// <summary>
/// US dollars. Defaults: AWS public price list, on demand, US East (N. Virginia), as of May 2025, first tier of each, no free tier, no
/// commitment; DynamoDB on-demand capacity as lowered in November 2024. Each can be overridden.
/// </summary>
public sealed record PriceList
{
    /// <summary>What the prices are of.</summary>
    public string Name { get; init; } = "AWS on demand, US East (N. Virginia), May 2025";

    /// <summary>S3 Standard, 1,000 PUT requests.</summary>
    public double S3PutPer1000 { get; init; } = 0.005;

    /// <summary>S3 Standard, 1,000 GET requests.</summary>
    public double S3GetPer1000 { get; init; } = 0.0004;

    /// <summary>S3 Standard, a GB for a month.</summary>
    public double S3GbMonth { get; init; } = 0.023;

    /// <summary>SQS standard queue, a million requests of up to 64 KB.</summary>
    public double SqsPerMillion { get; init; } = 0.40;

    /// <summary>DynamoDB on demand, a million write request units of 1 KB.</summary>
    public double DynamoDbWritesPerMillion { get; init; } = 0.625;

    /// <summary>DynamoDB on demand, a million read request units of 4 KB, strongly consistent.</summary>
    public double DynamoDbReadsPerMillion { get; init; } = 0.125;

    /// <summary>DynamoDB Standard, a GB for a month.</summary>
    public double DynamoDbGbMonth { get; init; } = 0.25;

    /// <summary>Fargate on Linux and x86, a vCPU for an hour.</summary>
    public double FargateVcpuHour { get; init; } = 0.04048;

    /// <summary>Fargate, a GB for an hour.</summary>
    public double FargateGbHour { get; init; } = 0.004445;

    /// <summary>Application load balancer, an hour.</summary>
    public double BalancerHour { get; init; } = 0.0225;

    /// <summary>Application load balancer, a capacity unit (1 GB an hour, or 25 new connections a second) for an hour.</summary>
    public double BalancerUnitHour { get; init; } = 0.008;

    /// <summary>RDS PostgreSQL, db.r6g.large in two zones, an hour.</summary>
    public double RdsHour { get; init; } = 0.45;

    /// <summary>RDS gp3 in two zones, a GB for a month.</summary>
    public double RdsGbMonth { get; init; } = 0.23;

    /// <summary>Out to the internet, a GB.</summary>
    public double NetworkOutGb { get; init; } = 0.09;
}
