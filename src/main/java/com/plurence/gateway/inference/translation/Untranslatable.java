package com.plurence.gateway.inference.translation;

import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.FieldError;
import com.plurence.gateway.error.GatewayException;
import java.util.List;

/** What a client is told whose request none of the targets of its model can take. */
final class Untranslatable {
  private Untranslatable() {}

  /**
   * The error.
   *
   * @param findings of the first target, which are not clean
   */
  static GatewayException of(Findings findings) {
    if (!findings.wrong().isEmpty()) {
      return ErrorCode.VALIDATION_FAILED.toException(findings.wrong());
    }
    List<FieldError> refused = findings.refused();
    String first = refused.get(0).field();
    int more = refused.size() - 1;
    return ErrorCode.UNTRANSLATABLE
        .toException(more == 0 ? first : first + " and " + more + " more")
        .withDetails(refused);
  }
}
