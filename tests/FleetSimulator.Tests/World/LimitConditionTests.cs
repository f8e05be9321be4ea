using Telemetry.FleetSimulator.World.Conditions;

namespace Telemetry.FleetSimulator.Tests.World;

public sealed class LimitConditionTests
{
    // 2026-03-02 is a Monday.
    [Theory]
    [InlineData("22:00-06:00", "2026-03-02T23:00", false, true)]
    [InlineData("22:00-06:00", "2026-03-03T05:59", false, true)]
    [InlineData("22:00-06:00", "2026-03-03T06:00", false, false)]
    [InlineData("Mo-Fr 07:00-17:00", "2026-03-06T16:59", false, true)]
    [InlineData("Mo-Fr 07:00-17:00", "2026-03-07T12:00", false, false)]
    [InlineData("Fr-Mo 12:00-13:00", "2026-03-02T12:00", false, true)]
    [InlineData("Sa,Su 22:00-02:00", "2026-03-02T01:00", false, true)]
    [InlineData("Sa,Su 22:00-02:00", "2026-03-07T01:00", false, false)]
    [InlineData("06:00-09:00,15:00-18:00", "2026-03-02T16:00", false, true)]
    [InlineData("06:00-09:00,15:00-18:00", "2026-03-02T12:00", false, false)]
    [InlineData("00:00-24:00", "2026-03-02T00:00", false, true)]
    [InlineData("wet", "2026-03-02T12:00", true, true)]
    [InlineData("wet", "2026-03-02T12:00", false, false)]
    [InlineData("Mo-Fr 06:00-20:00 AND wet", "2026-03-02T12:00", true, true)]
    [InlineData("Mo-Fr 06:00-20:00 AND wet", "2026-03-02T12:00", false, false)]
    [InlineData("Mo-Fr 06:00-20:00 AND wet", "2026-03-02T21:00", true, false)]
    public void Holds_AtATime_AsTheSignSays(string text, string at, bool isWet, bool expected)
    {
        Assert.True(LimitCondition.TryParse(text, out var condition));
        Assert.Equal(expected, condition.Holds(DateTime.Parse(at, System.Globalization.CultureInfo.InvariantCulture), isWet));
        Assert.Equal(text, string.Join(" AND ", condition.SignTexts));
    }

    [Theory]
    [InlineData("")]
    [InlineData("weight>7.5")]
    [InlineData("snow")]
    [InlineData("PH 10:00-12:00")]
    [InlineData("22:00")]
    [InlineData("25:00-06:00")]
    [InlineData("22:60-06:00")]
    [InlineData("Mo-Xx 10:00-12:00")]
    [InlineData("wet AND hgv")]
    public void TryParse_WhatADriverCannotJudge_IsFalse(string text) => Assert.False(LimitCondition.TryParse(text, out _));
}
