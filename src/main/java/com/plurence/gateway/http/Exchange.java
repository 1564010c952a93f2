package com.plurence.gateway.http;

import com.plurence.gateway.address.IpAddress;
import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response: the id, the times, and what the log and the metrics will say of it.
 * Lives on the event loop of its connection.
 */
public final class Exchange {
  private static final String KEY = "exchange";

  /** Nginx's status for a client that left; a value of the log and the metrics. */
  private static final int CLIENT_DISCONNECT = 499;

  private final HttpServerRequest request;
  private final String requestId;
  private final IpAddress address;
  private final LoopTimers timers;
  private final ByteBudget budget;
  private final long startedAt = System.nanoTime();
  private final List<Object> notes = new ArrayList<>(12);
  private final List<Runnable> cancellations = new ArrayList<>(2);
  private String route = "unmatched";
  private long firstByteAt;
  private long endedAt;
  private long requestBytes;
  private long bodyHeld;
  private long seenWritten;
  private int stalled;
  private Lifecycle lifecycle = Lifecycle.OPEN;
  private @Nullable ErrorKind error;
  private @Nullable String credential;
  private @Nullable Holding holding;

  Exchange(
      HttpServerRequest request,
      String requestId,
      IpAddress address,
      LoopTimers timers,
      ByteBudget budget) {
    this.request = request;
    this.requestId = requestId;
    this.address = address;
    this.timers = timers;
    this.budget = budget;
  }

  /** The exchange that the edge began for this request. */
  public static Exchange of(RoutingContext ctx) {
    Exchange exchange = ctx.get(KEY);
    if (exchange == null) {
      throw new IllegalStateException("no exchange was begun");
    }
    return exchange;
  }

  static boolean begun(RoutingContext ctx) {
    return ctx.get(KEY) != null;
  }

  void attachTo(RoutingContext ctx) {
    ctx.put(KEY, this);
  }

  /** The UUID that the gateway gave this request. */
  public String requestId() {
    return requestId;
  }

  /** Where the request is from, as far as trusted proxies tell it. */
  public IpAddress address() {
    return address;
  }

  /** The request as it came in. */
  public HttpServerRequest request() {
    return request;
  }

  /** The timers of this exchange's event loop. */
  public LoopTimers timers() {
    return timers;
  }

  /** What this exchange holds of the bytes that all may hold together. */
  public Holding holding() {
    Holding mine = holding;
    if (mine == null) {
      mine = new Holding(budget);
      holding = mine;
    }
    return mine;
  }

  /** The bytes of the request's body are held no longer. */
  public void letGoOfBody() {
    holding().give(bodyHeld);
    bodyHeld = 0;
  }

  /**
   * How many times in a row something has waited for the client of which it took nothing.
   *
   * @param waits whether something does
   * @param written bytes that have left so far
   */
  int looksStalled(boolean waits, long written) {
    stalled = waits && written == seenWritten ? stalled + 1 : 0;
    seenWritten = written;
    return stalled;
  }

  /** Gives back what is held: the exchange is over. */
  void letGo() {
    if (holding != null) {
      holding.end();
    }
  }

  /** When the head of the request had arrived, in {@link System#nanoTime()}. */
  public long startedAt() {
    return startedAt;
  }

  /**
   * The path of the endpoint as the table has it, such as {@code /v1/models/:id}; never a client's
   * own text.
   */
  public String route() {
    return route;
  }

  void routed(String path) {
    route = path;
  }

  /** Remembers the id of the credential that let this request in. */
  public void admittedWith(String credentialId) {
    credential = credentialId;
  }

  /** The id of the credential that let this request in; null: none was needed, or not yet. */
  public @Nullable String credential() {
    return credential;
  }

  /**
   * A fact for the access line; the last one of a name counts. Never a secret, a prompt or a
   * completion.
   */
  public void note(String name, Object value) {
    for (int i = 0; i < notes.size(); i += 2) {
      if (notes.get(i).equals(name)) {
        notes.set(i + 1, value);
        return;
      }
    }
    notes.add(name);
    notes.add(value);
  }

  /** The fact of that name; null if there is none. */
  public @Nullable Object noted(String name) {
    for (int i = 0; i < notes.size(); i += 2) {
      if (notes.get(i).equals(name)) {
        return notes.get(i + 1);
      }
    }
    return null;
  }

  /**
   * The status of the response; 499 for a client that left before it was complete, which is never
   * sent.
   */
  public int status() {
    return clientDisconnected() ? CLIENT_DISCONNECT : request.response().getStatusCode();
  }

  /** The facts whose names begin with {@code prefix}, without it. */
  public Map<String, String> notesUnder(String prefix) {
    Map<String, String> found = new TreeMap<>();
    for (int i = 0; i < notes.size(); i += 2) {
      if (notes.get(i) instanceof String name && name.startsWith(prefix)) {
        found.put(name.substring(prefix.length()), String.valueOf(notes.get(i + 1)));
      }
    }
    return found;
  }

  /** Names and values in turn. */
  List<Object> notes() {
    return notes;
  }

  /**
   * Runs {@code action} when nobody waits for the response any more, before it is complete: the
   * client has left or the gateway broke it off; at once if the exchange is over already.
   */
  public void onCancel(Runnable action) {
    if (isOpen()) {
      cancellations.add(action);
    } else {
      action.run();
    }
  }

  /** Whether the response is not complete and its client waits for it. */
  public boolean isOpen() {
    return lifecycle == Lifecycle.OPEN;
  }

  /** Whether the client has left before its response was complete. */
  public boolean clientDisconnected() {
    return lifecycle == Lifecycle.CLIENT_LEFT;
  }

  /** Whether the gateway broke the response off before it was complete. */
  boolean aborted() {
    return lifecycle == Lifecycle.ABORTED;
  }

  /** Stops whatever is still at work for this exchange. */
  void cancel() {
    List<Runnable> actions = List.copyOf(cancellations);
    cancellations.clear();
    actions.forEach(Runnable::run);
  }

  /**
   * Takes the step out of {@link Lifecycle#OPEN}, unless one was taken before. What is at work for
   * a response that is not complete is stopped.
   */
  void close(Lifecycle how) {
    if (!isOpen()) {
      return;
    }
    lifecycle = how;
    endedAt = System.nanoTime();
    if (how == Lifecycle.ENDED) {
      cancellations.clear();
    } else {
      cancel();
    }
  }

  /** The failure that the client was told of, if any. */
  public @Nullable ErrorKind error() {
    return error;
  }

  void failed(ErrorKind kind) {
    error = kind;
  }

  /** To be called when the first byte of the response's body is handed to the connection. */
  public void firstByte() {
    if (firstByteAt == 0) {
      firstByteAt = System.nanoTime();
    }
  }

  /** How long it took, in nanoseconds; to be asked once it has ended. */
  public long nanos() {
    return endedAt - startedAt;
  }

  long firstByteAt() {
    return firstByteAt;
  }

  void received(int bytes) {
    requestBytes += bytes;
    bodyHeld += bytes;
  }

  long requestBytes() {
    return requestBytes;
  }
}
