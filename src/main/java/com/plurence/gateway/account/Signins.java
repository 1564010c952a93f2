package com.plurence.gateway.account;

import com.plurence.gateway.account.password.Passwords;
import com.plurence.gateway.account.password.SigninThrottle;
import com.plurence.gateway.auth.token.AccessTokens;
import com.plurence.gateway.auth.token.UserGuard;
import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;

/** Gives access tokens to principals who prove who they are. */
public final class Signins {
  private final PrincipalStore store;
  private final Passwords passwords;
  private final AccessTokens tokens;
  private final UserGuard guard;
  private final SigninThrottle throttle;

  public Signins(
      PrincipalStore store,
      Passwords passwords,
      AccessTokens tokens,
      UserGuard guard,
      InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.tokens = tokens;
    this.guard = guard;
    this.throttle = new SigninThrottle(clock);
  }

  /** A token for a password. Fails with SIGNIN_REFUSED or SIGNIN_THROTTLED. */
  Future<String> byPassword(String email, String password, String address) {
    String name = EmailAddress.normalized(email);
    SigninThrottle.Attempt attempt = throttle.signIn(name, address);
    return store
        .credential(name)
        .compose(found -> matching(found, password))
        .onFailure(outage -> attempt.undo())
        .map(
            principal -> {
              if (principal.isEmpty()) {
                throw ErrorCode.SIGNIN_REFUSED.toException();
              }
              attempt.succeeded();
              return issue(principal.get().id());
            });
  }

  private Future<Optional<Principal>> matching(Optional<Credential> found, String password) {
    return passwords
        .matches(password, found.map(Credential::passwordHash).orElse(""))
        .map(right -> right ? found.map(Credential::principal) : Optional.empty());
  }

  /** A new token for one that is still valid. Fails as the guard does. */
  Future<String> byToken(String authorization) {
    return guard
        .user(authorization.isEmpty() ? null : authorization)
        .map(user -> issue(user.principalId()));
  }

  /** A token for a principal who is known to be there. */
  String issue(String principalId) {
    return tokens.issue(principalId);
  }

  /** How long tokens are valid, in seconds. */
  long expiresIn() {
    return tokens.life().toSeconds();
  }
}
