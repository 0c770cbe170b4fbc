namespace WesMemGuard.Analyzers.Reporting;

/// <summary>
/// Parts of messages, in both languages: <c>RuleText.resx</c> and <c>RuleText.zh.resx</c>, which hold the titles, messages
/// and fixes of the rules too.
/// </summary>
internal static class RuleTexts
{
    public static RuleText NeverDisposed { get; } = new("part.neverDisposed");

    public static RuleText NotOnEveryPath { get; } = new("part.notOnEveryPath");

    public static RuleText NotWhenCallFails { get; } = new("part.notWhenCallFails");

    public static RuleText KeptUntilNextRequest { get; } = new("part.keptUntilNextRequest");

    public static RuleText KeptInField { get; } = new("part.keptInField");

    public static RuleText OverwritesOneIn(string member) => new("part.overwritesOneIn", member);

    public static RuleText RequestStreamOpen { get; } = new("part.requestStreamOpen");

    public static RuleText LostInLoop { get; } = new("part.lostInLoop");

    public static RuleText LostInHandOver { get; } = new("part.lostInHandOver");

    public static RuleText AcceptedConnection { get; } = new("part.acceptedConnection");

    public static RuleText NotOnEveryTurn { get; } = new("part.notOnEveryTurn");

    public static RuleText ExchangedAway { get; } = new("part.exchangedAway");

    public static RuleText ForgottenIn(string member) => new("part.forgottenIn", member);

    public static RuleText OverwritesWhat(string map) => new("part.overwritesWhat", map);

    public static RuleText TakesOutWhat(string map) => new("part.takesOutWhat", map);

    public static RuleText KeepsPipeHandle { get; } = new("part.keepsPipeHandle");

    public static RuleText ScopeOnTheSpot { get; } = new("part.scopeOnTheSpot");

    public static RuleText EndlessTicks { get; } = new("part.endlessTicks");

    public static RuleText NothingCompletesQueue { get; } = new("part.nothingCompletesQueue");

    public static RuleText LoopEachRun { get; } = new("part.loopEachRun");

    public static RuleText EndlessLoop { get; } = new("part.endlessLoop");

    public static RuleText EndlessResponse { get; } = new("part.endlessResponse");

    public static RuleText NothingOfDisposal { get; } = new("part.nothingOfDisposal");

    public static RuleText GetsFrom(string method) => new("part.getsFrom", method);

    public static RuleText Makes(string type) => new("part.makes", type);

    public static RuleText SetsToNull(string member) => new("part.setsToNull", member);

    public static RuleText Forgets(string member) => new("part.forgets", member);

    public static RuleText OverwritesTypeIn(string type, string member) => new("part.overwritesTypeIn", type, member);

    public static RuleText LeavesUnanswered { get; } = new("part.leavesUnanswered");

    public static RuleText SkipsBase { get; } = new("part.skipsBase");

    public static RuleText MakesScope { get; } = new("part.makesScope");

    public static RuleText Nothing { get; } = new("part.nothing");

    public static RuleText NothingOnFailedAwait { get; } = new("part.nothingOnFailedAwait");

    public static RuleText OnlyItself { get; } = new("part.onlyItself");

    public static RuleText OfStatic { get; } = new("part.ofStatic");

    public static RuleText OfInjected { get; } = new("part.ofInjected");

    public static RuleText OfForeign { get; } = new("part.ofForeign");

    public static RuleText ReadElsewhere { get; } = new("part.readElsewhere");

    public static RuleText ReaderPerCall { get; } = new("part.readerPerCall");

    public static RuleText NothingCompletes { get; } = new("part.nothingCompletes");

    public static RuleText CleanUpCompletesNot { get; } = new("part.cleanUpCompletesNot");

    public static RuleText TimerEndsItself { get; } = new("part.timerEndsItself");

    public static RuleText OverwrittenIn(string member) => new("part.overwrittenIn", member);

    public static RuleText TimerUnstoppable { get; } = new("part.timerUnstoppable");

    public static RuleText EndlessDelayInLoop { get; } = new("part.endlessDelayInLoop");

    public static RuleText ContinuationInLoop { get; } = new("part.continuationInLoop");

    public static RuleText ContinuationPerCall { get; } = new("part.continuationPerCall");

    public static RuleText DelayAfterRace { get; } = new("part.delayAfterRace");

    public static RuleText OthersPutIn { get; } = new("part.othersPutIn");

    public static RuleText ForgottenIndex { get; } = new("part.forgottenIndex");

    public static RuleText OtherSpelling { get; } = new("part.otherSpelling");

    public static RuleText AnsweredAndKept { get; } = new("part.answeredAndKept");

    public static RuleText EndedHere { get; } = new("part.endedHere");

    public static RuleText SpentHandles { get; } = new("part.spentHandles");

    public static RuleText SeenSet { get; } = new("part.seenSet");

    public static RuleText AppendOnly { get; } = new("part.appendOnly");

    public static RuleText LockPerKey { get; } = new("part.lockPerKey");

    public static RuleText ChannelPerKey { get; } = new("part.channelPerKey");

    public static RuleText MapOfDisposables { get; } = new("part.mapOfDisposables");

    public static RuleText CacheByKey { get; } = new("part.cacheByKey");

    public static RuleText Dropped { get; } = new("part.dropped");

    public static RuleText KeptInLocal { get; } = new("part.keptInLocal");

    public static RuleText DisposedOnSuccess { get; } = new("part.disposedOnSuccess");

    public static RuleText KeptInAField { get; } = new("part.keptInAField");

    public static RuleText Raced { get; } = new("part.raced");

    public static RuleText RacedInLoop { get; } = new("part.racedInLoop");

    public static RuleText OtherState { get; } = new("part.otherState");

    public static RuleText ProducerFails { get; } = new("part.producerFails");

    public static RuleText AtRemotePace { get; } = new("part.atRemotePace");

    public static RuleText OpenService { get; } = new("part.openService");

    public static RuleText NeverRead { get; } = new("part.neverRead");

    public static RuleText FedFromField { get; } = new("part.fedFromField");

    public static RuleText HandedOn { get; } = new("part.handedOn");

    public static RuleText ExpiresUnasked { get; } = new("part.expiresUnasked");

    public static RuleText NeverExpires { get; } = new("part.neverExpires");

    public static RuleText LinkedOrTimed { get; } = new("part.linkedOrTimed");

    public static RuleText Linked { get; } = new("part.linked");

    public static RuleText Timed { get; } = new("part.timed");

    public static RuleText Workers { get; } = new("part.workers");

    public static RuleText TakenOutOf(string map) => new("part.takenOutOf", map);

    public static RuleText NeverCancelled { get; } = new("part.neverCancelled");

    public static RuleText KeptIn(string member) => new("part.keptIn", member);

    public static RuleText LoopTurns { get; } = new("part.loopTurns");

    public static RuleText Runs(string method) => new("part.runs", method);

    public static RuleText UndoesNothing { get; } = new("part.undoesNothing");

    public static RuleText FreshDelegate { get; } = new("part.freshDelegate");

    public static RuleText DelegateMadeNow { get; } = new("part.delegateMadeNow");

    public static RuleText NeverAdded { get; } = new("part.neverAdded");

    public static RuleText AnAssembly { get; } = new("part.anAssembly");

    public static RuleText ALoadContext { get; } = new("part.aLoadContext");

    public static RuleText AnInternedString { get; } = new("part.anInternedString");
}
