package com.plurence.gateway.audit;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets pass, each minute, the first ten events of a kind that is cheap to cause, and of those
 * behind them one that says how many there were: nobody shall make the gateway write by knocking.
 * Safe on any thread.
 */
public final class Repetitions implements AuditRecorder {
  private static final int PASS = 10;

  /** Beyond it, callers are not told apart. */
  private static final int MOST_KINDS = 10_000;

  private final AuditRecorder recorder;
  private final Map<Kind, Repeated> kinds = new ConcurrentHashMap<>();

  public Repetitions(AuditRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * What counts as the same.
   *
   * @param who the API key, else the address; empty: anybody
   */
  private record Kind(String who, String errorId) {}

  /**
   * How often there was one of a kind.
   *
   * @param held the last that did not pass; null: all have
   */
  private record Repeated(long count, @Nullable AuditEvent held) {
    Repeated and(AuditEvent event) {
      return new Repeated(count + 1, count < PASS ? null : event);
    }
  }

  @Override
  public void record(Recording recording) {
    AuditEvent event = recording.event();
    if (!event.outcome().isCheapToCause() || isNew(event)) {
      recorder.record(recording);
    }
  }

  private boolean isNew(AuditEvent event) {
    String who = event.keyId() == null ? event.address() : event.keyId();
    String errorId = Objects.requireNonNullElse(event.errorId(), "");
    boolean many = kinds.size() >= MOST_KINDS;
    Kind kind = new Kind(many || who == null ? "" : who, errorId);
    return kinds.merge(kind, new Repeated(1, null), (before, one) -> before.and(event)).held()
        == null;
  }

  /** A minute is over: tells of what did not pass, and begins anew. On an event loop. */
  public void flush() {
    for (Kind kind : List.copyOf(kinds.keySet())) {
      @Nullable Repeated repeated = kinds.remove(kind);
      @Nullable AuditEvent held = repeated == null ? null : repeated.held();
      if (repeated != null && held != null) {
        recorder.record(new MetadataRecording(held.times(repeated.count() - PASS)));
      }
    }
  }
}
