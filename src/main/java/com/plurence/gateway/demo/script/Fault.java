package com.plurence.gateway.demo.script;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ways to fail, in a header written in lower case with hyphens. "After k" counts the content
 * chunks of {@code x-demo-fault-after}; a plain answer has one half before the fault if k is not 0.
 */
public enum Fault {
  /** Answer well. */
  NONE,
  /** Close the connection before reading the body. Over HTTP/2: reset the stream as refused. */
  REFUSE,
  /** Read the request, then reset the connection (TCP RST, or the stream of HTTP/2). */
  RESET_BEFORE_HEAD,
  /** Reset after k. */
  RESET,
  /** Stream: a clean end after k, without a terminal marker. Plain: as {@link #CUT}. */
  CLOSE,
  /** Close the connection (TCP FIN) in the middle of the body. Over HTTP/2: as {@link #RESET}. */
  CUT,
  /** Send nothing more after k, and keep the connection. */
  STALL,
  /** Broken JSON: in the event after k, whereupon the stream goes on; or as the whole body. */
  MALFORMED,
  /** A well-formed error object in a 200: as the event after k, then the end; or as the body. */
  ERROR_EVENT,
  /** The same with the line {@code event: error}. */
  NAMED_ERROR_EVENT,
  /** A 200 of the right content type with no body at all. */
  EMPTY,
  /** A stream that is complete but for {@code [DONE]}. */
  NO_DONE,
  /** A 200 with a page of HTML. */
  HTML,
  /** A clean end in the middle of the event after k, or in the middle of the JSON. */
  TRUNCATED;

  static final Map<String, Fault> BY_NAME =
      Arrays.stream(values())
          .filter(fault -> fault != NONE)
          .collect(Collectors.toUnmodifiableMap(Fault::headerValue, Function.identity()));

  /** As it is written in a header, such as {@code reset-before-head}. */
  public String headerValue() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
