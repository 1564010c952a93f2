package com.plurence.gateway.storage;

import static com.plurence.gateway.storage.Things.key;
import static com.plurence.gateway.storage.Things.project;
import static com.plurence.gateway.storage.Things.signup;
import static com.plurence.gateway.storage.Things.tenant;

import com.plurence.gateway.account.Signup;
import com.plurence.gateway.auth.KeyHash;
import com.plurence.gateway.auth.Tenant;
import com.plurence.gateway.config.Secret;
import com.plurence.gateway.project.ApiKey;
import com.plurence.gateway.project.Project;
import io.vertx.core.Vertx;

/** A process that makes a thousand projects and keys at once, and is killed while it does. */
final class CrashingWriter {
  private static final int EACH = 500;

  private CrashingWriter() {}

  /** Prints the account's id, then a line for each project and key that the store acknowledged. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx();
    Database.open(vertx, new Secret(args[0])).onSuccess(CrashingWriter::write);
  }

  private static void write(Database database) {
    Signup signup = signup("crash@example.com");
    Tenant tenant = tenant(signup);
    KeyChanges changes = new KeyChanges(database);
    SqlProjectStore projects = new SqlProjectStore(database, changes);
    SqlApiKeyStore keys = new SqlApiKeyStore(database, changes);
    new SqlAccountStore(database)
        .open(signup)
        .onSuccess(
            opened -> {
              say("account", tenant.accountId());
              for (int i = 0; i < EACH; i++) {
                Project project = project(tenant, "p" + i);
                projects.insert(project).onSuccess(done -> say("project", project.id()));
                ApiKey key = key(signup.firstProject().id());
                keys.insert(tenant, key, KeyHash.of(key.id()))
                    .onSuccess(done -> say("key", key.id()));
              }
            });
  }

  private static synchronized void say(String what, String id) {
    System.out.println(what + " " + id);
    System.out.flush();
  }
}
