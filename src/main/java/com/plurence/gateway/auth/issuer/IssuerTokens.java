package com.plurence.gateway.auth.issuer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.auth.token.Identity;
import com.plurence.gateway.auth.token.Subject;
import com.plurence.gateway.auth.token.TokenFormat;
import com.plurence.gateway.auth.token.TokenVerifier;
import com.plurence.gateway.config.AuthConfig.Issuer;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.error.GatewayException;
import io.vertx.core.Future;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Verifies the tokens of another issuer: RS256 or ES256, each only with a published key that is
 * made for it. A header that asks for anything else, or a key that is no key for signatures, is a
 * forgery. Safe on any thread.
 */
public final class IssuerTokens implements TokenVerifier {
  private static final Set<JWSAlgorithm> ACCEPTED = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final int SMALLEST_RSA_BITS = 2048;
  private static final int MOST_REMEMBERED = 10_000;

  private static final Pattern EMAIL = Pattern.compile("(?=.{3,254}$)[!-?A-~]+@[!-?A-~]+");

  /** OpenID Connect Core 1.0, section 2: at most 255 ASCII characters. */
  private static final Pattern SUBJECT = Pattern.compile("[ -~]{1,255}");

  /** Two clocks are never quite the same. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

  private final Issuer issuer;
  private final IssuerKeys keys;
  private final InstantSource clock;
  private final Cache<KeyHash, Verified> remembered =
      Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).executor(Runnable::run).build();

  /**
   * @param document gets the JWK set as the issuer publishes it now; called on an event loop, and
   *     may complete on any thread
   */
  public IssuerTokens(Issuer issuer, Supplier<Future<String>> document, InstantSource clock) {
    this.issuer = issuer;
    this.keys = new IssuerKeys(document, clock);
    this.clock = clock;
  }

  /**
   * A token whose signature was right.
   *
   * @param keysOf when the keys that say so were fetched
   */
  private record Verified(Instant keysOf, Subject subject, Instant expiresAt) {}

  /** {@inheritDoc} Fails with ISSUER_UNAVAILABLE too. */
  @Override
  public Future<Subject> subjectOf(String token) {
    try {
      SignedJWT jwt = TokenFormat.parse(token, ACCEPTED);
      return keys.keysFor(jwt.getHeader().getKeyID())
          .map(published -> unlessExpired(verified(token, jwt, published)));
    } catch (GatewayException refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private Subject unlessExpired(Verified token) {
    if (!clock.instant().isBefore(token.expiresAt())) {
      throw ErrorCode.TOKEN_EXPIRED.toException();
    }
    return token.subject();
  }

  /** A signature takes up to two milliseconds to verify, so that is not done twice. */
  private Verified verified(String token, SignedJWT jwt, IssuerKeys.Keys published) {
    KeyHash hash = KeyHash.of(token);
    Verified known = remembered.getIfPresent(hash);
    if (known != null && known.keysOf().equals(published.fetchedAt())) {
      return known;
    }
    Verified verified = verify(jwt, published);
    remembered.put(hash, verified);
    return verified;
  }

  private Verified verify(SignedJWT jwt, IssuerKeys.Keys published) {
    try {
      JWK key =
          published
              .find(jwt.getHeader().getKeyID())
              .orElseThrow(ErrorCode.TOKEN_INVALID::toException);
      if (!jwt.verify(verifier(jwt.getHeader().getAlgorithm(), key))) {
        throw ErrorCode.TOKEN_INVALID.toException();
      }
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      check(claims);
      return new Verified(
          published.fetchedAt(), person(claims), claims.getExpirationTime().toInstant());
    } catch (JOSEException | ParseException e) {
      throw ErrorCode.TOKEN_INVALID.toException();
    }
  }

  /** By the kind of key that is published, never by what the token says of itself alone. */
  private static JWSVerifier verifier(JWSAlgorithm algorithm, JWK key) throws JOSEException {
    boolean usable =
        (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()))
            && (key.getAlgorithm() == null || algorithm.equals(key.getAlgorithm()));
    if (usable
        && algorithm.equals(JWSAlgorithm.RS256)
        && key instanceof RSAKey rsa
        && rsa.size() >= SMALLEST_RSA_BITS) {
      return new RSASSAVerifier(rsa);
    }
    if (usable
        && algorithm.equals(JWSAlgorithm.ES256)
        && key instanceof ECKey ec
        && Curve.P_256.equals(ec.getCurve())) {
      return new ECDSAVerifier(ec);
    }
    throw ErrorCode.TOKEN_INVALID.toException();
  }

  private void check(JWTClaimsSet claims) {
    Date notBefore = claims.getNotBeforeTime();
    boolean begun =
        notBefore == null || !clock.instant().plus(CLOCK_SKEW).isBefore(notBefore.toInstant());
    if (!issuer.name().equals(claims.getIssuer())
        || !claims.getAudience().contains(issuer.audience())
        || claims.getExpirationTime() == null
        || !begun) {
      throw ErrorCode.TOKEN_INVALID.toException();
    }
  }

  /** An address that the issuer says it has not verified is anybody's. */
  private Subject person(JWTClaimsSet claims) throws ParseException {
    String claimed = claims.getStringClaim("email");
    Boolean verified = claims.getBooleanClaim("email_verified");
    if (claimed == null || !EMAIL.matcher(claimed).matches() || Boolean.FALSE.equals(verified)) {
      throw ErrorCode.TOKEN_INVALID.toException();
    }
    String email = claimed.toLowerCase(Locale.ROOT);
    boolean emailVerified = Boolean.TRUE.equals(verified);
    return new Subject.Person(
        new Identity(issuer.name(), subject(claims, email, emailVerified)), email, emailVerified);
  }

  /**
   * Who has no name but an address has the address for one. It is another name while nobody says
   * that the address was verified: what belongs to its owner is not for whoever claims it.
   */
  private static String subject(JWTClaimsSet claims, String email, boolean emailVerified) {
    String subject = claims.getSubject();
    if (subject == null) {
      return (emailVerified ? "verified " : "unverified ") + email;
    }
    if (!SUBJECT.matcher(subject).matches()) {
      throw ErrorCode.TOKEN_INVALID.toException();
    }
    return subject;
  }
}
