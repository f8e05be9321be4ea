using Telemetry.HttpHosting.Health;
using Telemetry.HttpHosting.Problems;
using Telemetry.Receiver;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddReceiver(builder.Configuration);
var app = builder.Build();
app.UseProblems();
app.MapHealth();
app.MapReceiver();
await app.RunAsync();
