package com.plurence.gateway.upstream.decision;

import static com.plurence.gateway.upstream.decision.Fixtures.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.config.provider.UpstreamConfig.Breaker;
import com.plurence.gateway.upstream.decision.TargetHealth.Permit;
import com.plurence.gateway.upstream.decision.TargetHealth.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The drawing of a target's states is what a target does. */
final class TargetStatesDocTest {
  private static final Pattern ARROW = Pattern.compile(" *(\\w+) --> (\\w+): (.*)");
  private static final long LATER = START + Duration.ofHours(1).toNanos();

  /** One failure opens it. */
  private static final Breaker NERVOUS =
      new Breaker(true, 1, 0.5, Duration.ofSeconds(10), Duration.ofSeconds(10));

  private final Map<String, Set<Event>> seen = new TreeMap<>();

  /** What can become of a request, or that there is one; named in the drawing in lower case. */
  private enum Event {
    REQUEST,
    SUCCESS,
    FAILURE,
    CREDENTIAL,
    LIMITED,
    NEUTRAL,
    CANCELLED;

    private void happenTo(TargetHealth health, long now) {
      if (!(health.tryAcquire(now) instanceof Permit permit)) {
        throw new AssertionError("nobody may ask");
      }
      if (this == REQUEST) {
        return;
      }
      switch (this) {
        case SUCCESS -> permit.succeeded(now);
        case FAILURE -> permit.failed(UpstreamFault.of(FaultKind.SERVER_ERROR), now);
        case CREDENTIAL -> permit.failed(UpstreamFault.of(FaultKind.CREDENTIAL), now);
        case LIMITED -> permit.failed(UpstreamFault.of(FaultKind.RATE_LIMITED), now);
        case NEUTRAL -> permit.failed(UpstreamFault.of(FaultKind.REJECTED), now);
        default -> {}
      }
      permit.close(now);
    }

    private boolean isIn(String label) {
      return Arrays.asList(label.split("\\W+", -1)).contains(name().toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void isDrawnAsItIs() throws IOException {
    for (Event event : Event.values()) {
      observe("Closed", health(), event);
      for (Event before : new Event[] {Event.FAILURE, Event.CREDENTIAL}) {
        TargetHealth shut = health();
        before.happenTo(shut, START);
        if (event == Event.REQUEST) {
          observe(name(shut, START), shut, event);
        } else {
          observe("Probing", shut, event);
        }
      }
    }

    assertThat(drawn()).isEqualTo(seen);
  }

  private void observe(String from, TargetHealth health, Event event) {
    event.happenTo(health, LATER);
    String to = name(health, LATER);
    if (!to.equals(from)) {
      seen.computeIfAbsent(from + " --> " + to, arrow -> EnumSet.noneOf(Event.class)).add(event);
    }
  }

  private static TargetHealth health() {
    return new TargetHealth(NERVOUS, Duration.ofMinutes(10), START);
  }

  private static String name(TargetHealth health, long now) {
    Status status = health.status(now);
    return switch (status) {
      case HEALTHY, COOLING -> "Closed";
      case OPEN -> "Open";
      case BENCHED -> "Benched";
      case PROBING -> "Probing";
    };
  }

  private static Map<String, Set<Event>> drawn() throws IOException {
    Map<String, Set<Event>> arrows = new TreeMap<>();
    try (Stream<String> lines = Files.lines(Path.of("src/docs/upstream.md"))) {
      lines
          .map(ARROW::matcher)
          .filter(Matcher::matches)
          .forEach(
              arrow ->
                  arrows.put(arrow.group(1) + " --> " + arrow.group(2), events(arrow.group(3))));
    }
    return arrows;
  }

  private static Set<Event> events(String label) {
    Set<Event> events = EnumSet.noneOf(Event.class);
    Stream.of(Event.values()).filter(event -> event.isIn(label)).forEach(events::add);
    return events;
  }
}
