// These tests wait for processes and sockets more than they compute: more of them at once than there are cores.
[assembly: Parallelizable(ParallelScope.Fixtures)]
[assembly: LevelOfParallelism(4)]
