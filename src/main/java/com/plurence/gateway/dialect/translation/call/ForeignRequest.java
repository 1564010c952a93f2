package com.plurence.gateway.dialect.translation.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.body.Body;
import com.plurence.gateway.dialect.translation.ClientTranslator;
import com.plurence.gateway.dialect.translation.IdSource;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import com.plurence.gateway.dialect.vocabulary.request.Findings;
import com.plurence.gateway.dialect.vocabulary.request.ModelRequest;
import org.jspecify.annotations.Nullable;

/**
 * A client's request on its way to targets that do not speak the client's dialect: read once,
 * however many there are. For one thread at a time.
 */
public final class ForeignRequest {
  private final ObjectNode body;
  private final IdSource ids;
  private final long createdAt;
  private final long estimatedInput;
  private final Findings findings = new Findings();
  private @Nullable ModelRequest read;

  private ForeignRequest(ObjectNode body, IdSource ids, long createdAt, long estimatedInput) {
    this.body = body;
    this.ids = ids;
    this.createdAt = createdAt;
    this.estimatedInput = estimatedInput;
  }

  /**
   * Reads the JSON of a request.
   *
   * @param json of an object
   * @param ids for what neither client nor provider gives one
   * @param createdAt seconds since 1970
   * @param estimatedInput tokens
   * @throws MalformedAnswer if it nests deeper, or has longer numbers, than anybody reads
   */
  public static ForeignRequest of(Body json, IdSource ids, long createdAt, long estimatedInput)
      throws MalformedAnswer {
    JsonNode body = TranslationJson.read(json);
    if (body instanceof ObjectNode object) {
      return new ForeignRequest(object, ids, createdAt, estimatedInput);
    }
    throw new MalformedAnswer("no object");
  }

  /** The request as the client wrote it; nobody changes it. */
  public ObjectNode body() {
    return body;
  }

  /** For what neither client nor provider gives an id. */
  public IdSource ids() {
    return ids;
  }

  /** Seconds since 1970. */
  public long createdAt() {
    return createdAt;
  }

  /** The gateway's guess at the tokens of the input. */
  public long estimatedInput() {
    return estimatedInput;
  }

  /**
   * What {@code translator} reads in the request, which is the same one each time.
   *
   * @param findings gets what it finds, each time
   */
  public ModelRequest read(ClientTranslator translator, Findings findings) {
    ModelRequest known = read;
    if (known == null) {
      known = translator.read(body, this.findings);
      read = known;
    }
    findings.addAll(this.findings);
    return known;
  }
}
