package com.plurence.gateway.limit;

import com.plurence.gateway.limit.Dimension.Window;
import com.plurence.gateway.limit.SpentSums.Spent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a limiter ought to answer, found by going through a list of everything that ever happened.
 */
final class LimiterModel {
  private static final long MINUTE = 60_000;

  private final List<Event> events = new ArrayList<>();
  private final List<Request> requests = new ArrayList<>();
  private long now;

  /** Something that counts for {@code dimension} from {@code at} on, in milliseconds since 1970. */
  private record Event(Scope scope, Dimension dimension, long at, long amount) {}

  /** A request that was admitted. */
  static final class Request {
    private final LimitSet limits;
    private final Amounts amounts;
    private final long at;
    private long lapsesAt;
    private boolean settled;

    private Request(LimitSet limits, Amounts amounts, long at) {
      this.limits = limits;
      this.amounts = amounts;
      this.at = at;
      this.lapsesAt = lapseOf(at);
    }
  }

  private static long lapseOf(long at) {
    return ((at + 35_000) / 5_000 + 1) * 5_000;
  }

  void setClock(long millis) {
    now = millis;
  }

  /** What {@code bound} has used. */
  private long used(Bound bound, long at) {
    return events.stream()
        .filter(event -> event.scope().equals(bound.scope()))
        .filter(event -> event.dimension() == bound.dimension())
        .filter(event -> isOfWindow(bound.dimension().window(), event.at(), at))
        .mapToLong(Event::amount)
        .sum();
  }

  private static boolean isOfWindow(Window window, long event, long at) {
    return switch (window) {
      case MINUTE -> event / 1000 > at / 1000 - 60;
      case DAY -> day(event).equals(day(at));
      case MONTH -> month(event).equals(month(at));
      case NOW -> false;
    };
  }

  private static LocalDate day(long millis) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(millis), ZoneOffset.UTC);
  }

  private static YearMonth month(long millis) {
    return YearMonth.from(day(millis));
  }

  private long held(Bound bound) {
    if (!isHeld(bound.dimension())) {
      return 0;
    }
    return requests.stream()
        .filter(request -> !request.settled && request.lapsesAt > now)
        .flatMap(
            request ->
                request.limits.bounds().stream()
                    .filter(taken -> isSame(taken, bound))
                    .map(request.amounts::of))
        .mapToLong(Long::longValue)
        .sum();
  }

  private static boolean isHeld(Dimension dimension) {
    return switch (dimension) {
      case RPM, TPM, RPD -> false;
      case CONCURRENCY, TOKENS_PER_MONTH, USD_PER_DAY, USD_PER_MONTH -> true;
    };
  }

  private static boolean isSame(Bound one, Bound other) {
    return one.scope().equals(other.scope()) && one.dimension() == other.dimension();
  }

  List<Standing> peek(LimitSet limits) {
    return limits.bounds().stream().map(this::standing).toList();
  }

  private Standing standing(Bound bound) {
    long used = used(bound, now);
    long held = held(bound);
    long resetsAt =
        switch (bound.dimension().window()) {
          case MINUTE -> now + MINUTE;
          case DAY, MONTH -> edge(bound.dimension().window());
          case NOW -> 0;
        };
    return new Standing(bound, used, held, Math.max(0, bound.most() - used - held), resetsAt);
  }

  /** When the day or month is over, in milliseconds since 1970. */
  long edge(Window window) {
    LocalDate next =
        window == Window.DAY ? day(now).plusDays(1) : month(now).plusMonths(1).atDay(1);
    return next.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }

  /** Every limit that refuses, with its wait; none if the request is to be admitted. */
  List<Refusal> refusals(LimitSet limits, Amounts amounts) {
    return limits.bounds().stream()
        .flatMap(bound -> refusal(bound, amounts.of(bound)).stream())
        .toList();
  }

  private Optional<Refusal> refusal(Bound bound, long amount) {
    long free = bound.most() - amount - held(bound);
    return amount == 0 || used(bound, now) <= free
        ? Optional.empty()
        : Optional.of(new Refusal(bound, waitFor(bound, free)));
  }

  private long waitFor(Bound bound, long free) {
    Window window = bound.dimension().window();
    return switch (window) {
      case NOW -> 1000;
      case MINUTE -> {
        long at = (now / 1000 + 1) * 1000;
        while (used(bound, at) > free && at - now < MINUTE) {
          at += 1000;
        }
        yield used(bound, at) > free ? MINUTE : at - now;
      }
      case DAY -> free < 0 ? 86_400_000 : edge(window) - now;
      case MONTH -> free < 0 ? month(now).lengthOfMonth() * 86_400_000L : edge(window) - now;
    };
  }

  Request admit(LimitSet limits, Amounts amounts) {
    Request request = new Request(limits, amounts, now);
    requests.add(request);
    for (Bound bound : limits.bounds()) {
      if (bound.dimension().window() == Window.MINUTE) {
        happened(bound.scope(), bound.dimension(), now, amounts.of(bound));
      }
    }
    scopes(limits).forEach(scope -> happened(scope, Dimension.RPD, now, 1));
    return request;
  }

  private static List<Scope> scopes(LimitSet limits) {
    return limits.bounds().stream().map(Bound::scope).distinct().toList();
  }

  private void happened(Scope scope, Dimension dimension, long at, long amount) {
    events.add(new Event(scope, dimension, at, amount));
  }

  void settle(Request request, Settlement used) {
    if (request.settled) {
      return;
    }
    request.settled = true;
    for (Bound bound : request.limits.bounds()) {
      if (bound.dimension().window() == Window.MINUTE) {
        correct(bound, request, used);
      }
    }
    for (Scope scope : scopes(request.limits)) {
      happened(scope, Dimension.TOKENS_PER_MONTH, now, used.tokens());
      happened(scope, Dimension.USD_PER_DAY, now, used.nanoUsd());
      happened(scope, Dimension.USD_PER_MONTH, now, used.nanoUsd());
      if (!used.countsAsRequest()) {
        happened(scope, Dimension.RPD, request.at, -1);
      }
    }
  }

  private void correct(Bound bound, Request request, Settlement used) {
    long actual =
        bound.dimension() == Dimension.TPM ? used.tokens() : used.countsAsRequest() ? 1 : 0;
    long more = actual - request.amounts.of(bound);
    if (isOfWindow(Window.MINUTE, request.at, now)) {
      happened(bound.scope(), bound.dimension(), request.at, more);
    } else if (more > 0) {
      happened(bound.scope(), bound.dimension(), now, more);
    }
  }

  void renew() {
    requests.stream()
        .filter(request -> request.lapsesAt > now)
        .forEach(request -> request.lapsesAt = lapseOf(now));
  }

  /** What records tell of {@code scope}. */
  Spent spent(Scope scope) {
    return new Spent(
        used(new Bound(scope, Dimension.RPD, 0), now),
        used(new Bound(scope, Dimension.USD_PER_DAY, 0), now),
        used(new Bound(scope, Dimension.TOKENS_PER_MONTH, 0), now),
        used(new Bound(scope, Dimension.USD_PER_MONTH, 0), now));
  }

  /** Before anything else happened, {@code scope} had used {@code spent}. */
  void before(Scope scope, Spent spent) {
    happened(scope, Dimension.RPD, now, spent.requestsOfDay());
    happened(scope, Dimension.USD_PER_DAY, now, spent.nanoUsdOfDay());
    happened(scope, Dimension.TOKENS_PER_MONTH, now, spent.tokensOfMonth());
    happened(scope, Dimension.USD_PER_MONTH, now, spent.nanoUsdOfMonth());
  }

  /** The minutes of {@code scope} are forgotten; days and months are in the records. */
  void resync(Scope scope) {
    events.removeIf(
        event -> event.scope().equals(scope) && event.dimension().window() == Window.MINUTE);
  }

  /** Whether a request holds something of any scope. */
  boolean isBusy() {
    return requests.stream().anyMatch(request -> !request.settled);
  }
}
