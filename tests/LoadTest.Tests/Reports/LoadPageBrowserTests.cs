using Microsoft.Playwright;
using Telemetry.LoadTest.Reports;

namespace Telemetry.LoadTest.Tests.Reports;

/// <summary>The report as a reader sees it.</summary>
public sealed class LoadPageBrowserTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("telemetry-page-").FullName;
    private readonly List<string> _asked = [];
    private readonly List<string> _complaints = [];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        var program = Chromium.Require();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = ["--no-sandbox"] });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Page_Offline_ShowsEveryPlotWithItsLines()
    {
        var page = await OpenAsync();

        var plots = page.GetByRole(AriaRole.Img);
        Assert.Equal(6, await plots.CountAsync());
        foreach (var plot in await plots.AllAsync())
        {
            Assert.False(string.IsNullOrWhiteSpace(await plot.GetAttributeAsync("aria-label")));
            var box = (await plot.BoundingBoxAsync())!;
            Assert.True(box is { Width: > 200, Height: > 100 }, $"A plot of {box.Width} by {box.Height} pixels.");
            Assert.True(await plot.Locator("polyline").CountAsync() > 6);
        }

        Assert.Single(_asked);
        Assert.Empty(_complaints);
    }

    [Fact]
    public async Task Page_TellsFiguresInATableWithHeadings()
    {
        var page = await OpenAsync();

        Assert.Equal("Load test ramp100", await page.TitleAsync());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Load test ramp100");
        var figures = page.GetByRole(AriaRole.Region, new() { Name = "What was measured" });
        var workers = figures.GetByRole(AriaRole.Row).Filter(new() { HasText = "workers1 to 10, 1 at the end" });
        await Assertions.Expect(workers).ToHaveCountAsync(1);
        var top = page.GetByRole(AriaRole.Region, new() { Name = "The phases" }).GetByRole(AriaRole.Row)
            .Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = "top", Exact = true }) });
        await Assertions.Expect(top.GetByRole(AriaRole.Cell).Nth(6)).ToHaveTextAsync("3");
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Page_InLightAndDark_CanBeRead(ColorScheme scheme)
    {
        var page = await OpenAsync(scheme: scheme);

        var (ink, back) = (await ColourAsync(page, "body", "color"), await ColourAsync(page, "body", "backgroundColor"));
        Assert.True(Contrast(ink, back) > 7);
        Assert.Equal(scheme == ColorScheme.Dark, Luminance(back) < 0.5);
        Assert.Equal(back, await ColourAsync(page, "svg rect", "fill"));
        Assert.True(Contrast(await ColourAsync(page, "svg text", "fill"), back) > 7);
        Assert.True(Contrast(await ColourAsync(page, "svg polyline[stroke='#1f6feb']", "stroke"), back) > 3);
        Assert.True(Contrast(await ColourAsync(page, "svg polyline[stroke='#d1242f']", "stroke"), back) > 3);
    }

    [Fact]
    public async Task Page_OnAPhone_DoesNotScrollSideways()
    {
        var page = await OpenAsync(width: 360);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"));
    }

    private async Task<IPage> OpenAsync(ColorScheme scheme = ColorScheme.Light, int width = 1200)
    {
        var file = Path.Combine(_folder, "load.html");
        await File.WriteAllTextAsync(file, LoadPage.Write(SampleLog.Create()), TestContext.Current.CancellationToken);
        var context = await _browser!.NewContextAsync(new()
        {
            ColorScheme = scheme, Offline = true, ViewportSize = new() { Width = width, Height = 900 },
        });
        var page = await context.NewPageAsync();
        page.Request += (_, request) => _asked.Add(request.Url);
        page.Console += (_, message) => _complaints.Add(message.Text);
        page.PageError += (_, error) => _complaints.Add(error);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    private static async Task<double[]> ColourAsync(IPage page, string selector, string property)
    {
        var text = await page.Locator(selector).First.EvaluateAsync<string>("(element, name) => getComputedStyle(element)[name]", property);
        return [.. text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',').Take(3)
            .Select(part => double.Parse(part, System.Globalization.CultureInfo.InvariantCulture))];
    }

    // WCAG 2.2: relative luminance and contrast ratio.
    private static double Contrast(double[] one, double[] other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(double[] rgb)
    {
        var linear = rgb.Select(part => part / 255).Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)).ToArray();
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }
}
