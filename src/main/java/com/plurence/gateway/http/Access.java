package com.plurence.gateway.http;

/** Who may call an endpoint. */
public enum Access {
  /** Anyone, without credentials. */
  ANYONE,
  /** An application with the API key of a project. */
  API_KEY,
  /** A person or tool with a token of the management API. */
  USER
}
