package com.plurence.gateway.dialect.openai.responses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.StreamFailure;
import com.plurence.gateway.dialect.openai.responses.response.FailedEvent;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.error.ErrorBody;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;

/**
 * What must be known of a provider's own stream of a response in order to end it if it breaks: the
 * number of the last event, and the response as the provider described it. For one thread.
 */
public final class ResponsesStreamState implements StreamFailure {
  private static final String CREATED = "response.created";

  /** A response that repeats more than so many bytes of its request is kept without them. */
  private static final int MOST_KEPT = 16 * 1024;

  /** No stream has so many events; a number above it is not worth counting on from. */
  private static final long HIGHEST = 1L << 52;

  private static final byte[] NOTHING = {};

  private long lastNumber = -1;
  private byte[] described = NOTHING;

  /**
   * Notes an event that is passed on.
   *
   * @param type what it says of itself
   * @param number its place in the stream as the provider counts, below 0 if it does not
   * @param data the array in which it is, from {@code from} to before {@code to}; not kept
   */
  public void passes(String type, long number, byte[] data, int from, int to) {
    // Some servers number nothing, and some begin again; a client must see it grow.
    lastNumber = Math.max(lastNumber + 1, Math.min(number, HIGHEST));
    if (type.equals(CREATED)) {
      described =
          to - from > MOST_KEPT
              ? withoutRequest(data, from, to)
              : Arrays.copyOfRange(data, from, to);
    }
  }

  /** Notes the provider's own event that the response has failed, which is not passed on. */
  public void fails(byte[] data, int from, int to) {
    described = Arrays.copyOfRange(data, from, to); // nothing follows, so it is not kept for long
  }

  private static byte[] withoutRequest(byte[] data, int from, int to) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    ObjectNode response = response(data, from, to);
    response.putNull("instructions").putObject("metadata");
    response.putArray("tools");
    response.remove("prompt");
    event.set("response", response);
    byte[] rest = TranslationJson.write(event);
    return rest.length > MOST_KEPT ? NOTHING : rest;
  }

  @Override
  public Buffer event(ErrorBody failure) {
    ObjectNode response = response(described, 0, described.length);
    return FailedEvent.of(failure, lastNumber + 1, response);
  }

  /** The response that an event has; an empty one if it has none, as of servers that imitate. */
  private static ObjectNode response(byte[] event, int from, int to) {
    if (to > from) {
      try {
        if (TranslationJson.read(event, from, to).get("response") instanceof ObjectNode response) {
          return response;
        }
      } catch (MalformedAnswer deeper) {
        // The scan lets events be nested deeper than a tree may be, so it is told as if unknown.
      }
    }
    ObjectNode unknown = JsonNodeFactory.instance.objectNode();
    unknown.put("object", "response").putArray("output");
    return unknown;
  }
}
