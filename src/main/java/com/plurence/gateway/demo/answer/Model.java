package com.plurence.gateway.demo.answer;

/** Model names: all are known, but for those that begin with {@code unknown}. */
public final class Model {
  private Model() {}

  /** {@code name}, if there is such a model. */
  public static String known(String name) throws BadRequest {
    if (name.isEmpty()) {
      throw BadRequest.invalid("You must provide a model parameter.", "model");
    }
    if (name.startsWith("unknown")) {
      throw BadRequest.unknownModel(name);
    }
    return name;
  }
}
