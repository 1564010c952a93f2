package com.plurence.gateway.dialect.translation;

import com.plurence.gateway.dialect.vocabulary.answer.AnswerEvents;
import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.buffer.Buffer;

/** Writes the events of one stream to a client. For one thread. */
public interface AnswerEventWriter extends AnswerEvents {
  /** The bytes of what was heard since the last time; of length 0 if there are none. */
  Buffer take();

  /**
   * The event that ends a stream that broke, in place of everything that would have followed. Of
   * what was not taken before, nothing is lost.
   */
  Buffer failure(ErrorBody failure);
}
