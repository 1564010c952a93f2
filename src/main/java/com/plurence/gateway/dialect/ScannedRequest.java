package com.plurence.gateway.dialect;

import com.plurence.gateway.body.Body;
import java.util.List;
import java.util.OptionalLong;

/** What the gateway needs to know of a valid request to a model. Immutable. */
public interface ScannedRequest {
  /** Of English text, and of JSON around it. */
  int BYTES_OF_A_TOKEN = 4;

  /** The model's name as the client knows it, decoded. */
  String model();

  /** Whether the client asked for an event stream. */
  boolean stream();

  /** Whether the client itself asked for usage at the end of the stream. */
  boolean includeUsage();

  /** The most tokens that the client lets one choice have, if it says so. */
  OptionalLong maxTokens();

  /** How many responses the client wants; 1 if it does not say. */
  long choices();

  /**
   * The bytes of JSON of messages and tools, or of the input of embeddings: never fewer than the
   * text in them has, so a fourth of it is a cautious guess at the tokens of English.
   */
  long inputBytes();

  /** How large its input is, by which its tokens are estimated. */
  InputSize inputSize();

  /**
   * The changes to the body, in the order of its bytes, for a provider that speaks the dialect of
   * the client. Every byte between them goes on as the client sent it.
   *
   * @param upstreamModel the name under which the provider knows the model
   * @param forceUsage whether a stream must end with usage, asked for or not
   */
  List<Splice> splices(String upstreamModel, boolean forceUsage);

  /** What {@link #splices} cut out because its provider refuses it, by the client's own names. */
  default List<String> dropped() {
    return List.of();
  }

  /** The tokens that the request has, as far as that can be told without a model; at least 1. */
  default long estimatedInput() {
    return Math.max(1, (inputBytes() + BYTES_OF_A_TOKEN - 1) / BYTES_OF_A_TOKEN);
  }

  /**
   * The body as a provider gets it that speaks the dialect of the client: with the changes of
   * {@link #splices}, and nothing else copied.
   *
   * @param body in exactly which this was found
   */
  default Body rewrite(Body body, String upstreamModel, boolean forceUsage) {
    return BodyRewrite.of(body, splices(upstreamModel, forceUsage));
  }
}
