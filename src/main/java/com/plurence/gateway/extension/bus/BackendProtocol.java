package com.plurence.gateway.extension.bus;

import java.util.UUID;

/**
 * Addresses and headers of the messages between the gateway and a backend; {@code
 * src/docs/extending.md} tells the protocol to those who write a backend as a plain verticle.
 */
public final class BackendProtocol {
  /** Header of a question: the path below a provider's base URL. */
  public static final String PATH = "x-plurence-path";

  /** Header of a question: what the backend calls the model. */
  public static final String MODEL = "x-plurence-model";

  /** Header of a question that wants a stream: the address that the events are to be sent to. */
  public static final String EVENTS = "x-plurence-events";

  /** Header of a reply: its HTTP status; 200 if it is missing. */
  public static final String STATUS = "status";

  /** Header of the last event of a stream. */
  public static final String END = "end";

  private static final String QUESTIONS = "plurence.provider.";
  private static final String STREAMS = "plurence.events.";
  private static final String CLOSED = ".closed";

  private BackendProtocol() {}

  /**
   * The address that the backend of a provider is asked at.
   *
   * @param provider as the configuration names it
   */
  public static String questions(String provider) {
    return QUESTIONS + provider;
  }

  /** An address for the events of one stream, which nobody can guess. */
  public static String newStream() {
    return STREAMS + UUID.randomUUID();
  }

  /** The address at which a backend is told that nobody wants more of its stream. */
  public static String closed(String stream) {
    return stream + CLOSED;
  }
}
