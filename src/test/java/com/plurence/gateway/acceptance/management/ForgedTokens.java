package com.plurence.gateway.acceptance.management;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.testing.OwnTokens;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tokens that somebody might make to get in.
 *
 * @param secret with which the gateway signs, for those that are wrong in what they say alone
 */
record ForgedTokens(Secret secret) {
  /** Tokens of the principal of that id, each wrong in one way. */
  List<String> of(String ownerId) {
    String good = OwnTokens.issue(secret, InstantSource.system(), ownerId);
    String[] parts = good.split("\\.", -1);
    String header = new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8);
    return List.of(
        "nonsense",
        "a.b.c",
        parts[0] + "." + parts[1] + ".",
        encoded(header.replace("HS256", "none")) + "." + parts[1] + ".",
        encoded(header.replace("HS256", "none")) + "." + parts[1] + "." + parts[2],
        encoded(header.replace("HS256", "RS256")) + "." + parts[1] + "." + parts[2],
        encoded(header.replace("HS256", "HS512")) + "." + parts[1] + "." + parts[2],
        parts[0] + "." + encoded("{\"sub\":\"" + ownerId + "\"}") + "." + parts[2],
        OwnTokens.issue(
            new Secret("another secret of at least 32 bytes"), InstantSource.system(), ownerId),
        OwnTokens.issue(secret, InstantSource.system(), "prn_" + "0".repeat(26)),
        changed(good, claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(60)))),
        changed(good, claims -> claims.audience("somebody-else")),
        changed(good, claims -> claims.audience(List.of("a", "b"))),
        changed(good, claims -> claims.claim("nbf", "soon")),
        changed(good, claims -> claims.issuer("somebody-else")));
  }

  /** A token signed with the right key, whose claims are not right. */
  private String changed(String token, UnaryOperator<JWTClaimsSet.Builder> change) {
    try {
      SignedJWT good = SignedJWT.parse(token);
      SignedJWT changed =
          new SignedJWT(
              good.getHeader(),
              change.apply(new JWTClaimsSet.Builder(good.getJWTClaimsSet())).build());
      changed.sign(new MACSigner(secret.reveal()));
      return changed.serialize();
    } catch (JOSEException | ParseException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String encoded(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
