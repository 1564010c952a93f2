package com.plurence.gateway.http.exchange;

import com.plurence.gateway.address.IpAddress;
import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.overload.ByteBudget;
import com.plurence.gateway.overload.Holding;
import com.plurence.gateway.record.Lifecycle;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.timing.Cancellation;
import com.plurence.gateway.timing.LoopTimers;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its response while they are under way: what is at work for them, what is held for
 * them, and the record of what is known. Lives on the event loop of its connection.
 */
public final class Exchange {
  private static final String KEY = "exchange";
  private static final int CLOSED = -1;

  private final HttpServerRequest request;
  private final RequestRecord record;
  private final LoopTimers timers;
  private final ByteBudget budget;
  private final Consumer<RequestRecord> accountant;
  private final Cancellation cancellation = new Cancellation();
  private long bodyHeld;
  private long seenWritten;
  private int stalled;
  private int place = CLOSED;
  private @Nullable Holding holding;
  private @Nullable StreamFailure streamFailure;
  private boolean settled;
  private Consumer<RequestRecord> settlement = record -> {};

  Exchange(
      HttpServerRequest request,
      RequestRecord record,
      LoopTimers timers,
      ByteBudget budget,
      Consumer<RequestRecord> accountant) {
    this.request = request;
    this.record = record;
    this.timers = timers;
    this.budget = budget;
    this.accountant = accountant;
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

  /** What is known of this exchange, for everybody who will report of it. */
  public RequestRecord record() {
    return record;
  }

  /** The UUID that the gateway gave this request. */
  public String requestId() {
    return record.requestId();
  }

  /** Where the request is from, as far as trusted proxies tell it. */
  public IpAddress address() {
    return record.address();
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

  /**
   * When nothing more will be spent on this exchange {@code whoever} is told, by its record; at
   * once if that is so already.
   */
  public void onSettlement(Consumer<RequestRecord> whoever) {
    if (settled) {
      whoever.accept(record);
    } else {
      settlement = whoever;
    }
  }

  /**
   * Nothing more will be spent on this exchange. To be called before the last byte is handed to the
   * connection, so that what it cost is kept by then whatever happens; later calls do nothing.
   */
  public void settle() {
    if (record.settle(request.response().getStatusCode())) {
      settled = true;
      try {
        accountant.accept(record);
      } finally {
        // Whatever is wrong with a record, what limits hold for its request is given back.
        settlement.accept(record);
      }
    }
  }

  /** The bytes of the request's body are held no longer. */
  public void releaseBody() {
    holding().give(bodyHeld);
    bodyHeld = 0;
  }

  /**
   * How many times in a row something has waited for the client of which it took nothing.
   *
   * @param waits whether something does
   * @param written bytes that have left so far
   */
  int countStall(boolean waits, long written) {
    stalled = waits && written == seenWritten ? stalled + 1 : 0;
    seenWritten = written;
    return stalled;
  }

  /** A stream has begun that is to be ended so if it breaks. */
  public void breaksAs(StreamFailure known) {
    streamFailure = known;
  }

  /** How a stream that has begun is to be ended if it breaks; null: as the dialect always does. */
  public @Nullable StreamFailure streamFailure() {
    return streamFailure;
  }

  /** Puts this behind the others that are open. */
  void addTo(List<Exchange> open) {
    place = open.size();
    open.add(this);
  }

  /** Leaves the others that are open, of which the last takes its place; false if it has before. */
  boolean removeFrom(List<Exchange> open) {
    if (place == CLOSED) {
      return false;
    }
    Exchange last = open.remove(open.size() - 1);
    if (last != this) {
      open.set(place, last);
      last.place = place;
    }
    place = CLOSED;
    return true;
  }

  /** Gives back what is held: the exchange is over. */
  void releaseAll() {
    if (holding != null) {
      holding.end();
    }
  }

  /** Says when nobody waits for the response any more, before it is complete. */
  public Cancellation cancellation() {
    return cancellation;
  }

  /** Whether the response is not complete and its client waits for it. */
  public boolean isOpen() {
    return record.lifecycle() == Lifecycle.OPEN;
  }

  /** Whether the client has left before its response was complete. */
  public boolean clientDisconnected() {
    return record.lifecycle() == Lifecycle.CLIENT_LEFT;
  }

  /**
   * Takes the step out of {@link Lifecycle#OPEN}, unless one was taken before. What is at work for
   * a response that is not complete is stopped.
   */
  void close(Lifecycle how) {
    if (!record.end(how)) {
      return;
    }
    if (how == Lifecycle.ENDED) {
      cancellation.done();
    } else {
      cancellation.cancel();
    }
    settle();
  }

  /** A piece of the request's body has come, and is held. */
  public void received(int bytes) {
    record.received(bytes);
    bodyHeld += bytes;
  }
}
