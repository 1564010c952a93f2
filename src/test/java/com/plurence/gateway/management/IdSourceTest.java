package com.plurence.gateway.management;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class IdSourceTest {
  private final AtomicLong now = new AtomicLong(1_745_000_000_000L);
  private final IdSource ids = new IdSource(() -> Instant.ofEpochMilli(now.get()));

  @Test
  void idsNameTheirKindAndAreOfOneLength() {
    assertThat(ids.next("proj")).matches("proj_[0-9a-hjkmnp-tv-z]{26}");
  }

  @Test
  void idsSortByTheTimeTheyWereMade() {
    List<String> made = new ArrayList<>();
    for (long step = 1; step < 1L << 40; step *= 3) {
      made.add(ids.next("key"));
      now.addAndGet(step);
    }

    assertThat(made).isSorted();
  }

  @Test
  void idsOfTheSameMillisecondDiffer() {
    assertThat(IntStream.range(0, 10_000).mapToObj(i -> ids.next("acc")).toList())
        .doesNotHaveDuplicates();
  }
}
