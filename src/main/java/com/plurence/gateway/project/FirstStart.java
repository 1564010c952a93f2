package com.plurence.gateway.project;

import com.plurence.gateway.account.Account;
import com.plurence.gateway.account.Credential;
import com.plurence.gateway.account.EmailAddress;
import com.plurence.gateway.account.Principal;
import com.plurence.gateway.account.password.Passwords;
import com.plurence.gateway.auth.Role;
import com.plurence.gateway.auth.key.ApiKeyFormat;
import com.plurence.gateway.auth.key.KeyHash;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.management.IdSource;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives an empty store its one account, one project and one API key. */
public final class FirstStart {
  private final FirstStartStore store;
  private final Passwords passwords;
  private final IdSource ids;
  private final InstantSource clock;

  public FirstStart(FirstStartStore store, Passwords passwords, IdSource ids, InstantSource clock) {
    this.store = store;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Does so if nobody has done it before, however many gateways start at once.
   *
   * @return the API key, if this call made one that nobody knows yet: it is shown nowhere else
   */
  public Future<Optional<Secret>> begin(Bootstrap wishes) {
    return store.isEmpty().compose(empty -> empty ? fill(wishes) : nothingToShow());
  }

  private Future<Optional<Secret>> fill(Bootstrap wishes) {
    String key =
        wishes.apiKey().isEmpty()
            ? ApiKeyFormat.next(new SecureRandom())
            : wishes.apiKey().reveal();
    return foundation(wishes, key)
        .compose(store::fill)
        .map(
            filled ->
                filled && wishes.apiKey().isEmpty()
                    ? Optional.of(new Secret(key))
                    : Optional.empty());
  }

  private Future<Foundation> foundation(Bootstrap wishes, String key) {
    Instant now = clock.instant();
    Account account = new Account(ids.next("acc"), "default", now, 1);
    Project project = Project.created(ids.next("proj"), account.id(), "default", "default", now);
    ApiKey apiKey =
        new ApiKey(
            ids.next("key"),
            project.id(),
            "bootstrap",
            ApiKeyFormat.prefix(key),
            Set.of(),
            Set.of(),
            now,
            null,
            null);
    if (wishes.email().isEmpty()) {
      return Future.succeededFuture(
          new Foundation(account, null, project, apiKey, KeyHash.of(key)));
    }
    Principal owner =
        new Principal(
            ids.next("prn"),
            account.id(),
            EmailAddress.normalized(wishes.email()),
            wishes.email(),
            Role.OWNER,
            now,
            1);
    return passwords
        .hash(wishes.password().reveal())
        .map(
            hash ->
                new Foundation(
                    account,
                    new Credential(owner, hash).vouchedFor(),
                    project,
                    apiKey,
                    KeyHash.of(key)));
  }

  private static Future<Optional<Secret>> nothingToShow() {
    return Future.succeededFuture(Optional.empty());
  }

  /**
   * What an empty store is given.
   *
   * @param owner null: nobody can sign in to the account
   */
  public record Foundation(
      Account account,
      @Nullable Credential owner,
      Project project,
      ApiKey apiKey,
      KeyHash keyHash) {}
}
