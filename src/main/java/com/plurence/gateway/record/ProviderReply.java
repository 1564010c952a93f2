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

  /** Appends the id alone of what went well, status and text, too, of what did not; or nothing. */
  void describe(boolean ok, StringBuilder line) {
    int before = line.length();
    if (!ok && status != 0) {
      line.append(" (").append(status);
    }
    if (!requestId.isEmpty()) {
      line.append(line.length() == before ? " (" : " ").append(requestId);
    }
    if (!ok && !text.isEmpty()) {
      line.append(line.length() == before ? " (" : ": ").append(text);
    }
    if (line.length() > before) {
      line.append(')');
    }
  }
}
