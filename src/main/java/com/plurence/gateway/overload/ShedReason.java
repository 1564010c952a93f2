package com.plurence.gateway.overload;

import java.util.Locale;

/** Why a request was refused; each is named as the setting that says when. */
public enum ShedReason {
  /** Too many requests are in flight. */
  IN_FLIGHT,
  /** Bodies and whole responses hold too many bytes. */
  BUFFERED,
  /** An event loop is behind. */
  DELAY;

  /** The name in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
