package com.plurence.gateway.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How usage records are kept.
 *
 * @param keep how long a record is
 * @param keepSummaries how long their sums are
 * @param endUser whether records have for whom the application asked
 * @param whenFull what happens to requests while the store is away and the spool is full
 * @param spool where records are until the store has them
 */
public record UsageConfig(
    Duration keep, Duration keepSummaries, boolean endUser, WhenFull whenFull, Spool spool) {

  /** What holds where the file says nothing. */
  public static final UsageConfig DEFAULT =
      new UsageConfig(
          Duration.ofDays(400),
          Duration.ofDays(1100),
          false,
          WhenFull.FOLD,
          new Spool(Path.of("./data/spool"), 1L << 30, Duration.ofSeconds(1)));

  /** What becomes of records for which there is no room. */
  public enum WhenFull {
    /** They are added up, so that sums are right and single records are missing. */
    FOLD,

    /** There are none: requests are refused. */
    REFUSE
  }

  /**
   * Files of this process alone.
   *
   * @param directory made if it is not there
   * @param size at most, in bytes
   * @param sync between two times at which what was written is forced to the disk
   */
  public record Spool(Path directory, long size, Duration sync) {}
}
