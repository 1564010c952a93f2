package com.plurence.gateway.dialect.translation;

/** A provider sent JSON that is no response of its dialect. */
public final class MalformedAnswer extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param what is wrong with it, in words that name no content
   */
  public MalformedAnswer(String what) {
    super(what, null, false, false);
  }
}
