package com.plurence.gateway.limit.redis;

import com.plurence.gateway.limit.Amounts;
import com.plurence.gateway.limit.redis.Deadlines.Wait;
import com.plurence.gateway.limit.redis.script.Script;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/** Asks Redis, and waits no longer for an answer than a request can. Of one event loop. */
final class Questions {
  private final Presence presence;
  private final Counts counts;
  private final Deadlines deadlines;

  Questions(Presence presence, Counts counts, Deadlines deadlines) {
    this.presence = presence;
    this.counts = counts;
    this.deadlines = deadlines;
  }

  /**
   * Asks once, or twice if sums have to be read first.
   *
   * @param late takes an answer that nobody waits for any more
   * @return never one of unknown sums; fails if this gateway has to do without Redis
   */
  Future<Answer> ask(Script script, Plan plan, Amounts amounts, Consumer<Answer> late) {
    return once(script, plan, amounts, late)
        .compose(
            answer ->
                isKnown(answer)
                    ? Future.succeededFuture(answer)
                    : counts
                        .sow(plan, answer)
                        .compose(sown -> once(script, plan, amounts, late))
                        .compose(Questions::known));
  }

  private static boolean isKnown(Answer answer) {
    return answer.kind() != Answer.Kind.UNKNOWN;
  }

  private static Future<Answer> known(Answer answer) {
    return isKnown(answer)
        ? Future.succeededFuture(answer)
        : Future.failedFuture("sums are unknown again");
  }

  private Future<Answer> once(Script script, Plan plan, Amounts amounts, Consumer<Answer> late) {
    if (!presence.isShared() && !presence.isBeginning()) {
      return Future.failedFuture("away");
    }
    Promise<Answer> inTime = Promise.promise();
    Wait wait =
        deadlines.start(
            () -> {
              presence.late();
              inTime.fail("no answer in time");
            });
    begun()
        .compose(begun -> counts.ask(script, plan, amounts))
        .onSuccess(
            answer -> {
              if (wait.end()) {
                presence.inTime();
                inTime.complete(answer);
              } else {
                late.accept(answer);
              }
            })
        .onFailure(
            failure -> {
              if (wait.end()) {
                presence.late();
                inTime.fail(failure);
              }
            });
    return inTime.future();
  }

  private Future<Void> begun() {
    return presence.isBeginning() ? presence.begun() : Future.succeededFuture();
  }
}
