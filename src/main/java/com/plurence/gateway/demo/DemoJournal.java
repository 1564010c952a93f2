package com.plurence.gateway.demo;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a demo provider has lived through. Counts are exact; of requests and departures only the
 * newest are kept. Thread-safe. Times are those of {@link System#nanoTime()}.
 */
public final class DemoJournal {
  /** A small heap has other uses. */
  private static final long MOST_BYTES = Math.min(16 << 20, Runtime.getRuntime().maxMemory() / 64);

  private final int remembered;
  private final LongAdder requests = new LongAdder();
  private final LongAdder open = new LongAdder();
  private final LongAdder left = new LongAdder();
  private final Deque<Seen> seen = new ArrayDeque<>();
  private final Deque<Departure> departures = new ArrayDeque<>();
  private long bytes;

  /**
   * A request whose body has arrived, or that was refused before.
   *
   * @param path with the query
   * @param arrived when its head came
   */
  public record Seen(String method, String path, MultiMap headers, Buffer body, long arrived) {}

  /**
   * A client that went away before its answer was complete: it closed the connection or reset the
   * stream.
   *
   * @param at when it was noticed
   */
  public record Departure(String method, String path, MultiMap headers, long at) {}

  /**
   * @param remembered how many requests and departures to keep; 0 only counts
   */
  DemoJournal(int remembered) {
    this.remembered = remembered;
  }

  /** Requests whose head has arrived, ever. */
  public long requests() {
    return requests.sum();
  }

  /** Requests that are neither answered nor given up. */
  public int open() {
    return (int) open.sum();
  }

  /** Clients that went away, ever. */
  public long left() {
    return left.sum();
  }

  /** The newest requests, oldest first; at most 16 MiB of bodies, those that are larger empty. */
  public List<Seen> seen() {
    synchronized (seen) {
      return List.copyOf(seen);
    }
  }

  /** The newest departures, oldest first. */
  public List<Departure> departures() {
    synchronized (departures) {
      return List.copyOf(departures);
    }
  }

  void opened() {
    requests.increment();
    open.increment();
  }

  void saw(HttpServerRequest request, Buffer body, long arrived) {
    if (remembered == 0) {
      return;
    }
    Buffer kept = body.length() > MOST_BYTES ? Buffer.buffer() : body;
    Seen entry =
        new Seen(request.method().name(), request.uri(), copy(request.headers()), kept, arrived);
    synchronized (seen) {
      seen.add(entry);
      bytes += kept.length();
      while (seen.size() > remembered || bytes > MOST_BYTES) {
        bytes -= seen.remove().body().length();
      }
    }
  }

  void closed() {
    open.decrement();
  }

  /** To be called instead of {@link #closed()}. */
  void left(HttpServerRequest request) {
    long now = System.nanoTime();
    if (remembered > 0) {
      MultiMap headers = copy(request.headers());
      synchronized (departures) {
        departures.add(new Departure(request.method().name(), request.uri(), headers, now));
        if (departures.size() > remembered) {
          departures.remove();
        }
      }
    }
    left.increment();
    open.decrement();
  }

  private static MultiMap copy(MultiMap headers) {
    return MultiMap.caseInsensitiveMultiMap().addAll(headers);
  }
}
