using Amazon;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Telemetry.Aws.Sqs;

/// <summary>
/// Where SQS is: the endpoint that is configured, else the region's. Queue URLs are not asked: those of local servers name
/// hosts that need not resolve, and SQS itself takes every request at its regional endpoint.
/// </summary>
internal sealed class SqsEndpointProvider : IEndpointProvider
{
    public const string UrlParameter = "Url";

    public static Endpoint EndpointOf(IClientConfig config, RegionEndpoint? alternate)
    {
        if (!string.IsNullOrEmpty(config.ServiceURL))
            return new Endpoint(config.ServiceURL);
        var region = alternate ?? config.RegionEndpoint ??
            throw new AmazonClientException("No AWS region is configured: set AWS_REGION or an endpoint for SQS.");
        return new Endpoint($"https://sqs.{region.SystemName}.{region.PartitionDnsSuffix}");
    }

    public Endpoint ResolveEndpoint(EndpointParameters parameters) => new((string)parameters[UrlParameter]);
}
