package com.plurence.gateway.account;

import com.plurence.gateway.account.password.PasswordRule;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Supplier;

/** {@code /v1/signups} and {@code /v1/signins}: how to get in. */
public final class SignupEndpoints {
  private final Signups signups;
  private final Signins signins;
  private final Operations operations;
  private final boolean open;

  /**
   * @param open whether anybody may sign up
   */
  public SignupEndpoints(Signups signups, Signins signins, Operations operations, boolean open) {
    this.signups = signups;
    this.signins = signins;
    this.operations = operations;
    this.open = open;
  }

  /** Signing in makes nothing, and a token of before may have expired: so each time anew. */
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.post("/v1/signups", Access.ANYONE, operations.once(this::signUp)),
        Endpoint.post("/v1/signins", Access.ANYONE, operations.withBody(this::signIn)));
  }

  private Future<Supplier<Future<ManagementResponse>>> signUp(Call call) {
    Fields fields = call.fields();
    SignupFields wanted = SignupFields.read(fields, true);
    fields.checkRead();
    requireOpen(open);
    return Future.succeededFuture(
        () ->
            signups
                .signUp(wanted, call.network())
                .onSuccess(signup -> AccountEndpoints.audit(call, signup))
                .map(this::signedUp));
  }

  /** Fails with SIGNUP_CLOSED unless it is open. */
  static void requireOpen(boolean open) {
    if (!open) {
      throw ErrorCode.SIGNUP_CLOSED.toException();
    }
  }

  private ManagementResponse signedUp(Signup signup) {
    JsonObject body =
        token(signins.issue(signup.owner().principal().id()))
            .mergeIn(AccountEndpoints.json(signup));
    return ManagementResponse.created(body, "/v1/accounts/" + signup.account().id());
  }

  private Future<ManagementResponse> signIn(Call call) {
    Fields fields = call.fields();
    String grant = fields.text("grant_type", SignupFields.LONGEST_NAME);
    if (grant.equals("refresh")) {
      fields.checkRead();
      return signins.byToken(call.authorization()).map(this::signedIn);
    }
    if (!grant.equals("password") && !grant.isEmpty()) {
      fields.violation("grant_type", "must be password or refresh");
    }
    String email = fields.text("email", EmailAddress.LONGEST);
    String password = fields.text("password", PasswordRule.LONGEST);
    fields.checkRead();
    return signins.byPassword(email, password, call.network()).map(this::signedIn);
  }

  private ManagementResponse signedIn(String token) {
    return ManagementResponse.ok(token(token));
  }

  private JsonObject token(String token) {
    return new JsonObject()
        .put("access_token", token)
        .put("token_type", "Bearer")
        .put("expires_in", signins.expiresIn());
  }
}
