package com.plurence.gateway.limit.admission;

import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.ScannedRequest;
import com.plurence.gateway.limit.Reservation;
import com.plurence.gateway.price.TokenClasses;
import com.plurence.gateway.record.RequestRecord;
import com.plurence.gateway.record.TokenUsage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request that its limits have let pass: settles what it has taken of them, once, when nothing
 * more will be spent on it, and learns from what it has used.
 */
public final class AdmittedRequest implements Consumer<RequestRecord> {
  private final RequestLimits limits;
  private final Reservation reservation;
  private final Operation operation;
  private final ScannedRequest request;
  private final String projectId;

  public AdmittedRequest(
      RequestLimits limits,
      Reservation reservation,
      Operation operation,
      ScannedRequest request,
      String projectId) {
    this.limits = limits;
    this.reservation = reservation;
    this.operation = operation;
    this.request = request;
    this.projectId = projectId;
  }

  @Override
  public void accept(RequestRecord record) {
    boolean countsTokens = operation != Operation.COUNT_TOKENS;
    reservation.settle(Settlements.of(record, countsTokens, limits.cacheReadWeight()));
    @Nullable TokenUsage usage = record.usage();
    if (usage != null && usage.complete() && countsTokens && !record.isUsagePartial()) {
      learn(usage.tokens());
    }
  }

  private void learn(TokenClasses told) {
    TokenEstimates estimates = limits.estimates();
    long choices = request.choices();
    estimates.learnInput(request.model(), request.inputSize(), told.input());
    estimates.learnOutput(
        projectId,
        request.model(),
        told.output() / choices + (told.output() % choices > 0 ? 1 : 0));
  }
}
