package com.plurence.gateway.overload;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one exchange holds of a {@link ByteBudget}, from its body to the last byte of its response.
 * When the exchange is over everything goes back, once, and nothing can be taken any more. Lives on
 * one event loop.
 */
public final class Holding {
  private static final Duration COME_BACK = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final ByteBudget budget;
  private long held;
  private boolean over;
  private @Nullable Slot slot;

  public Holding(ByteBudget budget) {
    this.budget = budget;
  }

  /** It is for a request that has been let in so; before anything is taken. */
  public void occupy(Slot place) {
    slot = place;
    if (over) {
      place.free();
    }
  }

  /** Whether it may have some of the last of {@code all} bytes. */
  boolean mayHaveSpare(long all) {
    return slot == null || slot.mayHaveSpare(all);
  }

  /** Where this takes its bytes from. */
  public ByteBudget budget() {
    return budget;
  }

  /** What it holds, in bytes. */
  public long held() {
    return held;
  }

  /**
   * Takes {@code bytes} more at once, or nothing.
   *
   * @param already what is held of the same thing, in bytes
   */
  public boolean take(Line line, long bytes, long already) {
    return !over && line.take(this, bytes, already) && add(bytes);
  }

  /** As {@link #take}, for one who has waited long enough for its turn. */
  public boolean takeOutOfTurn(Line line, long bytes) {
    return !over && line.takeOutOfTurn(bytes) && add(bytes);
  }

  private boolean add(long bytes) {
    held += bytes;
    if (slot != null) {
      slot.hold(bytes);
    }
    return true;
  }

  /**
   * Takes {@code bytes} more as soon as they are there; called on the event loop.
   *
   * @param refusal what is told whoever has waited for two seconds in vain
   */
  public Future<Void> obtain(Line line, long bytes, Supplier<? extends RuntimeException> refusal) {
    if (bytes <= 0 || take(line, bytes, 0)) {
      return Future.succeededFuture();
    }
    Context loop = Vertx.currentContext();
    Promise<Void> there = Promise.promise();
    Line.Wait wait = await(line, bytes, loop, there::complete);
    long patience =
        loop.owner()
            .setTimer(
                LONGEST_WAIT.toMillis(),
                late -> {
                  if (wait.leave() && takeOutOfTurn(line, bytes)) {
                    there.complete();
                  } else {
                    there.tryFail(refusal.get());
                  }
                });
    return there.future().onComplete(over -> loop.owner().cancelTimer(patience));
  }

  /**
   * Waits for {@code bytes} more.
   *
   * @param context of the event loop that asks
   * @param served runs on it when they are there; never, if this ends or the line is left before
   */
  public Line.Wait await(Line line, long bytes, Context context, Runnable served) {
    return line.stand(this, bytes, context, served);
  }

  /** Whether the exchange is over. */
  boolean isOver() {
    return over;
  }

  /** What was waited for has come; whether it is still of use. */
  boolean accept(long bytes) {
    if (over) {
      budget.give(bytes);
      budget.bodies().pass(this);
      budget.answers().pass(this);
      return false;
    }
    return add(bytes);
  }

  /** Gives {@code bytes} back, at most what it holds. */
  public void give(long bytes) {
    long returned = Math.min(bytes, held);
    if (returned > 0) {
      held -= returned;
      if (slot != null) {
        slot.hold(-returned);
      }
      budget.give(returned);
    }
  }

  /** Has taken what it needs: now it is the turn of others. */
  public void complete(Line line) {
    line.pass(this);
  }

  /** The exchange is over. */
  public void end() {
    if (!over) {
      over = true;
      give(held);
      if (slot != null) {
        slot.free();
      }
      budget.bodies().pass(this);
      budget.answers().pass(this);
    }
  }

  /** What a request is told for which there is no room. */
  public GatewayException refusal() {
    if (slot == null) {
      budget.countShed();
    } else {
      slot.countShed();
    }
    return ErrorCode.GATEWAY_OVERLOADED.toException().withRetryAfter(COME_BACK);
  }
}
