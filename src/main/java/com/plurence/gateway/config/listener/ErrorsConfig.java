package com.plurence.gateway.config.listener;

/** How errors are written. */
public record ErrorsConfig(SdkAlias sdkAlias) {

  /** When error bodies carry the member {@code error} that SDKs of the OpenAI API read. */
  public enum SdkAlias {
    /** When the caller is such an SDK or asks for it. */
    AUTO,
    NEVER,
    ALWAYS
  }
}
