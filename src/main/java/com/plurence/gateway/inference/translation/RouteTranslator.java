package com.plurence.gateway.inference.translation;

import com.plurence.gateway.catalog.Route;
import com.plurence.gateway.catalog.Target;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.call.ForeignRequest;
import com.plurence.gateway.dialect.translation.call.TranslatedCall;
import com.plurence.gateway.dialect.translation.call.Translation;
import com.plurence.gateway.dialect.translation.call.Translations;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.inference.ModelCall;
import com.plurence.gateway.overload.Holding;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes a call for those targets of its route that do not speak the client's dialect, and leaves
 * out those that can't take it. Safe on any thread.
 */
public final class RouteTranslator {
  /** Bytes of a request that are translated on the event loop; more would hold it up. */
  private static final int AT_ONCE = 256 * 1024;

  /**
   * What a translation holds at most while it is made, in lengths of the request: a large text has
   * two as characters while it is read, and two as it is put together.
   */
  private static final int COPIES = 4;

  private static final int DEEPEST = 512;

  private final Translations translations;
  private final IdSource ids = new RandomIds();
  private final InstantSource clock;

  /**
   * @param clock says when a response was made
   */
  public RouteTranslator(Translations translations, InstantSource clock) {
    this.translations = translations;
    this.clock = clock;
  }

  /** Whether every target of {@code route} understands {@code operation} itself. */
  public boolean isNative(Route route, Operation operation) {
    List<List<Target>> groups = route.priorities();
    for (int i = 0; i < groups.size(); i++) {
      List<Target> group = groups.get(i);
      for (int j = 0; j < group.size(); j++) {
        if (!translations.isNative(operation, group.get(j).provider())) {
          return false;
        }
      }
    }
    return true;
  }

  /**
   * The route as {@code call} can go it, on the event loop that asks. A large request waits for its
   * turn.
   *
   * @return fails with what the client is to be told if no target can take the call, or if there is
   *     no room for translating it
   */
  public Future<TranslatedRoute> translate(ModelCall call, Route route) {
    long length = call.body().length();
    Holding holding = call.context().exchange().holding();
    long beside = copiesBeside(route, call.context().operation()) * length;
    return holding
        .obtain(holding.budget().answers(), beside, holding::refusal)
        .compose(
            there ->
                length <= AT_ONCE
                    ? written(call, route)
                    : holding
                        .budget()
                        .workshop()
                        .employ(
                            holding, COPIES * length, holding::refusal, () -> written(call, route)))
        .compose(done -> settled(done, holding, length, beside));
  }

  /** Requests of which the route needs one each, but for the one that the client sent. */
  private long copiesBeside(Route route, Operation operation) {
    long foreign =
        route.targets().stream()
            .filter(target -> !translations.isNative(operation, target.provider()))
            .count();
    return foreign == route.targets().size() ? foreign - 1 : foreign;
  }

  /** Now that it is known how long each is, not more is held than they are, and not less. */
  private static Future<TranslatedRoute> settled(
      TranslatedRoute done, Holding holding, long length, long beside) {
    long more = done.heldBeside(length) - beside;
    if (more > 0 && !holding.takeOutOfTurn(holding.budget().answers(), more)) {
      return Future.failedFuture(holding.refusal());
    }
    holding.give(-more);
    return Future.succeededFuture(done);
  }

  private Future<TranslatedRoute> written(ModelCall call, Route route) {
    Written written = new Written(call);
    List<List<Target>> priorities = new ArrayList<>();
    for (List<Target> group : route.priorities()) {
      List<Target> able = group.stream().filter(written::isAble).toList();
      if (!able.isEmpty()) {
        priorities.add(able);
      }
    }
    if (priorities.isEmpty()) {
      return Future.failedFuture(Untranslatable.of(written.firstProblems()));
    }
    Route able = new Route(route.model(), priorities);
    return Future.succeededFuture(
        written.isGuessed(priorities.get(0).get(0))
            ? TranslatedRoute.guessed(able)
            : new TranslatedRoute(written.withoutGuesses(able), written.calls, false));
  }

  /** One call as its targets get it; read when the first needs it. */
  private final class Written {
    private final ModelCall call;
    private final Operation operation;
    private final Map<Target, TranslatedCall> calls = new HashMap<>();
    private @Nullable ForeignRequest request;
    private @Nullable Findings firstProblems;

    Written(ModelCall call) {
      this.call = call;
      this.operation = call.context().operation();
    }

    /** Whether {@code target} can take the call, which is then written for it if need be. */
    boolean isAble(Target target) {
      if (translations.isNative(operation, target.provider())) {
        return true;
      }
      Findings findings = new Findings();
      Optional<TranslatedCall> translated = carry(target, findings);
      translated.ifPresent(written -> calls.put(target, written));
      if (translated.isEmpty() && firstProblems == null) {
        firstProblems = findings;
      }
      return translated.isPresent();
    }

    /** Whether the gateway would answer itself what {@code target} is asked. */
    boolean isGuessed(Target target) {
      TranslatedCall translated = calls.get(target);
      return translated != null && translated.isGuessed();
    }

    /** The same route with those targets alone that can be asked. */
    Route withoutGuesses(Route able) {
      return new Route(
          able.model(),
          able.priorities().stream()
              .map(group -> group.stream().filter(target -> !isGuessed(target)).toList())
              .filter(group -> !group.isEmpty())
              .toList());
    }

    private Optional<TranslatedCall> carry(Target target, Findings findings) {
      Optional<Translation> translation = translations.of(operation, target.provider());
      if (translation.isEmpty() || call.upload().isPresent()) {
        findings.refused("model");
        return Optional.empty();
      }
      String model = target.model(call.scanned().model());
      return translation.get().carry(request(), model, target.traits(), findings);
    }

    private ForeignRequest request() {
      ForeignRequest known = request;
      if (known == null) {
        known = read();
        request = known;
      }
      return known;
    }

    private ForeignRequest read() {
      try {
        return ForeignRequest.of(
            call.body(), ids, clock.instant().getEpochSecond(), call.scanned().estimatedInput());
      } catch (MalformedAnswer tooDeep) {
        // It was scanned before, so that it can only be this.
        throw ErrorCode.JSON_TOO_DEEP.toException(DEEPEST);
      }
    }

    Findings firstProblems() {
      return firstProblems == null ? new Findings() : firstProblems;
    }
  }
}
