using FsCheck;
using FsCheck.Fluent;
using Telemetry.Evaluation.Inputs;

namespace Telemetry.Evaluation.Tests;

public sealed class RowJoinerTests
{
    [Fact]
    public void Join_RowsWithoutAJunction_IsOneRoad() =>
        Assert.Equal(["1-2-3-4"], Written([(1, 2), (2, 3), (3, 4)]));

    [Fact]
    public void Join_RowsBothWays_IsOneTwoWayRoad() =>
        Assert.Equal(["1=2=3"], Written([(2, 1), (1, 2), (3, 2), (2, 3)]));

    [Fact]
    public void Join_Junction_EndsRoads() =>
        Assert.Equal(["1-2", "2-3", "2-4"], Written([(1, 2), (2, 3), (2, 4)]));

    [Fact]
    public void Join_TwoWayBecomesOneWay_EndsRoads() =>
        Assert.Equal(["1=2", "2-3"], Written([(1, 2), (2, 1), (2, 3)]));

    [Fact]
    public void Join_OpposingOneWays_AreNotDrivenThrough() =>
        Assert.Equal(["1-2", "3-2"], Written([(1, 2), (3, 2)]));

    [Fact]
    public void Join_CircleWithoutAJunction_IsThereOnce() =>
        Assert.Equal(["1-2-3-1"], Written([(3, 1), (1, 2), (2, 3)]));

    [Fact]
    public void Join_AnyRows_CoversEachDirectionOnceInAnyOrder() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, random.Next(30)).Select(_ => ((long)random.Next(8), (long)random.Next(8)))
                .Where(row => row.Item1 != row.Item2).ToArray();
            var covered = RowJoiner.Join(rows).SelectMany(road => Directions(road.Nodes, road.TwoWay)).ToArray();
            Assert.Equal(rows.Distinct().Order(), covered.Order());
            random.Shuffle(rows);
            Assert.Equal(Written(rows), Written([.. rows, .. rows]));
        }).QuickCheckThrowOnFailure();

    private static IEnumerable<(long, long)> Directions(IReadOnlyList<long> nodes, bool twoWay) =>
        nodes.Zip(nodes.Skip(1)).SelectMany(row => twoWay ? [row, (row.Second, row.First)] : new[] { row });

    private static string[] Written((long From, long To)[] rows) =>
        [.. RowJoiner.Join(rows).Select(road => string.Join(road.TwoWay ? '=' : '-', road.Nodes))];
}
