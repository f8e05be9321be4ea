using System.Collections.ObjectModel;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Util.Internal;

namespace Telemetry.Aws.Sqs;

/// <summary>The SQS client's configuration: the SDK's own, for the service SQS.</summary>
public sealed class AmazonSqsConfig : ClientConfig
{
    // Timeouts are set by whoever makes the client.
    private static readonly IDefaultConfiguration s_standard = new DefaultConfiguration
    {
        Name = DefaultConfigurationMode.Standard,
        RetryMode = RequestRetryMode.Standard,
        S3UsEast1RegionalEndpoint = S3UsEast1RegionalEndpointValue.Regional,
    };

    private static readonly string s_userAgent = InternalSDKUtils.BuildUserAgentString("SQS", "4.0.0");

    /// <summary>Region, endpoint and retries as the environment says.</summary>
    public AmazonSqsConfig()
        : base(new DefaultConfigurationProvider(new ReadOnlyCollection<IDefaultConfiguration>([s_standard])))
    {
        ServiceId = "SQS";
        AuthenticationServiceName = "sqs";
        EndpointProvider = new SqsEndpointProvider();
    }

    /// <inheritdoc/>
    public override string RegionEndpointServiceName => "sqs";

    /// <inheritdoc/>
    public override string ServiceVersion => "2012-11-05";

    /// <inheritdoc/>
    public override string UserAgent => s_userAgent;

    /// <inheritdoc/>
    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        SqsEndpointProvider.EndpointOf(this, parameters.Request is null ? null : parameters.AlternateEndpoint);
}
