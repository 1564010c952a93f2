package com.plurence.gateway.account;

import com.plurence.gateway.auth.Subject;
import com.plurence.gateway.auth.UserGuard;
import com.plurence.gateway.http.Access;
import com.plurence.gateway.http.Endpoint;
import com.plurence.gateway.management.Answer;
import com.plurence.gateway.management.Call;
import com.plurence.gateway.management.Fields;
import com.plurence.gateway.management.Operations;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@code /v1/signups} where another service issues the tokens: whoever shows one of its tokens can
 * open an account with the e-mail address in it. There is no signing in here, and no password.
 */
public final class IssuerSignupEndpoints {
  private final Signups signups;
  private final UserGuard guard;
  private final Operations operations;

  public IssuerSignupEndpoints(Signups signups, UserGuard guard, Operations operations) {
    this.signups = signups;
    this.guard = guard;
    this.operations = operations;
  }

  public List<Endpoint> endpoints() {
    return List.of(Endpoint.post("/v1/signups", Access.ANYONE, operations.once(this::signUp)));
  }

  private Future<Supplier<Future<Answer>>> signUp(Call call) {
    Fields fields = call.fields();
    Optional<String> name = fields.optionalText("name", SignupEndpoints.LONGEST_NAME);
    Optional<String> account = fields.optionalText("account_name", SignupEndpoints.LONGEST_NAME);
    fields.checkRead();
    String authorization = call.authorization();
    return guard
        .subject(authorization.isEmpty() ? null : authorization)
        .map(subject -> () -> open(((Subject.Person) subject).email(), name, account));
  }

  private Future<Answer> open(String email, Optional<String> name, Optional<String> account) {
    String own = name.orElse(SignupEndpoints.nameOf(email));
    return signups.signUpKnown(email, own, account.orElse(own)).map(IssuerSignupEndpoints::opened);
  }

  private static Answer opened(Signup signup) {
    return Answer.created(SignupEndpoints.json(signup), "/v1/accounts/" + signup.account().id());
  }
}
