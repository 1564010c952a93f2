package com.plurence.gateway.demo.script;

/** An {@code x-demo-*} header that says something impossible. The message says what is accepted. */
public final class BadScript extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final transient ErrorObject error;

  BadScript(String header, String message) {
    super(header + " " + message);
    this.error = ErrorObject.invalid(header + " " + message, header);
  }

  /** The same as OpenAI would word it, with the header as the parameter. */
  public ErrorObject error() {
    return error;
  }
}
