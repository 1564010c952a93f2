package com.plurence.gateway.dialect.translation.call;

import com.plurence.gateway.record.Completion;
import io.vertx.core.buffer.Buffer;

/**
 * A whole response as the client gets it.
 *
 * @param body a document, or the events of a whole stream
 * @param completion what it cost and why it ended, as it is written down for the request
 * @param estimated what in it is the gateway's own estimate, such as {@code usage}; empty if
 *     nothing
 */
public record TranslatedAnswer(Buffer body, Completion completion, String estimated) {
  /** A response in which nothing is estimated. */
  public TranslatedAnswer(Buffer body, Completion completion) {
    this(body, completion, "");
  }
}
