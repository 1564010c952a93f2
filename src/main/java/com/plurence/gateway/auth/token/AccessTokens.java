package com.plurence.gateway.auth.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

/**
 * Issues and verifies the gateway's own access tokens: JWTs signed with HS256 and with nothing
 * else, whatever their header asks for.
 */
public final class AccessTokens implements TokenVerifier {
  private static final String ISSUER = "plurence-gateway";
  private static final Set<JWSAlgorithm> ACCEPTED = Set.of(JWSAlgorithm.HS256);

  private final TokenKeys keys;
  private final InstantSource clock;
  private final Duration life;

  /**
   * @param life how long a token is valid
   */
  public AccessTokens(TokenKeys keys, InstantSource clock, Duration life) {
    this.keys = keys;
    this.clock = clock;
    this.life = life;
  }

  /** A token for the principal of that id. */
  public String issue(String principalId) {
    TokenKeys.Signer signer = keys.signer();
    Instant now = clock.instant();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(JOSEObjectType.JWT)
                .keyID(signer.id())
                .build(),
            new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(principalId)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    try {
      token.sign(new MACSigner(signer.secret()));
    } catch (JOSEException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
    return token.serialize();
  }

  /** How long a token is valid. */
  public Duration life() {
    return life;
  }

  @Override
  public Future<Subject> subjectOf(String token) {
    try {
      SignedJWT jwt = TokenFormat.parse(token, ACCEPTED);
      return keys.secret(jwt.getHeader().getKeyID()).map(secret -> verified(jwt, secret));
    } catch (GatewayException refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private Subject verified(SignedJWT jwt, byte[] secret) {
    try {
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (!jwt.verify(new MACVerifier(secret))
          || !ISSUER.equals(claims.getIssuer())
          || claims.getSubject() == null
          || claims.getExpirationTime() == null
          || !isForHere(claims)
          || !hasBegun(claims)) {
        throw ErrorCode.TOKEN_INVALID.toException();
      }
      if (!clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
        throw ErrorCode.TOKEN_EXPIRED.toException();
      }
      return new Subject.Known(claims.getSubject());
    } catch (JOSEException | ParseException e) {
      throw ErrorCode.TOKEN_INVALID.toException();
    }
  }

  /** The gateway names no audience; a token that names one was made for that, with the same key. */
  private static boolean isForHere(JWTClaimsSet claims) {
    return claims.getAudience().isEmpty() || claims.getAudience().contains(ISSUER);
  }

  private boolean hasBegun(JWTClaimsSet claims) {
    Date notBefore = claims.getNotBeforeTime();
    return notBefore == null || !clock.instant().isBefore(notBefore.toInstant());
  }
}
