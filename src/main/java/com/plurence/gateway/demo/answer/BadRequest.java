package com.plurence.gateway.demo.answer;

import com.plurence.gateway.demo.script.ErrorObject;
import java.util.Optional;

/** A request that OpenAI would refuse, too. */
public final class BadRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient ErrorObject error;

  BadRequest(int status, ErrorObject error) {
    super(error.message(), null, false, false);
    this.status = status;
    this.error = error;
  }

  /** A 400 for what is no JSON. */
  public static BadRequest notJson() {
    String message = "We could not parse the JSON body of your request.";
    return new BadRequest(
        400, new ErrorObject(message, "invalid_request_error", Optional.empty(), Optional.empty()));
  }

  /** A 400 for one parameter. */
  public static BadRequest invalid(String message, String param) {
    return new BadRequest(400, ErrorObject.invalid(message, param));
  }

  static BadRequest unknownModel(String model) {
    String message = "The model `" + model + "` does not exist or you do not have access to it.";
    return new BadRequest(404, ErrorObject.of(message, "invalid_request_error", "model_not_found"));
  }

  /** The HTTP status to answer with. */
  public int status() {
    return status;
  }

  /** The body to answer with. */
  public ErrorObject error() {
    return error;
  }
}
