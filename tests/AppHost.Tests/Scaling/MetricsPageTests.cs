using Telemetry.AppHost.Scaling;

namespace Telemetry.AppHost.Tests.Scaling;

public sealed class MetricsPageTests
{
    private const string Text =
        """
        # HELP worker_frames_received_total Frames
        # TYPE worker_frames_received_total counter
        worker_frames_received_total{lane="live"} 1200
        worker_frames_received_total{lane="bulk"} 34.5
        worker_oldest_age{lane="live"} 1.25
        plain 7
        broken line here
        """;

    [Fact]
    public void Parse_Series_AreSummedAndFound()
    {
        var page = MetricsPage.Parse(Text);

        Assert.Equal(1234.5, page.SumOf("worker_frames_received_total"));
        Assert.Equal(34.5, page.SumOf("worker_frames_received_total", "lane=\"bulk\""));
        Assert.Equal(1.25, page.MaxOf("worker_oldest_age", "lane=\"live\""));
        Assert.Equal(7, page.SumOf("plain"));
        Assert.Null(page.MaxOf("worker_oldest_age", "lane=\"bulk\""));
        Assert.Equal(0, page.SumOf("nothing"));
    }
}
