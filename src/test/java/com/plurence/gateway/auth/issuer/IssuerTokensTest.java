package com.plurence.gateway.auth.issuer;

import static com.plurence.gateway.testing.Outcome.done;
import static com.plurence.gateway.testing.Outcome.failure;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.plurence.gateway.auth.token.Identity;
import com.plurence.gateway.auth.token.Subject;
import com.plurence.gateway.config.AuthConfig.Issuer;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.TokenIssuer;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class IssuerTokensTest {
  private static final RSAKey RSA = TokenIssuer.rsa("rsa-1");
  private static final ECKey EC = TokenIssuer.ec("ec-1");
  private static final Subject ADA =
      new Subject.Person(
          new Identity(TokenIssuer.NAME, "id of ada@example.com"), "ada@example.com", true);

  private static final Instant START = Instant.ofEpochSecond(1_745_000_000L);
  private static final Issuer ISSUER =
      new Issuer(TokenIssuer.NAME, URI.create("http://unused"), TokenIssuer.AUDIENCE);

  private final AtomicLong now = new AtomicLong(START.toEpochMilli());
  private final AtomicReference<String> published =
      new AtomicReference<>(TokenIssuer.jwks(RSA, EC));
  private final AtomicInteger fetches = new AtomicInteger();
  private final IssuerTokens tokens =
      new IssuerTokens(ISSUER, this::fetch, () -> Instant.ofEpochMilli(now.get()));

  @Test
  void acceptsBothAlgorithms() {
    for (String token :
        new String[] {TokenIssuer.token(RSA, good()), TokenIssuer.token(EC, good())}) {
      assertThat(done(tokens.subjectOf(token))).isEqualTo(ADA);
    }
    assertThat(fetches).hasValue(1);
  }

  @Test
  void aTokenWorksUntilTheSecondItExpires() {
    String token = TokenIssuer.token(EC, good());
    pass(Duration.ofSeconds(3599));
    Subject before = done(tokens.subjectOf(token));

    pass(Duration.ofSeconds(1));

    assertThat(before).isInstanceOf(Subject.Person.class);
    assertThat(failure(tokens.subjectOf(token))).isEqualTo(ErrorCode.TOKEN_EXPIRED);
  }

  @Test
  void anAddressOfWhichNothingIsSaidIsNotVerified() {
    Subject unverified = subject(spoilt().claim("email_verified", null));

    assertThat(unverified)
        .isEqualTo(new Subject.Person(((Subject.Person) ADA).identity(), "ada@example.com", false));
  }

  @Test
  void whoHasNoNameButAnAddressIsAnotherWhileNobodyHasVerifiedIt() {
    Subject verified = subject(spoilt().subject(null));
    Subject unverified = subject(spoilt().subject(null).claim("email_verified", null));

    assertThat(((Subject.Person) verified).identity())
        .isNotEqualTo(((Subject.Person) unverified).identity());
  }

  private Subject subject(JWTClaimsSet.Builder claims) {
    return done(tokens.subjectOf(TokenIssuer.token(EC, claims.build())));
  }

  /** Claims that are not good enough, each in one way. */
  static Stream<JWTClaimsSet> flawed() {
    return Stream.of(
            spoilt().issuer("https://evil.example.com/"),
            spoilt().issuer(null),
            spoilt().audience("somebody-else"),
            spoilt().expirationTime(null),
            spoilt().notBeforeTime(Date.from(START.plusSeconds(120))),
            spoilt().claim("email", null),
            spoilt().claim("email", 7),
            spoilt().claim("email", "a b@example.com"),
            spoilt().subject(""),
            spoilt().subject("x".repeat(256)),
            spoilt().subject("zero\u0000byte"),
            spoilt().claim("email_verified", "true"),
            spoilt().claim("email_verified", false))
        .map(JWTClaimsSet.Builder::build);
  }

  @ParameterizedTest
  @MethodSource("flawed")
  void refusesClaimsThatAreNotGoodEnough(JWTClaimsSet claims) {
    assertRefused(TokenIssuer.token(EC, claims));
  }

  @Test
  void takesNoPublicKeyForASharedSecret() throws Exception {
    OctetSequenceKey confused =
        new OctetSequenceKey.Builder(RSA.toRSAPublicKey().getEncoded()).keyID("rsa-1").build();

    assertRefused(TokenIssuer.token(confused, good()));
  }

  @Test
  void takesNoSharedSecretEvenIfItIsPublished() {
    OctetSequenceKey secret = new OctetSequenceKey.Builder(new byte[32]).keyID("shared").build();
    published.set("{\"keys\":[" + secret.toJSONString() + "]}");

    assertRefused(TokenIssuer.token(secret, good()));
  }

  @Test
  void takesNoKeyOfAnotherKindOrOfSomebodyElse() {
    assertRefused(TokenIssuer.token(EC, "rsa-1", good()));
    assertRefused(TokenIssuer.token(RSA, "ec-1", good()));
    assertRefused(TokenIssuer.token(TokenIssuer.rsa("rsa-1"), good()));
    assertRefused(TokenIssuer.token(TokenIssuer.rsa("unknown"), good()));
  }

  @Test
  void takesNothingUnsignedOrMalformed() {
    String good = TokenIssuer.token(EC, good());

    assertRefused(new PlainJWT(good()).serialize());
    assertRefused(good.substring(0, good.lastIndexOf('.') + 1));
    assertRefused("a.b.c");
    assertRefused("x".repeat(20_000));
  }

  @Test
  void aKeyThatIsNotForSignaturesIsNone() {
    ECKey forEncryption =
        new ECKey.Builder(EC).keyUse(com.nimbusds.jose.jwk.KeyUse.ENCRYPTION).build();
    published.set(TokenIssuer.jwks(forEncryption));

    assertRefused(TokenIssuer.token(EC, good()));
  }

  @Test
  void aNewKeyBecomesKnownAndAWithdrawnOneForgotten() {
    String old = TokenIssuer.token(EC, good());
    done(tokens.subjectOf(old));
    ECKey next = TokenIssuer.ec("ec-2");
    published.set(TokenIssuer.jwks(next));
    pass(Duration.ofSeconds(11));

    Subject byNext = done(tokens.subjectOf(TokenIssuer.token(next, good())));

    assertThat(byNext).isEqualTo(ADA);
    assertRefused(old);
  }

  @Test
  void keysThatGrowOldAreFetchedAgain() {
    String old = TokenIssuer.token(EC, good());
    done(tokens.subjectOf(old));
    published.set(TokenIssuer.jwks(RSA));
    pass(Duration.ofMinutes(6));

    done(tokens.subjectOf(old));

    assertRefused(old);
  }

  @Test
  void madeUpKeysDoNotBotherTheIssuer() {
    for (int i = 0; i < 100; i++) {
      assertRefused(TokenIssuer.token(EC, "made-up-" + i, good()));
    }

    assertThat(fetches).hasValue(1);
  }

  @Test
  void anIssuerThatIsDownIsNobodysFaultAndItsKeysGoOn() {
    String keys = published.getAndSet("no JWK set");
    String token = TokenIssuer.token(EC, good());
    assertThat(failure(tokens.subjectOf(token))).isEqualTo(ErrorCode.ISSUER_UNAVAILABLE);
    published.set(keys);
    pass(Duration.ofSeconds(11));
    done(tokens.subjectOf(token));
    published.set("no JWK set");

    pass(Duration.ofMinutes(10));

    assertThat(done(tokens.subjectOf(token))).isInstanceOf(Subject.Person.class);
    assertThat(done(tokens.subjectOf(token))).isInstanceOf(Subject.Person.class);
  }

  private void assertRefused(String token) {
    assertThat(failure(tokens.subjectOf(token))).isEqualTo(ErrorCode.TOKEN_INVALID);
  }

  private static JWTClaimsSet good() {
    return spoilt().build();
  }

  /** Good claims, to be spoilt. */
  private static JWTClaimsSet.Builder spoilt() {
    return TokenIssuer.claims("Ada@Example.com", START.plusSeconds(3600));
  }

  private Future<String> fetch() {
    fetches.incrementAndGet();
    return Future.succeededFuture(published.get());
  }

  private void pass(Duration time) {
    now.addAndGet(time.toMillis());
  }
}
