namespace Telemetry.RoadNetwork.Model;

/// <summary>Who may drive a road by car, most open first, after https://wiki.openstreetmap.org/wiki/Key:access.</summary>
public enum RoadAccess : byte
{
    /// <summary>Everybody: <c>yes</c>, <c>designated</c>, <c>permissive</c>, or no tag at all.</summary>
    Open = 0,

    /// <summary>Only to reach a place on the road: <c>destination</c>.</summary>
    Destination = 1,

    /// <summary>Only to deliver: <c>delivery</c>.</summary>
    Delivery = 2,

    /// <summary>Only guests of a place on the road: <c>customers</c>.</summary>
    Customers = 3,

    /// <summary>Only with a permit: <c>permit</c>, <c>residents</c>.</summary>
    Permit = 4,

    /// <summary>Only those whom the owner lets: <c>private</c>.</summary>
    Private = 5,

    /// <summary>No ordinary car. Of a road that is part of the network: but for times at which a condition opens it.</summary>
    Closed = 6,
}
