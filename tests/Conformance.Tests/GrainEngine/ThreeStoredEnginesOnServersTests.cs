using Telemetry.Conformance.Tests.Stack;

namespace Telemetry.Conformance.Tests.GrainEngine;

public sealed class ThreeStoredEnginesOnServersTests(LocalStackFixture stack) : StoredEngineOnServersConformance(stack, engines: 3);
