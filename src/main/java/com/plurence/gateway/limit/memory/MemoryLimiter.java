package com.plurence.gateway.limit.memory;

import com.plurence.gateway.limit.Admission;
import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.LimitSet;
import com.plurence.gateway.limit.Limiter;
import com.plurence.gateway.limit.Refusal;
import com.plurence.gateway.limit.Scope;
import com.plurence.gateway.limit.SpentSums;
import com.plurence.gateway.limit.Standing;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps count in memory. Safe on any thread: one is enough for all event loops. Its futures are
 * complete at once, unless records have to be read first; then they complete on the context of the
 * caller.
 */
public final class MemoryLimiter implements Limiter {
  /** How often {@link #renew} is due. */
  public static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(10);

  /** How often {@link #tidy} is due. */
  public static final Duration BETWEEN_TIDYINGS = Duration.ofMinutes(1);

  private final RecordReader records;
  private final InstantSource clock;
  private final Executor turns;
  private final Map<String, AccountCounts> accounts = new ConcurrentHashMap<>();

  /**
   * Nothing is counted yet.
   *
   * @param clock all time comes from it; may step back
   * @param turns takes what is left of upkeep that would hold up an event loop
   */
  public MemoryLimiter(SpentSums sums, InstantSource clock, Executor turns) {
    this.records = new RecordReader(sums, clock);
    this.clock = clock;
    this.turns = turns;
  }

  @Override
  public Future<Admission> admit(LimitSet limits, Amounts amounts) {
    AccountCounts account = accounts.get(limits.accountId());
    Admission decided = account == null ? null : decide(account, limits, amounts);
    if (decided != null) {
      return Future.succeededFuture(decided);
    }
    return begin(limits).compose(begun -> admit(limits, amounts));
  }

  private @Nullable Admission decide(AccountCounts account, LimitSet limits, Amounts amounts) {
    long[] figures = Figures.room(limits);
    Verdict verdict = account.admit(limits, amounts, figures, null);
    if (verdict == Verdict.REFUSED) {
      // Who is refused looks again, for reasons; meanwhile there may be room after all.
      long[] waits = new long[limits.bounds().size()];
      verdict = account.admit(limits, amounts, figures, waits);
      if (verdict == Verdict.REFUSED) {
        return new Admission.Refused(refusals(limits, waits), new Figures(limits, figures));
      }
    }
    return verdict == Verdict.ADMITTED
        ? new Admission.Admitted(new MemoryReservation(account, limits, amounts, figures))
        : null;
  }

  private static List<Refusal> refusals(LimitSet limits, long[] waits) {
    List<Refusal> refusals = new ArrayList<>();
    for (int i = 0; i < waits.length; i++) {
      if (waits[i] >= 0) {
        refusals.add(new Refusal(limits.bounds().get(i), waits[i]));
      }
    }
    return refusals;
  }

  private Future<Void> begin(LimitSet limits) {
    AccountCounts account;
    do {
      account = accounts.computeIfAbsent(limits.accountId(), id -> new AccountCounts(id, clock));
    } while (!account.begin(limits));
    return records.read(account, limits);
  }

  @Override
  public Future<List<Standing>> peek(LimitSet limits) {
    AccountCounts account = accounts.get(limits.accountId());
    long[] figures = Figures.room(limits);
    if (account != null && account.peek(limits, figures)) {
      return Future.succeededFuture(new Figures(limits, figures));
    }
    return begin(limits).compose(begun -> peek(limits));
  }

  @Override
  public Future<Void> resync(List<Scope> scopes) {
    return each(scopes, AccountCounts::forget);
  }

  @Override
  public Future<Void> recount(List<Scope> scopes) {
    return each(scopes, AccountCounts::doubt);
  }

  private Future<Void> each(List<Scope> scopes, BiConsumer<AccountCounts, Scope> change) {
    for (Scope scope : scopes) {
      AccountCounts account = accounts.get(scope.accountId());
      if (account != null) {
        change.accept(account, scope);
      }
    }
    return Future.succeededFuture();
  }

  /**
   * Prolongs what requests under way hold, and tries again to read what could not be read. Holds
   * that miss this for 35 seconds lapse.
   */
  public void renew() {
    List<Scope> unread = new ArrayList<>();
    round(
        new Round.Visitor() {
          @Override
          public void visit(AccountCounts account, Scope scope) {
            if (account.renew(scope)) {
              unread.add(scope);
            }
          }

          @Override
          public void leave(AccountCounts account) {
            records.begin(account, unread);
            unread.clear();
          }
        });
  }

  private void round(Round.Visitor visitor) {
    new Round(accounts.values(), visitor, turns).go();
  }

  /** Drops what is 0, and doubts what was not used since the last time. */
  public void tidy() {
    round(
        new Round.Visitor() {
          @Override
          public void visit(AccountCounts account, Scope scope) {
            account.tidy(scope);
          }

          @Override
          public void leave(AccountCounts account) {
            if (account.retire()) {
              accounts.remove(account.id(), account);
            }
          }
        });
  }

  /** How many requests with limits are under way; on any thread. */
  public int underWay() {
    return accounts.values().stream().mapToInt(AccountCounts::underWay).sum();
  }

  /** How many scopes are counted. */
  int size() {
    return accounts.values().stream().mapToInt(account -> account.scopes().size()).sum();
  }
}
