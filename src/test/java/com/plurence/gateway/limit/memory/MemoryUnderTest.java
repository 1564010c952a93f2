package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.LimiterUnderTest;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.Settlement;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.Standing;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The limiter in memory, in the hands of a test. Several threads are its event loops. */
final class MemoryUnderTest implements LimiterUnderTest {
  private volatile long now;
  private volatile SpentSums records = SpentSums.NONE;
  private final MemoryLimiter limiter =
      new MemoryLimiter(
          (scopes, at) -> records.of(scopes, at), () -> Instant.ofEpochMilli(now), Runnable::run);

  @Override
  public void setClock(long millis) {
    now = millis;
  }

  @Override
  public void setRecords(SpentSums sums) {
    records = sums;
  }

  @Override
  public Admission admit(LimitSet limits, Amounts amounts) {
    return result(limiter.admit(limits, amounts));
  }

  private static <T> T result(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public List<Admission> admitAtOnce(int times, LimitSet limits, Amounts amounts) {
    return IntStream.range(0, times).parallel().mapToObj(i -> admit(limits, amounts)).toList();
  }

  @Override
  public void settle(Reservation reservation, Settlement used) {
    reservation.settle(used);
  }

  @Override
  public List<Standing> peek(LimitSet limits) {
    return result(limiter.peek(limits));
  }

  @Override
  public void resync(List<Scope> scopes) {
    result(limiter.resync(scopes));
  }

  @Override
  public void recount(List<Scope> scopes) {
    result(limiter.recount(scopes));
  }

  @Override
  public void renew() {
    limiter.renew();
  }

  @Override
  public void tidy() {
    limiter.tidy();
  }
}
