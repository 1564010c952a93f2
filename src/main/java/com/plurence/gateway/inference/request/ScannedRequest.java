package com.plurence.gateway.inference.request;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the gateway needs to know of a valid request to a model. Immutable. */
public final class ScannedRequest {
  private final String model;
  private final boolean stream;
  private final boolean includeUsage;
  private final OptionalLong maxTokens;
  private final long choices;
  private final long inputBytes;
  private final long modelFrom;
  private final long modelTo;
  private final Optional<Splice> usageSplice;

  ScannedRequest(RequestFacts facts) {
    model = facts.model;
    stream = facts.stream;
    includeUsage = facts.includeUsage;
    maxTokens = facts.maxTokens();
    choices = facts.choices;
    inputBytes = facts.inputBytes;
    modelFrom = facts.modelFrom;
    modelTo = facts.modelTo;
    usageSplice = facts.usageSplice();
  }

  /** What is known of a request that brings files: the model alone. */
  public static ScannedRequest ofUpload(String model) {
    RequestFacts facts = new RequestFacts();
    facts.model = model;
    return new ScannedRequest(facts);
  }

  /** The model's name as the client knows it, decoded. */
  public String model() {
    return model;
  }

  /** Whether the client asked for an event stream. */
  public boolean stream() {
    return stream;
  }

  /** Whether the client itself asked for usage at the end of the stream. */
  public boolean includeUsage() {
    return includeUsage;
  }

  /** The most tokens that the client lets one choice have, if it says so. */
  public OptionalLong maxTokens() {
    return maxTokens;
  }

  /** How many responses the client wants: {@code n}, by default 1. */
  public long choices() {
    return choices;
  }

  /**
   * The bytes of JSON of messages and tools, or of the input of embeddings: never fewer than the
   * text in them has, so a fourth of it is a cautious guess at the tokens of English.
   */
  public long inputBytes() {
    return inputBytes;
  }

  /** The changes to the body, in its order. */
  List<Splice> splices(String upstreamModel, boolean forceUsage) {
    List<Splice> splices = new ArrayList<>(2);
    if (!model.equals(upstreamModel)) {
      splices.add(new Splice(modelFrom, modelTo, quoted(upstreamModel)));
    }
    if (forceUsage && stream) {
      usageSplice.ifPresent(splices::add);
    }
    splices.sort(Comparator.comparingLong(Splice::from));
    return splices;
  }

  private static Buffer quoted(String text) {
    byte[] escaped = JsonStringEncoder.getInstance().quoteAsUTF8(text);
    return Buffer.buffer(escaped.length + 2)
        .appendByte((byte) '"')
        .appendBytes(escaped)
        .appendByte((byte) '"');
  }
}
