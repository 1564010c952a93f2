package com.plurence.gateway.dialect;

/**
 * What a provider's response to an operation looks like, as far as the gateway must know it to tell
 * a response from something else.
 */
public enum ResponseForm {
  /** A document or chunks with {@code choices}. */
  CHOICES(Events.CHUNKS),
  /** A message of the Messages API. */
  MESSAGE(Events.MESSAGE),
  /** The number of tokens that a request has. */
  COUNT(Events.NONE),
  /** A list of what was asked for, such as vectors. */
  DATA(Events.NONE),
  /** One verdict for each thing that was sent; some servers answer the array alone. */
  RESULTS(Events.NONE),
  /** Pictures, whole or as they are being drawn. */
  PICTURES(Events.TYPED),
  /** A response of the Responses API. */
  RESPONSE(Events.RESPONSE),
  /** Sound, or the text of it in one of several formats. */
  MEDIA(Events.TYPED);

  private final Events events;

  ResponseForm(Events events) {
    this.events = events;
  }

  /** What a stream of events is made of, and how it ends. */
  public enum Events {
    /** There are none. */
    NONE,
    /** Chunks of choices, with a marker behind the last; only if the client asks for them. */
    CHUNKS,
    /** Events that say their type; the body ends where the response does. */
    TYPED,
    /** Events of the Responses API, which ends with one that says so. */
    RESPONSE,
    /** Events of the Messages API, which ends with one that says so. */
    MESSAGE
  }

  /** What a stream of events is made of. */
  public Events events() {
    return events;
  }

  /** Whether it may be something else than JSON or events, such as sound. */
  public boolean bytes() {
    return this == MEDIA;
  }
}
