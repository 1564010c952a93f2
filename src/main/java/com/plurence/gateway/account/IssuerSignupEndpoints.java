package com.plurence.gateway.account;

import com.plurence.gateway.auth.token.Subject;
import com.plurence.gateway.auth.token.UserGuard;
import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.ManagementResponse;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /v1/signups} where another service issues the tokens: whoever shows one of its tokens can
 * open an account. There is no signing in here, and no password.
 */
public final class IssuerSignupEndpoints {
  private final Signups signups;
  private final UserGuard guard;
  private final Operations operations;
  private final boolean open;

  /**
   * @param open whether those whom the issuer knows may sign up
   */
  public IssuerSignupEndpoints(
      Signups signups, UserGuard guard, Operations operations, boolean open) {
    this.signups = signups;
    this.guard = guard;
    this.operations = operations;
    this.open = open;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.post("/v1/signups", Access.ANYONE, operations.once(this::signUp)));
  }

  private Future<Supplier<Future<ManagementResponse>>> signUp(Call call) {
    Fields fields = call.fields();
    Optional<String> name = fields.optionalText("name", SignupFields.LONGEST_NAME);
    Optional<String> account = fields.optionalText("account_name", SignupFields.LONGEST_NAME);
    fields.checkRead();
    String authorization = call.authorization();
    return guard
        .subject(authorization.isEmpty() ? null : authorization)
        .map(
            subject -> {
              SignupEndpoints.requireOpen(open);
              return () ->
                  open((Subject.Person) subject, name, account)
                      .onSuccess(signup -> AccountEndpoints.audit(call, signup))
                      .map(AccountEndpoints::opened);
            });
  }

  /** Somebody may be a principal here already, without ever having signed up. */
  private Future<Signup> open(
      Subject.Person person, Optional<String> name, Optional<String> account) {
    String own = name.orElse(SignupFields.nameOf(person.email()));
    return guard
        .find(person)
        .compose(
            known ->
                known.isPresent()
                    ? Future.failedFuture(ErrorCode.EMAIL_TAKEN.toException())
                    : signups.signUpKnown(person, own, account.orElse(own)));
  }
}
