package com.plurence.gateway.usage.shipping;

import com.plurence.gateway.usage.UsageRecord;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What the sums of an hour are kept by. What a record does not name is empty here.
 *
 * @param startAt the beginning of the hour, in milliseconds since 1970
 */
public record HourKey(
    long startAt,
    String accountId,
    String projectId,
    String keyId,
    String model,
    String provider,
    String target)
    implements Comparable<HourKey> {
  private static final long HOUR = 3_600_000;
  private static final Comparator<HourKey> ORDER =
      Comparator.comparing(HourKey::accountId)
          .thenComparingLong(HourKey::startAt)
          .thenComparing(HourKey::projectId)
          .thenComparing(HourKey::keyId)
          .thenComparing(HourKey::model)
          .thenComparing(HourKey::provider)
          .thenComparing(HourKey::target);

  /** That of {@code usage}: of the hour of its own time, however late it comes. */
  public static HourKey of(UsageRecord usage) {
    return new HourKey(
        Math.floorDiv(usage.timestamp(), HOUR) * HOUR,
        usage.accountId(),
        usage.projectId(),
        usage.keyId(),
        usage.model(),
        orEmpty(usage.provider()),
        orEmpty(usage.target()));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** The same hour of the whole project. */
  HourKey ofProject() {
    return new HourKey(startAt, accountId, projectId, "", "", "", "");
  }

  @Override
  public int compareTo(HourKey other) {
    return ORDER.compare(this, other);
  }
}
