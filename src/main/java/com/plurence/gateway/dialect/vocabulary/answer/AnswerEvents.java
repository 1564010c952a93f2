package com.plurence.gateway.dialect.vocabulary.answer;

import com.plurence.gateway.dialect.error.ProviderError;
import com.plurence.gateway.dialect.vocabulary.Seal;
import java.util.Optional;

/**
 * Hears what a stream says, in no dialect. In this order: {@link #start} once; then words, thoughts
 * and calls, one after the other, a call from {@link #call} to {@link #callEnd} without anything
 * else between; then {@link #finish}, {@link #usage} if it is known, {@link #end}. A {@link #fault}
 * may come at any time, and nothing follows it. For one thread.
 */
public interface AnswerEvents {
  /**
   * The response begins.
   *
   * @param usage of the input, if the provider tells it now
   */
  void start(String id, String model, Optional<Usage> usage);

  /** More words; never empty. */
  void text(String delta);

  /** More words of a refusal; never empty. */
  void refusal(String delta);

  /** More of a thought; never empty. */
  void reasoning(String delta);

  /** The thought so far, or nothing, is sealed, and ends with that. */
  void seal(Seal seal);

  /**
   * The model begins to call a tool.
   *
   * @param index of the call in the response, from 0
   * @param name by which the provider knows the tool
   * @param signature of Google
   */
  void call(int index, String id, String name, Optional<String> signature);

  /** More of the open call's arguments, as JSON text; never empty. */
  void arguments(String delta);

  /** The open call is complete. Its arguments are JSON, {@code {}} if there were none. */
  void callEnd();

  /** The provider keeps the connection alive. */
  void ping();

  /** Why the response ends. */
  void finish(Finish finish);

  /** What it took. */
  void usage(Usage usage);

  /** The provider's own end of a whole stream has been seen. */
  void end();

  /** The provider reports an error. */
  void fault(ProviderError error);

  /** The stream is not what its dialect knows: JSON that is broken, or a garbled call. */
  void malformed();
}
