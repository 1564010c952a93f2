package com.plurence.gateway.config;

/**
 * What the configuration asks for can't be had, such as a port that is taken: a matter for the
 * operator, to whom the message speaks, and not of the program, so that there is no stack trace.
 */
public class StartException extends RuntimeException {
  public StartException(String message) {
    super(message, null, false, false);
  }

  /** The message ends with what {@code cause} says, or what that goes back to. */
  public StartException(String message, Throwable cause) {
    super(message + ": " + text(cause), cause, false, false);
  }

  private static String text(Throwable cause) {
    if (cause instanceof StartException said) {
      return String.valueOf(said.getMessage());
    }
    Throwable root = cause;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.toString();
  }
}
