// Programs are looked at for seconds to minutes, and need little of the processor.

[assembly: LevelOfParallelism(8)]
