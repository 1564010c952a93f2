package com.plurence.gateway.record;

/** How it is known what a provider bills for an attempt. */
public enum Billing {
  /** It was not sent, or was refused. */
  NONE("none"),

  /** The provider has counted. */
  REPORTED("reported"),

  /** The gateway has estimated, since the provider did not come to say. */
  ESTIMATED("estimated"),

  /** No response came, and the provider may bill all the same. */
  UNKNOWN("unknown");

  private final String label;

  Billing(String label) {
    this.label = label;
  }

  /** The name in records. */
  public String label() {
    return label;
  }
}
