package com.plurence.gateway.account;

import com.plurence.gateway.account.password.Passwords;
import com.plurence.gateway.account.password.SigninThrottle;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.token.Identity;
import com.plurence.gateway.auth.token.Subject;
import com.plurence.gateway.management.IdSource;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Opens accounts, each with its owner and its first project. */
public final class Signups {
  private static final String NO_PASSWORD = "";

  private final AccountStore store;
  private final Passwords passwords;
  private final IdSource ids;
  private final InstantSource clock;
  private final SigninThrottle throttle;

  public Signups(AccountStore store, Passwords passwords, IdSource ids, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
    this.throttle = new SigninThrottle(clock);
  }

  /**
   * For a stranger. Fails with EMAIL_TAKEN, or with SIGNIN_THROTTLED when too many accounts were
   * wanted from the same network.
   *
   * @param address of the network, as {@code Call.network()} gives it
   */
  Future<Signup> signUp(SignupFields wanted, String address) {
    SigninThrottle.Attempt attempt = throttle.signUp(address);
    return passwords
        .hash(wanted.password())
        .compose(
            hash -> {
              Principal owner = owner(wanted.email(), wanted.name());
              return open(new Credential(owner, hash), wanted.accountName());
            })
        .onFailure(
            failure -> {
              if (!SigninThrottle.isAnswer(failure)) {
                attempt.undo();
              }
            });
  }

  /** For somebody who has proved elsewhere who it is, and gets no password here. */
  Future<Signup> signUpKnown(Subject.Person person, String name, String accountName) {
    Principal owner = owner(person.email(), name);
    return open(
        new Credential(owner, Optional.of(person.identity()), NO_PASSWORD, person.emailVerified()),
        accountName);
  }

  /**
   * For somebody whom the operator vouches for. Without a password it is the first whom an issuer
   * names with that address, verified. Fails with EMAIL_TAKEN.
   */
  Future<Signup> openFor(SignupFields wanted) {
    Principal owner = owner(wanted.email(), wanted.name());
    if (wanted.password().isEmpty()) {
      return open(new Credential(owner, Optional.empty(), NO_PASSWORD, true), wanted.accountName());
    }
    return passwords
        .hash(wanted.password())
        .compose(
            hash ->
                open(
                    new Credential(
                        owner, Optional.of(Identity.ofSignin(owner.email())), hash, true),
                    wanted.accountName()));
  }

  private Principal owner(String email, String name) {
    return new Principal(
        ids.next("prn"), ids.next("acc"), email, name, Role.OWNER, clock.instant(), 1);
  }

  private Future<Signup> open(Credential owner, String accountName) {
    Principal principal = owner.principal();
    Instant now = principal.createdAt();
    Account account = new Account(principal.accountId(), accountName, now, 1);
    Signup signup =
        new Signup(account, owner, new Signup.FirstProject(ids.next("proj"), "default", "default"));
    return store.open(signup).map(signup);
  }
}
