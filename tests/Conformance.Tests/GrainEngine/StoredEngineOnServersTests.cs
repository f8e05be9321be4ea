using Telemetry.Conformance.Tests.Stack;

namespace Telemetry.Conformance.Tests.GrainEngine;

public sealed class StoredEngineOnServersTests(LocalStackFixture stack) : StoredEngineOnServersConformance(stack, engines: 1);
