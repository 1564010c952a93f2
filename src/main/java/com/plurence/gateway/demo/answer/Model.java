package com.plurence.gateway.demo.answer;

/** Model names: all are known, but for those that begin with {@code unknown}. */
final class Model {
  private Model() {}

  static String known(String name) throws BadRequest {
    if (name.isEmpty()) {
      throw BadRequest.invalid("You must provide a model parameter.", "model");
    }
    if (name.startsWith("unknown")) {
      throw BadRequest.unknownModel(name);
    }
    return name;
  }
}
