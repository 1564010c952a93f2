package com.plurence.gateway.acceptance.management;

import static com.plurence.gateway.acceptance.management.LimitedAccount.json;
import static com.plurence.gateway.acceptance.management.LimitedAccount.names;
import static com.plurence.gateway.acceptance.management.LimitedAccount.standing;
import static com.plurence.gateway.testing.Outcome.done;
import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.error.ErrorCode;
import com.plurence.gateway.testing.client.ApiClient;
import com.plurence.gateway.testing.client.ApiClient.Reply;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Limits as people set and see them, whichever store keeps them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class LimitSettingsContract {
  private LimitedAccount limited;
  private ApiClient owner;
  private String account;

  /** The settings of a new, empty store. */
  abstract String store();

  @BeforeAll
  void start() {
    limited = new LimitedAccount(store());
    owner = limited.owner();
    account = limited.path();
  }

  @AfterAll
  void stop() {
    limited.close();
  }

  @Test
  void withoutValuesOfItsOwnTheDefaultsHold() {
    String project = limited.newProject("{}");
    String key = limited.newKey(project, "{}").getString("path");

    assertThat(limited.get(account).getJsonObject("effective"))
        .isEqualTo(json("{'tokens_per_month':50000000,'usd_per_day':100}"));
    assertThat(limited.get(project).getJsonObject("limits")).isEqualTo(json("{}"));
    assertThat(limited.get(project).getJsonObject("effective"))
        .isEqualTo(
            json(
                "{'rpm':600,'concurrency':100,'usd_per_month':250,"
                    + "'models':{'m':{'rpm':60,'tpm':4000}},'reserve':'learned'}"));
    assertThat(limited.get(key).getJsonObject("effective"))
        .isEqualTo(json("{'tpm':40000,'priority':'normal'}"));
    assertThat(owner.get(project + "/limits").header("etag")).hasValue("\"0\"");
  }

  @Test
  void aChangeNamesWhatItChanges() {
    String project = limited.newProject("{}");

    limited.patch(
        project, "{'rpm':5,'rpd':'none','usd_per_day':0.000001,'models':{'x':{'tpm':7}}}");
    Reply changed =
        limited.patch(
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
        limited.patch(
            project,
            "{'rpd':null,'concurrency':null,'usd_per_day':null,'usd_per_month':null,"
                + "'models':null,'reserve':null}");
    assertThat(back.json().getJsonObject("limits")).isEqualTo(json("{}"));
    assertThat(limited.patch(project, "{'rpm':null}").header("etag")).hasValue("\"3\"");
  }

  @Test
  void oneOfManyWhoChangeTheSameVersionDoes() {
    String project = limited.newProject("{}");
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
    String project = limited.newProject("{}");
    List<Future<Reply>> changes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      changes.add(
          ApiClient.send(
              owner.request(HttpMethod.PATCH, project + "/limits"),
              json("{'models':{'m" + i + "':{'rpm':" + i + "}}}")));
    }
    done(Future.all(changes));

    assertThat(limited.get(project).getJsonObject("limits").getJsonObject("models")).hasSize(20);
  }

  @Test
  void whatIsSetHoldsAtOnce() {
    String project = limited.newProject("{'rpm':100}");
    JsonObject key = limited.newKey(project, "{'rpm':0}");

    limited.chat(key).isError(ErrorCode.LIMIT_RPM);
    limited.patch(key.getString("path"), "{'rpm':1}");
    assertThat(limited.chat(key).status()).isEqualTo(200);
    limited.chat(key).isError(ErrorCode.LIMIT_RPM);
    limited.patch(key.getString("path"), "{'rpm':2}");
    assertThat(limited.chat(key).status()).isEqualTo(200);
    limited.patch(key.getString("path"), "{'rpm':'none'}");
    assertThat(limited.chat(key).status()).isEqualTo(200);
    limited.patch(project, "{'models':{'m':{'rpm':3}}}");
    limited.chat(key).isError(ErrorCode.LIMIT_RPM);
    assertThat(standing(limited.get(project), "project", "rpm").getInteger("used")).isEqualTo(3);
  }

  @Test
  void whatIsUsedWhileNothingIsLimitedCountsWhenItIsLimitedAgain() {
    String project = limited.newProject("{}");
    JsonObject key = limited.newKey(project, "{'rpd':10}");
    String path = key.getString("path");
    assertThat(limited.chat(key).status()).isEqualTo(200);
    limited.patch(path, "{'rpd':null,'tpm':'none'}");
    assertThat(limited.chat(key).status()).isEqualTo(200);
    assertThat(limited.chat(key).status()).isEqualTo(200);

    limited.patch(path, "{'rpd':10}");

    assertThat(standing(limited.get(path), "key", "rpd").getInteger("used")).isEqualTo(3);
  }

  @Test
  void anApplicationSeesItsLimitsButNeitherMoneyNorWhatTheAccountHas() {
    String project = limited.newProject("{'models':{'m1':{'rpd':9},'m2':{'rpd':9}}}");
    JsonObject key =
        owner
            .post(
                project + "/api-keys",
                json("{'name':'few','models':['m','m1'],'limits':{'usd_per_day':1,'rpm':7}}"))
            .json();
    limited.chat(key);

    for (int i = 0; i < 10; i++) {
      limited.asked(key);
    }
    JsonObject seen = limited.asked(key).json();

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
    String project = limited.newProject("{}");
    JsonObject key = limited.newKey(project, "{'rpm':1}");
    limited.chat(key);
    limited.chat(key).isError(ErrorCode.LIMIT_RPM);

    Reply dropped = owner.post(key.getString("path") + "/limits/resync", new JsonObject());

    assertThat(dropped.status()).isEqualTo(204);
    assertThat(limited.chat(key).status()).isEqualTo(200);
    assertThat(standing(limited.get(project), "project", "rpm").getInteger("used")).isEqualTo(2);
    assertThat(owner.post(project + "/limits/resync", new JsonObject()).status()).isEqualTo(204);
    assertThat(standing(limited.get(project), "project", "rpm").getInteger("used")).isZero();
  }

  @Test
  void limitsGoWithTheirOwner() {
    String project = limited.newProject("{'rpm':1}");
    String key = limited.newKey(project, "{'rpm':1}").getString("path");

    assertThat(owner.delete(key).status()).isEqualTo(204);
    owner.get(key + "/limits").isError(ErrorCode.API_KEY_NOT_FOUND);
    limited.newKey(project, "{'rpm':1}");
    assertThat(owner.delete(project).status()).isEqualTo(204);
    owner.get(project + "/limits").isError(ErrorCode.PROJECT_NOT_FOUND);
  }
}
