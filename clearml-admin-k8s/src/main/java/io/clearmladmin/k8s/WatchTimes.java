package io.clearmladmin.k8s;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The times a watch keeps.
 *
 * @param watchTime how long one watch lasts; also the longest a dead connection goes unnoticed, but for a few seconds
 * @param staleAfter how old the last sync may be
 * @param olderFor how long a server may answer with older versions before that is taken for a new history
 */
record WatchTimes(Clock clock, RandomGenerator random, Duration watchTime, Duration staleAfter, Duration olderFor) {}
