package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.acceptance.management.LimitedAccount.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no limit is told to whoever sets it, with its path. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LimitViolationsTest {
  private LimitedAccount limited;
  private ApiClient owner;
  private String account;

  @BeforeAll
  void start() {
    limited = new LimitedAccount("store: { url: \"h2:mem\" }");
    owner = limited.owner();
    account = limited.path();
  }

  @AfterAll
  void stop() {
    limited.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          /limits          | {'rps':1}                           | rps
          /limits          | {'rpm':1.5}                         | rpm
          /limits          | {'rpm':-1}                          | rpm
          /limits          | {'rpm':9000000000000001}            | rpm
          /limits          | {'rpm':1e999999999}                 | rpm
          /limits          | {'rpm':'many'}                      | rpm
          /limits          | {'rpm':true}                        | rpm
          /limits          | {'usd_per_day':0.0000001}           | usd_per_day
          /limits          | {'usd_per_day':9000000.000001}      | usd_per_day
          /limits          | {'usd_per_day':8999999.99999999999} | usd_per_day
          /limits          | {'usd_per_day':'1'}                 | usd_per_day
          /limits          | {'models':[]}                       | models
          /limits          | {'models':{'m':3}}                  | models.m
          /limits          | {'models':{'m':{'usd_per_day':3}}}  | models.m.usd_per_day
          /limits          | {'models':{'m':{'rpm':'x'}}}        | models.m.rpm
          /limits          | {'models':{'m-*':{'rpm':3}}}        | models.m-*
          /limits          | {'reserve':'all'}                   | reserve
          /limits          | {'priority':'batch'}                | priority
          /api-keys/limits | {'priority':'high'}                 | priority
          /api-keys/limits | {'models':{}}                       | models
          /api-keys/limits | {'reserve':'max'}                   | reserve
          account          | {'models':{}}                       | models
          account          | {'priority':'batch'}                | priority
          new project      | {'name':'n','limits':{'rpm':'x'}}   | limits.rpm
          new project      | {'name':'n','limits':{'models':{'m':{'rps':1}}}} | limits.models.m.rps
          new project      | {'name':'n','limits':3}             | limits
          new key          | {'name':'n','limits':{'models':{}}} | limits.models
          """)
  void whatIsNoLimitIsNamedWithItsPath(String where, String body, String field) {
    String project = limited.newProject("{}");
    Reply reply =
        switch (where) {
          case "account" -> limited.patch(account, body);
          case "new project" -> owner.post("/v1/projects", json(body));
          case "new key" -> owner.post(project + "/api-keys", json(body));
          case "/limits" -> limited.raw(project + "/limits", body);
          default -> limited.patch(limited.newKey(project, "{}").getString("path"), body);
        };

    assertThat(fields(reply)).containsExactly(field);
  }

  @Test
  void tooManyModelsAreNamedWhereTheyStand() {
    JsonObject models = new JsonObject();
    for (int i = 0; i <= 500; i++) {
      models.put("m" + i, json("{'rpm':1}"));
    }
    JsonObject limits = new JsonObject().put("models", models);

    Reply made =
        owner.post("/v1/projects", new JsonObject().put("name", "n").put("limits", limits));
    Reply changed = limited.patch(limited.newProject("{}"), limits.encode());

    assertThat(fields(made)).containsExactly("limits.models");
    assertThat(fields(changed)).containsExactly("models");
  }

  private static List<String> fields(Reply reply) {
    return reply.isError(ErrorCode.VALIDATION_FAILED).getJsonArray("details").stream()
        .map(detail -> ((JsonObject) detail).getString("field"))
        .toList();
  }
}
