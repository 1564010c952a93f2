package com.plurence.gateway.demo.dialect;

import com.plurence.gateway.demo.answer.ChatText;
import com.plurence.gateway.demo.script.ErrorObject;
import io.vertx.core.buffer.Buffer;

/** How one response is told in one dialect: as a document, or as the events of a stream. */
interface Voice {
  /** What is said. */
  ChatText text();

  /** The response as a document. */
  Buffer whole();

  /** Everything before the first chunk. */
  String opening();

  /** What is sent to keep the connection alive. */
  String ping();

  /** Chunk {@code index} of the words, or of the arguments of the call. */
  String chunk(int index);

  /**
   * Everything after the last chunk.
   *
   * @param marked with the event that ends a whole stream, where the dialect has one
   */
  String closing(boolean marked);

  /** An event whose JSON is broken. */
  String broken();

  /** An error in the middle of a stream. */
  String error(ErrorObject error);
}
