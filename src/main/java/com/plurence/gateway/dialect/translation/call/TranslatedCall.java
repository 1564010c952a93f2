package com.plurence.gateway.dialect.translation.call;

import com.plurence.gateway.body.Body;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import java.util.List;

/** A call as one target gets it that does not speak the client's dialect, and the way back. */
public interface TranslatedCall {
  /** What is asked, as the provider has it. */
  Operation operation();

  /** The body of the request. */
  Body request();

  /** The client's fields that were left out. */
  List<String> dropped();

  /** Whether the gateway answers it itself, by a guess, since this kind of provider can't. */
  default boolean isGuessed() {
    return false;
  }

  /**
   * Translates a whole response. Not to be called on an event loop with a large one.
   *
   * @param document JSON that is no error
   * @param asEvents whether the client waits for a stream, which is then written at once
   * @throws MalformedAnswer if it is no response of the provider's dialect
   */
  TranslatedAnswer answer(byte[] document, boolean asEvents) throws MalformedAnswer;

  /**
   * A translation of one stream.
   *
   * @param mostHeld bytes that may wait until it is their turn; with more the stream is malformed
   */
  TranslatedStream stream(long mostHeld);
}
