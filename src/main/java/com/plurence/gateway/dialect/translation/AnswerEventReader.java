package com.plurence.gateway.dialect.translation;

import com.plurence.gateway.dialect.vocabulary.answer.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the events of one stream of a provider, and tells what they say. For one thread. */
public interface AnswerEventReader {
  /**
   * Reads an event, or JSON that stands where an event would: some servers report an error so.
   *
   * @param name in its field {@code event}; null if it has none
   * @param data the array in which its data is, from {@code from} to before {@code to}; not kept
   */
  void read(@Nullable String name, byte[] data, int from, int to);

  /**
   * The body has ended well. Tells the end only if the dialect lets a whole stream end so, and what
   * it said before has told that it is whole.
   */
  void bodyEnded();

  /**
   * The tokens that have been told of so far, also those that are told to others only at the end:
   * of a stream that breaks they were made all the same, and cost money.
   */
  Optional<Usage> usage();
}
