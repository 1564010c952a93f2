package com.plurence.gateway.record;

/**
 * What an operator can ask a provider's support about.
 *
 * @param status of the provider's response; 0 if there was none
 * @param requestId by which the provider knows the request; empty if it does not say
 * @param text what it said of a failure, cleaned and of at most 512 characters; may be empty
 */
public record ProviderReply(int status, String requestId, String text) {
  /** There was no response. */
  public static final ProviderReply NONE = new ProviderReply(0, "", "");

  /** The same with what the provider said of a failure. */
  public ProviderReply saying(String said) {
    return new ProviderReply(status, requestId, said);
  }

  /** The id alone of what went well, with status and text of what did not; may be empty. */
  String describe(boolean ok) {
    StringBuilder described = new StringBuilder();
    if (!ok && status != 0) {
      described.append(status);
    }
    if (!requestId.isEmpty()) {
      described.append(described.isEmpty() ? "" : " ").append(requestId);
    }
    if (!ok && !text.isEmpty()) {
      described.append(described.isEmpty() ? "" : ": ").append(text);
    }
    return described.isEmpty() ? "" : " (" + described + ")";
  }
}
