package com.plurence.gateway.account;

import com.plurence.gateway.auth.Role;
import com.plurence.gateway.resource.IdSource;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** Opens accounts. */
public final class Signups {
  private static final String NO_PASSWORD = "";

  private final AccountStore store;
  private final Passwords passwords;
  private final IdSource ids;
  private final InstantSource clock;

  public Signups(AccountStore store, Passwords passwords, IdSource ids, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
  }

  /** Opens an account with its owner and its first project. Fails with EMAIL_TAKEN. */
  Future<Signup> signUp(String email, String password, String name, String accountName) {
    return passwords.hash(password).compose(hash -> open(signup(email, hash, name, accountName)));
  }

  /** The same for somebody who has proved elsewhere who it is, and gets no password here. */
  Future<Signup> signUpKnown(String email, String name, String accountName) {
    return open(signup(email, NO_PASSWORD, name, accountName));
  }

  private Future<Signup> open(Signup signup) {
    return store.open(signup).map(signup);
  }

  private Signup signup(String email, String hash, String name, String accountName) {
    Instant now = clock.instant();
    Account account = new Account(ids.next("acc"), accountName, now, 1);
    Principal owner =
        new Principal(
            ids.next("prn"),
            account.id(),
            email.toLowerCase(Locale.ROOT),
            name,
            Role.OWNER,
            now,
            1);
    return new Signup(
        account,
        new Credential(owner, hash),
        new Signup.FirstProject(ids.next("proj"), "default", "default"));
  }
}
