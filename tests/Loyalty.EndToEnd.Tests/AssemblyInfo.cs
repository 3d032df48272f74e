// Each test runs a whole suite of processes: one at a time is enough for a machine, and for its ports.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
