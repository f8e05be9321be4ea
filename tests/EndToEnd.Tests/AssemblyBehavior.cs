// Each test runs a whole platform, on the usual ports where they are free.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
