package com.plurence.gateway.account;

import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Answer;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** {@code /v1/signups} and {@code /v1/signins}: how to get in. */
public final class SignupEndpoints {
  /** Longer ones cannot be written to (RFC 5321, 4.5.3.1.3). */
  private static final int LONGEST_EMAIL = 254;

  static final int LONGEST_NAME = 200;
  private static final int SHORTEST_PASSWORD = 8;
  private static final int LONGEST_PASSWORD = 200;

  private final Signups signups;
  private final Signins signins;
  private final Operations operations;

  public SignupEndpoints(Signups signups, Signins signins, Operations operations) {
    this.signups = signups;
    this.signins = signins;
    this.operations = operations;
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/signups", Access.ANYONE, operations.once(this::signUp)),
        Endpoint.post("/v1/signins", Access.ANYONE, operations.once(this::signIn)));
  }

  private Future<Supplier<Future<Answer>>> signUp(Call call) {
    Fields fields = call.fields();
    String email = email(fields);
    String password = fields.text("password", SHORTEST_PASSWORD, LONGEST_PASSWORD);
    String name = fields.optionalText("name", LONGEST_NAME).orElse(nameOf(email));
    String accountName = fields.optionalText("account_name", LONGEST_NAME).orElse(name);
    fields.checkRead();
    return Future.succeededFuture(
        () -> signups.signUp(email, password, name, accountName).map(this::signedUp));
  }

  private Answer signedUp(Signup signup) {
    JsonObject body = token(signins.issue(signup.owner().principal().id())).mergeIn(json(signup));
    return Answer.created(body, "/v1/accounts/" + signup.account().id());
  }

  /** What has been made. */
  static JsonObject json(Signup signup) {
    return new JsonObject()
        .put("account", AccountEndpoints.json(signup.account()))
        .put("principal", PrincipalEndpoints.json(signup.owner().principal()))
        .put(
            "project",
            new JsonObject()
                .put("id", signup.firstProject().id())
                .put("name", signup.firstProject().name())
                .put("slug", signup.firstProject().slug()));
  }

  private Future<Supplier<Future<Answer>>> signIn(Call call) {
    Fields fields = call.fields();
    String grant = fields.text("grant_type", LONGEST_NAME);
    if (grant.equals("refresh")) {
      fields.checkRead();
      return Future.succeededFuture(
          () -> signins.byToken(call.authorization()).map(this::signedIn));
    }
    if (!grant.equals("password") && !grant.isEmpty()) {
      fields.violation("grant_type", "must be password or refresh");
    }
    String email = fields.text("email", LONGEST_EMAIL);
    String password = fields.text("password", LONGEST_PASSWORD);
    fields.checkRead();
    return Future.succeededFuture(
        () -> signins.byPassword(email, password, call.address()).map(this::signedIn));
  }

  private Answer signedIn(String token) {
    return Answer.ok(token(token));
  }

  private JsonObject token(String token) {
    return new JsonObject()
        .put("access_token", token)
        .put("token_type", "Bearer")
        .put("expires_in", signins.expiresIn());
  }

  /** What somebody is called who has only an e-mail address. */
  static String nameOf(String email) {
    return email.substring(0, Math.min(email.length(), LONGEST_NAME));
  }

  private static String email(Fields fields) {
    String email = fields.text("email", LONGEST_EMAIL).strip();
    if (!email.isEmpty() && !email.matches("[^\\s@]+@[^\\s@]+")) {
      fields.violation("email", "must be an e-mail address");
    }
    return email;
  }
}
