package com.plurence.gateway.extension;

import com.plurence.gateway.error.ErrorKind;
import com.plurence.gateway.error.MessageCode;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * The gateway as one instance of an extension sees it. Valid during {@link Extension#register};
 * registering later fails with an {@link IllegalStateException}.
 */
public interface ExtensionContext {

  /** The name under which the configuration deploys the extension. */
  String name();

  /** The settings under {@code config} of the extension's entry: a copy. */
  JsonObject config();

  /** The Vert.x that the extension lives on, which is not the one that serves requests. */
  Vertx vertx();

  /**
   * Registers a way to fail, which {@code GET /v1/errors} then lists. Every instance may register
   * the same; another extension may not use the id.
   *
   * @param id {@code DAT}, the class of {@code code} (00 for INTERNAL, 02 for UNAUTHORIZED and
   *     FORBIDDEN, 03 otherwise) and 9000 to 9999
   * @param message what the client reads; {@code %s} stands for a value that the client itself sent
   *     or may know
   * @param retryable whether the same request may succeed later; a failure of RATE_LIMITED that
   *     does not say when, by {@code withRetryAfter}, says in a second
   * @throws IllegalArgumentException when the id is not one of those, or is another's
   */
  ErrorKind error(String id, MessageCode code, String message, boolean retryable);

  /** Asks {@code hook} about every request to a model. */
  void onRequest(RequestHook hook);

  /** Shows {@code hook} every whole response of a model. */
  void onAnswer(AnswerHook hook);

  /** Shows {@code hook} every streamed response of a model. */
  void onStream(StreamHook hook);

  /**
   * Lets {@code backend} answer for the provider of that name; no other extension may.
   *
   * @param provider its name in the configuration, where it has {@code kind: verticle}
   */
  void backend(String provider, ModelBackend backend);

  /**
   * Adds an endpoint; no other may have the same method and path on that listener, or call the
   * parameters of the same path otherwise.
   */
  void endpoint(EndpointPlace place, EndpointHandler handler);

  /**
   * Asks {@code authenticator} about every caller who shows {@code header}, before API keys are
   * looked for. The header is shown to nobody else, and no other extension may have it.
   */
  void authenticate(String header, Authenticator authenticator);

  /**
   * Tells {@code listener} of every event of that kind; all of them, with {@link GatewayEvent}.
   * Called on the instance's context, once for each event, some time after it. There is no time
   * limit; an exception is logged, and the next event is told all the same.
   */
  <E extends GatewayEvent> void on(Class<E> kind, Consumer<E> listener);
}
