package com.plurence.gateway.demo.answer;

/** The list of models: two for show, although any name works. */
public final class Models {
  private Models() {}

  /** The answer to {@code GET /v1/models}. */
  public static Body list() {
    return Body.of(
        "{\"object\":\"list\",\"data\":["
            + model("demo-chat")
            + ","
            + model("demo-embedding")
            + "]}");
  }

  /** The answer to {@code GET /v1/models/{id}}. */
  public static Body one(String id) throws BadRequest {
    return Body.of(model(Model.known(id)));
  }

  private static String model(String id) {
    return "{\"id\":\""
        + JsonText.escaped(id)
        + "\",\"object\":\"model\",\"created\":"
        + Identity.CREATED
        + ",\"owned_by\":\"plurence-demo\"}";
  }
}
