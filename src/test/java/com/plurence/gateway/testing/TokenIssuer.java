package com.plurence.gateway.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/** Somebody else who issues access tokens. */
public final class TokenIssuer {
  public static final String NAME = "https://login.example.com/";
  public static final String AUDIENCE = "plurence";

  private TokenIssuer() {}

  /** A new key for RS256. */
  public static RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new key for ES256. */
  public static ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the issuer publishes of {@code keys}. */
  public static String jwks(JWK... keys) {
    return new JWKSet(List.of(keys)).toString(true);
  }

  /** The claims of a good token, which can be spoilt. */
  public static JWTClaimsSet.Builder claims(String email, Instant expiry) {
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience(AUDIENCE)
        .subject("id of " + email.toLowerCase(Locale.ROOT))
        .claim("email", email)
        .claim("email_verified", true)
        .expirationTime(Date.from(expiry));
  }

  /** A token signed with {@code key}, as its kind and nothing else suggests. */
  public static String token(JWK key, JWTClaimsSet claims) {
    return token(key, key.getKeyID(), claims);
  }

  /** A token signed with {@code key} that names another. */
  public static String token(JWK key, String keyId, JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(algorithm(key)).keyID(keyId).build(), claims);
      token.sign(signer(key));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static JWSAlgorithm algorithm(JWK key) {
    if (key instanceof RSAKey) {
      return JWSAlgorithm.RS256;
    }
    return key instanceof ECKey ? JWSAlgorithm.ES256 : JWSAlgorithm.HS256;
  }

  private static JWSSigner signer(JWK key) throws JOSEException {
    if (key instanceof RSAKey rsa) {
      return new RSASSASigner(rsa);
    }
    return key instanceof ECKey ec ? new ECDSASigner(ec) : new MACSigner((OctetSequenceKey) key);
  }
}
