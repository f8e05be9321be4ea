using Telemetry.Contracts.Client;

namespace Telemetry.Contracts.Tests.Client;

public sealed class MemoryOutboxTests : OutboxTests
{
    protected override IOutbox Open(int maxMessages, long maxBytes) => new MemoryOutbox(maxMessages, maxBytes);
}
