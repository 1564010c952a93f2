package com.plurence.gateway.auth.token;

/**
 * By what somebody is known to whoever says who they are.
 *
 * @param issuer of the tokens; empty: the gateway itself
 * @param subject the issuer's own name for the person, which it gives to nobody else; for the
 *     gateway itself the e-mail address that signs in, in lower case
 */
public record Identity(String issuer, String subject) {
  private static final String THE_GATEWAY = "";

  /** Who signs in here with {@code email}, which is in lower case. */
  public static Identity ofSignin(String email) {
    return new Identity(THE_GATEWAY, email);
  }
}
