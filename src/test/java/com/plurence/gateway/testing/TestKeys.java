package com.plurence.gateway.testing;

import com.plurence.gateway.auth.Caller;
import com.plurence.gateway.auth.KeyDirectory;
import com.plurence.gateway.error.ErrorCode;
import io.vertx.core.Future;
import java.util.Set;

/** A directory of one key that lets in, and of keys for each way of being turned away. */
public final class TestKeys implements KeyDirectory {
  /** Lets its owner in. */
  public static final String KEY = "plr_test_0123456789abcdefghijklmnopqrst";

  /** A key that was good once. */
  public static final String EXPIRED = "plr_test_expired";

  /** A key that was good once, too. */
  public static final String DELETED = "plr_test_deleted";

  /** A key that would have to be looked up in a store that cannot be reached. */
  public static final String UNREACHABLE = "plr_test_unreachable";

  /** A key for another model than those that tests ask for. */
  public static final String OTHER_MODEL = "plr_test_other_model";

  /** A key for embeddings alone. */
  public static final String EMBEDDINGS = "plr_test_embeddings";

  /** A key on which the gateway itself breaks down. */
  public static final String BUG = "plr_test_bug";

  /** The text of that breakdown, which nobody outside may ever read. */
  public static final String BUG_TEXT = "canary-of-an-exception";

  @Override
  public Future<Caller.Application> find(String key) {
    return switch (key) {
      case KEY -> found(Set.of(), Set.of());
      case OTHER_MODEL -> found(Set.of("other"), Set.of());
      case EMBEDDINGS -> found(Set.of(), Set.of("embeddings"));
      case EXPIRED -> Future.failedFuture(ErrorCode.KEY_EXPIRED.toException());
      case DELETED -> Future.failedFuture(ErrorCode.KEY_DELETED.toException());
      case UNREACHABLE -> Future.failedFuture(ErrorCode.STORE_UNAVAILABLE.toException());
      case BUG -> throw new IllegalStateException(BUG_TEXT);
      default -> Future.failedFuture(ErrorCode.KEY_INVALID.toException());
    };
  }

  private static Future<Caller.Application> found(Set<String> models, Set<String> endpoints) {
    return Future.succeededFuture(
        new Caller.Application("key_test", "proj_test", "acct_test", models, endpoints));
  }
}
