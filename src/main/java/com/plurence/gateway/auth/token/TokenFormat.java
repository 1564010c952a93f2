package com.plurence.gateway.auth.token;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.SignedJWT;
import com.plurence.gateway.error.ErrorCode;
import java.text.ParseException;
import java.util.Set;

/** Reads tokens, before anything in them is believed. */
public final class TokenFormat {
  private static final int LONGEST_TOKEN = 16 * 1024;

  private TokenFormat() {}

  /**
   * The token, not yet verified. It names a key, and an algorithm that is one of {@code accepted}.
   *
   * @throws com.plurence.gateway.error.GatewayException TOKEN_INVALID
   */
  public static SignedJWT parse(String token, Set<JWSAlgorithm> accepted) {
    if (token.length() > LONGEST_TOKEN) {
      throw ErrorCode.TOKEN_INVALID.toException();
    }
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      JWSHeader header = jwt.getHeader();
      if (!accepted.contains(header.getAlgorithm()) || header.getKeyID() == null) {
        throw ErrorCode.TOKEN_INVALID.toException();
      }
      return jwt;
    } catch (ParseException | IllegalArgumentException e) {
      throw ErrorCode.TOKEN_INVALID.toException();
    }
  }
}
