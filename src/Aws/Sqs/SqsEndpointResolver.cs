using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Telemetry.Aws.Sqs;

/// <summary>The step of the SDK's pipeline that says where a request goes.</summary>
internal sealed class SqsEndpointResolver : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext)
    {
        var endpoint = SqsEndpointProvider.EndpointOf(requestContext.ClientConfig, requestContext.Request.AlternateEndpoint);
        var parameters = new EndpointParameters();
        parameters[SqsEndpointProvider.UrlParameter] = endpoint.URL;
        return parameters;
    }

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
    {
    }
}
