package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.GatewayUnderTest;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits as people set and see them, whichever store keeps them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LimitSettingsContract {
  private static final String DEFAULTS =
      """
      limits:
        account: { tokens_per_month: 50000000, usd_per_day: 100 }
        project: { rpm: 600, concurrency: 100, usd_per_month: 250 }
        key: { tpm: 40000 }
        models: { m: { rpm: 60, tpm: 4000 } }
      prices: { m: [ { input: 0.15, output: 0.60 } ] }
      """;

  private GatewayUnderTest gateway;
  private ApiClient owner;
  private String account;
  private int made;

  /** The settings of a new, empty store. */
  abstract String store();

  @BeforeAll
  void start() {
    gateway = GatewayUnderTest.startWithDemoModels(store(), DEFAULTS, "auth: { signups: open }");
    ApiClient anyone = ApiClient.of(gateway.outside(), gateway.port("management"));
    JsonObject signup = anyone.signUp("owner@example.com").json();
    owner = anyone.with(signup.getString("access_token"));
    account = "/v1/accounts/" + signup.getJsonObject("account").getString("id");
  }

  @AfterAll
  void stop() {
    gateway.close();
  }

  @Test
  void withoutValuesOfItsOwnTheDefaultsHold() {
    String project = newProject("{}");
    String key = newKey(project, "{}").getString("path");

    assertThat(get(account).getJsonObject("effective"))
        .isEqualTo(json("{'tokens_per_month':50000000,'usd_per_day':100}"));
    assertThat(get(project).getJsonObject("limits")).isEqualTo(json("{}"));
    assertThat(get(project).getJsonObject("effective"))
        .isEqualTo(
            json(
                "{'rpm':600,'concurrency':100,'usd_per_month':250,"
                    + "'models':{'m':{'rpm':60,'tpm':4000}},'reserve':'learned'}"));
    assertThat(get(key).getJsonObject("effective"))
        .isEqualTo(json("{'tpm':40000,'priority':'normal'}"));
    assertThat(owner.get(project + "/limits").header("etag")).hasValue("\"0\"");
  }

  @Test
  void aChangeNamesWhatItChanges() {
    String project = newProject("{}");

    patch(project, "{'rpm':5,'rpd':'none','usd_per_day':0.000001,'models':{'x':{'tpm':7}}}");
    Reply changed =
        patch(
            project,
            "{'rpm':null,'concurrency':'none','usd_per_month':9000000,'reserve':'max',"
                + "'models':{'m':{'rpm':'none'},'x':{'rpm':8}}}");

    assertThat(changed.json().getJsonObject("limits"))
        .isEqualTo(
            json(
                "{'rpd':'none','concurrency':'none','usd_per_day':0.000001,'usd_per_month':9000000,"
                    + "'models':{'m':{'rpm':'none'},'x':{'rpm':8,'tpm':7}},'reserve':'max'}"));
    assertThat(changed.json().getJsonObject("effective"))
        .isEqualTo(
            json(
                "{'rpm':600,'usd_per_day':0.000001,'usd_per_month':9000000,"
                    + "'models':{'m':{'tpm':4000},'x':{'rpm':8,'tpm':7}},'reserve':'max'}"));
    assertThat(changed.header("etag")).hasValue("\"2\"");
    Reply back =
        patch(
            project,
            "{'rpd':null,'concurrency':null,'usd_per_day':null,'usd_per_month':null,"
                + "'models':null,'reserve':null}");
    assertThat(back.json().getJsonObject("limits")).isEqualTo(json("{}"));
    assertThat(patch(project, "{'rpm':null}").header("etag")).hasValue("\"3\"");
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
    String project = newProject("{}");
    Reply reply =
        switch (where) {
          case "account" -> patch(account, body);
          case "new project" -> owner.post("/v1/projects", json(body));
          case "new key" -> owner.post(project + "/api-keys", json(body));
          case "/limits" -> raw(project + "/limits", body);
          default -> patch(newKey(project, "{}").getString("path"), body);
        };

    assertThat(reply.isError(ErrorCode.VALIDATION_FAILED).getJsonArray("details"))
        .extracting(detail -> ((JsonObject) detail).getString("field"))
        .containsExactly(field);
  }

  @Test
  void oneOfManyWhoChangeTheSameVersionDoes() {
    String project = newProject("{}");
    List<Future<Reply>> changes = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      changes.add(
          ApiClient.send(
              owner.request(HttpMethod.PATCH, project + "/limits").putHeader("if-match", "\"0\""),
              json("{'rpm':" + i + "}")));
    }
    done(Future.all(changes));

    List<Reply> replies = changes.stream().map(Future::result).toList();
    assertThat(replies).filteredOn(reply -> reply.status() == 200).hasSize(1);
    replies.stream()
        .filter(reply -> reply.status() != 200)
        .forEach(reply -> reply.isError(ErrorCode.RESOURCE_CHANGED));
    assertThat(owner.get(project + "/limits").header("etag")).hasValue("\"1\"");
  }

  @Test
  void changesOfDifferentMembersAtOnceAreAllKept() {
    String project = newProject("{}");
    List<Future<Reply>> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      changes.add(
          ApiClient.send(
              owner.request(HttpMethod.PATCH, project + "/limits"),
              json("{'models':{'m" + i + "':{'rpm':" + i + "}}}")));
    }
    done(Future.all(changes));

    assertThat(get(project).getJsonObject("limits").getJsonObject("models")).hasSize(20);
  }

  @Test
  void whatIsSetHoldsAtOnce() {
    String project = newProject("{'rpm':100}");
    JsonObject key = newKey(project, "{'rpm':0}");

    chat(key).isError(ErrorCode.LIMIT_RPM);
    patch(key.getString("path"), "{'rpm':1}");
    assertThat(chat(key).status()).isEqualTo(200);
    chat(key).isError(ErrorCode.LIMIT_RPM);
    patch(key.getString("path"), "{'rpm':2}");
    assertThat(chat(key).status()).isEqualTo(200);
    patch(key.getString("path"), "{'rpm':'none'}");
    assertThat(chat(key).status()).isEqualTo(200);
    patch(project, "{'models':{'m':{'rpm':3}}}");
    chat(key).isError(ErrorCode.LIMIT_RPM);
    assertThat(standing(get(project), "project", "rpm").getInteger("used")).isEqualTo(3);
  }

  @Test
  void anApplicationSeesItsLimitsButNeitherMoneyNorWhatTheAccountHas() {
    String project = newProject("{'models':{'m1':{'rpd':9},'m2':{'rpd':9}}}");
    JsonObject key =
        owner
            .post(
                project + "/api-keys",
                json("{'name':'few','models':['m','m1'],'limits':{'usd_per_day':1,'rpm':7}}"))
            .json();
    chat(key);

    JsonObject seen = null;
    for (int i = 0; i < 10; i++) {
      seen = asked(key).json();
    }

    assertThat(names(seen))
        .containsExactly(
            "project rpm",
            "project concurrency",
            "key rpm",
            "key tpm",
            "model m rpm",
            "model m tpm",
            "model m1 rpd");
    JsonObject rpm = standing(seen, "key", "rpm");
    long resetsAt = rpm.getLong("resets_at");
    assertThat(resetsAt).isBetween(System.currentTimeMillis(), System.currentTimeMillis() + 61_000);
    rpm.remove("resets_at");
    assertThat(rpm)
        .isEqualTo(
            new JsonObject()
                .put("scope", "key")
                .put("id", key.getString("id"))
                .putNull("model")
                .put("dimension", "rpm")
                .put("limit", 7)
                .put("used", 1)
                .put("held", 0)
                .put("remaining", 6));
    JsonObject concurrency = standing(seen, "project", "concurrency");
    assertThat(concurrency.getValue("resets_at")).isNull();
    assertThat(concurrency.getInteger("remaining")).isEqualTo(100);
  }

  @Test
  void resyncDropsWhatIsCounted() {
    String project = newProject("{}");
    JsonObject key = newKey(project, "{'rpm':1}");
    chat(key);
    chat(key).isError(ErrorCode.LIMIT_RPM);

    Reply dropped = owner.post(key.getString("path") + "/limits/resync", new JsonObject());

    assertThat(dropped.status()).isEqualTo(204);
    assertThat(chat(key).status()).isEqualTo(200);
    assertThat(standing(get(project), "project", "rpm").getInteger("used")).isEqualTo(2);
    assertThat(owner.post(project + "/limits/resync", new JsonObject()).status()).isEqualTo(204);
    assertThat(standing(get(project), "project", "rpm").getInteger("used")).isZero();
  }

  @Test
  void limitsGoWithTheirOwner() {
    String project = newProject("{'rpm':1}");
    String key = newKey(project, "{'rpm':1}").getString("path");

    assertThat(owner.delete(key).status()).isEqualTo(204);
    owner.get(key + "/limits").isError(ErrorCode.API_KEY_NOT_FOUND);
    newKey(project, "{'rpm':1}");
    assertThat(owner.delete(project).status()).isEqualTo(204);
    owner.get(project + "/limits").isError(ErrorCode.PROJECT_NOT_FOUND);
  }

  private Reply patch(String path, String body) {
    return owner.patch(path + "/limits", json(body));
  }

  /** For numbers that a client's library would not write. */
  private Reply raw(String path, String body) {
    return done(
        owner
            .request(HttpMethod.PATCH, path)
            .putHeader("content-type", "application/json")
            .sendBuffer(Buffer.buffer(body.replace('\'', '"')))
            .map(Reply::new));
  }

  private JsonObject get(String path) {
    return owner.get(path + "/limits").json();
  }

  /** The path of a new project. */
  private String newProject(String limits) {
    JsonObject project =
        new JsonObject().put("name", "project " + ++made).put("limits", json(limits));
    return "/v1/projects/" + owner.post("/v1/projects", project).json().getString("id");
  }

  /** A new key, and its path. */
  private JsonObject newKey(String project, String limits) {
    JsonObject key =
        owner
            .post(
                project + "/api-keys",
                new JsonObject().put("name", "key").put("limits", json(limits)))
            .json();
    return key.put("path", project + "/api-keys/" + key.getString("id"));
  }

  private Reply chat(JsonObject key) {
    return done(
        ApiClient.send(
            application(key, HttpMethod.POST, "/v1/chat/completions"),
            new JsonObject(GatewayUnderTest.chatBody("m", false))));
  }

  private Reply asked(JsonObject key) {
    return done(application(key, HttpMethod.GET, "/v1/limits").send().map(Reply::new));
  }

  private HttpRequest<Buffer> application(JsonObject key, HttpMethod method, String path) {
    return ApiClient.of(gateway.outside(), gateway.port())
        .request(method, path)
        .putHeader("x-api-key", key.getString("key"));
  }

  private static JsonObject standing(JsonObject shown, String scope, String dimension) {
    return standings(shown)
        .filter(one -> one.getString("scope").equals(scope))
        .filter(one -> one.getString("dimension").equals(dimension))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> names(JsonObject shown) {
    return standings(shown)
        .map(
            one ->
                one.getString("scope")
                    + (one.getString("model") == null ? "" : " " + one.getString("model"))
                    + " "
                    + one.getString("dimension"))
        .toList();
  }

  private static Stream<JsonObject> standings(JsonObject shown) {
    return shown.getJsonArray("now", new JsonArray()).stream().map(JsonObject.class::cast);
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }
}
