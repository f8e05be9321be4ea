using Telemetry.HttpHosting.Health;
using Telemetry.HttpHosting.Problems;
using Telemetry.Receiver;
using Telemetry.Receiver.Composition;

var builder = WebApplication.CreateBuilder(args);
// A line per request would cost more than the request.
builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
await builder.Services.AddReceiverBackendsAsync(builder.Configuration, CancellationToken.None);
builder.Services.AddReceiver(builder.Configuration);
var app = builder.Build();
app.UseProblems();
app.MapHealth();
app.MapReceiver();
await app.RunAsync();
