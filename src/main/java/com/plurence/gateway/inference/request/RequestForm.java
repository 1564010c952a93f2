package com.plurence.gateway.inference.request;

/** What the JSON body of a request must look like, as far as the gateway reads it. */
public enum RequestForm {
  CHAT,
  COMPLETION,
  RESPONSE,
  EMBEDDINGS,
  /** Nothing is read but the model, and whether a stream of events is asked for. */
  PASSED
}
