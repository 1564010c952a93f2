package com.plurence.gateway.config.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every mistake is answered by one line that tells where, what was seen, and what to do. */
final class ConfigMistakesTest {
  private static final String SECRET = "hunter2secret";
  private static final Map<String, String> ENVIRONMENT = Map.of("TOKEN", SECRET, "EMPTY", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          # unknown names
          limit_http: {}                               | limit_http: unknown setting, did you mean limits_http?
          upstream: { conect_timeout: 1s }             | upstream.conect_timeout: unknown setting, did you mean connect_timeout?
          upstream: { maxAttempts: 1 }                 | upstream.maxAttempts: unknown setting, did you mean max_attempts?
          store: { flavour: 1 }                        | store.flavour: unknown setting, accepted: url
          cors: { max_age:1m }                         | cors.max_age...: unknown setting, is a space missing after the colon?
          errors: { <<: {} }                           | errors....: unknown setting, accepted: sdk_alias
          # wrong types
          listeners: 8080                              | listeners: was a single value, accepted: settings as 'name: value'
          listeners: [a]                               | listeners: was a list, accepted: settings as 'name: value'
          store: { url: [a] }                          | store.url: was a list, accepted: h2:PATH or postgresql://user:password@host:port/database (percent-encode special characters)
          store: { url: }                              | store.url: is empty, accepted: h2:PATH or postgresql://user:password@host:port/database (percent-encode special characters)
          listeners: { ops: { port: { a: 1 } } }       | listeners.ops.port: was a group of settings, accepted: a whole number from 0 to 65535
          cors: { origins: "*" }                       | cors.origins: was a single value, accepted: a list of origins such as https://app.example.com, app://name or null, without a slash at the end, or '*' alone
          verticles: { name: A }                       | verticles: was a group of settings, accepted: a list of groups, each '- name: value'
          verticles: [ A ]                             | verticles[0]: was a single value, accepted: settings as 'name: value'
          verticles: [ { name: A, config: 1 } ]        | verticles[0].config: was a single value, accepted: settings as 'name: value'
          errors: { sdk_alias: !!binary auto }         | errors.sdk_alias: was a value with a tag, accepted: auto or never or always
          errors: !java.lang.Runtime { sdk_alias: auto } | errors: was a value with a tag, accepted: settings as 'name: value'
          ? [a]                                        | has a name that was a list, accepted: text
          # impossible values
          listeners: { gateway: { port: 65536 } }      | listeners.gateway.port: was '65536', accepted: a whole number from 0 to 65535
          listeners: { gateway: { port: 0x50 } }       | listeners.gateway.port: was '0x50', accepted: a whole number from 0 to 65535
          listeners: { gateway: { port: 9090 } }       | listeners.ops: has port 9090 as listeners.gateway has, accepted: a port of its own, or 0
          listeners: { gateway: { host: "a b" } }      | listeners.gateway.host: was 'a b', accepted: a host name or an IP address
          listeners: { ops: { tls: { key: pom.xml } } } | listeners.ops.tls.certificate: is missing, accepted: certificate and key together, or neither
          listeners: { ops: { tls: { key: no.pem, certificate: pom.xml } } } | listeners.ops.tls.key: was 'no.pem', accepted: a file that exists and can be read
          limits_http: { body: 10MB }                  | limits_http.body: was '10MB', accepted: a size from 1B to 65536MiB, such as 65536B, 64KiB or 10MiB
          limits_http: { body: 0B }                    | limits_http.body: was '0B', accepted: a size from 1B to 65536MiB, such as 65536B, 64KiB or 10MiB
          limits_http: { uri: 9999999999MiB }          | limits_http.uri: was '9999999999MiB', accepted: a size from 1B to 1MiB, such as 65536B, 64KiB or 10MiB
          limits_http: { json_depth: 0 }               | limits_http.json_depth: was '0', accepted: a whole number from 1 to 1000
          timeouts_http: { header: 10 }                | timeouts_http.header: was '10', accepted: a duration from 1ms to 24h, such as 500ms, 3s, 10m or 1h
          timeouts_http: { header: 0s }                | timeouts_http.header: was '0s', accepted: a duration from 1ms to 24h, such as 500ms, 3s, 10m or 1h
          shutdown: { pause: -1s }                     | shutdown.pause: was '-1s', accepted: a duration from 0s to 24h, such as 500ms, 3s, 10m or 1h
          cors: { origins: ["*", "http://a.example"] } | cors.origins: has '*' and others, accepted: origins such as https://app.example.com, app://name or null, without a slash at the end, or '*' alone
          cors: { origins: ["http://a.example/"] }     | cors.origins[0]: was 'http://a.example/', accepted: origins such as https://app.example.com, app://name or null, without a slash at the end, or '*' alone
          cors: { origins: ["app://"] }                | cors.origins[0]: was 'app://', accepted: origins such as https://app.example.com, app://name or null, without a slash at the end, or '*' alone
          auth: { jwt: { secret: tooshort } }          | auth.jwt.secret: is not acceptable, accepted: nothing, or at least 32 bytes
          answers: { target: yes }                     | answers.target: was 'yes', accepted: true or false
          listeners: { ops: { host: 5 } }              | listeners.ops.host: was '5', accepted: a host name or an IP address
          errors: { sdk_alias: on }                    | errors.sdk_alias: was 'on', accepted: auto or never or always
          upstream: { max_attempts: 1.5 }              | upstream.max_attempts: was '1.5', accepted: a whole number from 1 to 100
          upstream: { backoff: { factor: 0.5 } }       | upstream.backoff.factor: was '0.5', accepted: a number from 1 to 100
          upstream: { backoff: { base: 2s } }          | upstream.backoff.cap: is shorter than base, accepted: base or longer
          upstream: { breaker: { ratio: 1.1 } }        | upstream.breaker.ratio: was '1.1', accepted: a number from 0 to 1
          limits: { project: { rpm: 1.5 } }            | limits.project.rpm: was '1.5', accepted: a whole number from 0 to 9000000000000000
          limits: { key: { tpm: -1 } }                 | limits.key.tpm: was '-1', accepted: a whole number from 0 to 9000000000000000
          limits: { account: { rpd: 9000000000000001 } } | limits.account.rpd: was '9000000000000001', accepted: a whole number from 0 to 9000000000000000
          limits: { account: { usd_per_day: 0.0000001 } } | limits.account.usd_per_day: was '0.0000001', accepted: US dollars from 0 to 9000000 with at most 6 decimals
          limits: { account: { usd_per_month: 9000000.01 } } | limits.account.usd_per_month: was '9000000.01', accepted: US dollars from 0 to 9000000 with at most 6 decimals
          limits: { project: { rps: 1 } }              | limits.project.rps: unknown setting, did you mean rpm?
          limits: { models: { m: { usd_per_day: 1 } } } | limits.models.m.usd_per_day: unknown setting, accepted: rpm, tpm, rpd, tokens_per_month, concurrency
          limits: { models: { "gpt-*": { rpm: 1 } } }  | limits.models.gpt-...: is no name for this, accepted: a model's name as clients send it, without '*'
          limits: { reserve: all }                     | limits.reserve: was 'all', accepted: learned or max
          limits: { estimate: { tokens_per_byte: 0.3333 } } | limits.estimate.tokens_per_byte: was '0.3333', accepted: a number from 0.001 to 10 with at most 3 decimals
          limits: { cache_read_weight: 1.1 }           | limits.cache_read_weight: was '1.1', accepted: a number from 0 to 1 with at most 3 decimals
          limits: { warn_at: 0 }                       | limits.warn_at: was '0', accepted: a number from 0.01 to 1 with at most 3 decimals
          limits: { away: open }                       | limits.away: was 'open', accepted: local or closed
          shared_state: { timeout: 1h }                | shared_state.timeout: was '1h', accepted: a duration from 1ms to 10s, such as 500ms, 3s, 10m or 1h
          verticles: [ { instances: 1 } ]              | verticles[0].name: is missing, accepted: the name of a class or of a service, such as com.example.MyVerticle
          verticles: [ { name: "a b" } ]               | verticles[0].name: was 'a b', accepted: the name of a class or of a service, such as com.example.MyVerticle
          # variables
          listeners: { ops: { host: "${NOPE}" } }      | listeners.ops.host: the environment variable NOPE is not set: set it, or write ${NOPE:-default}
          listeners: { ops: { host: "${}" } }          | listeners.ops.host: has a '${' that is no variable, accepted: ${NAME}, ${NAME:-default}, or $${ for a plain '${'
          listeners: { ops: { host: ${TOKEN} } }        | not readable as YAML: within { } and [ ], a value with ${ must be in quotes
          listeners: { ops: { port: "${TOKEN}" } }     | listeners.ops.port: was '${TOKEN}', accepted: a whole number from 0 to 65535
          listeners: { ops: { port: "${EMPTY}" } }     | listeners.ops.port: was '${EMPTY}', accepted: a whole number from 0 to 65535
          """)
  void aMistakeGetsOneLineWithPathAndRemedy(String yaml, String line) {
    List<ConfigProblem> problems = problemsOf(yaml);

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).asString().startsWith("gateway.yaml:1: " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          { base_url: "http://a.example" , api_key: "a b" } | providers.p.api_key: is not acceptable, accepted: visible ASCII characters, or nothing
          { api_key: k }                                    | providers.p.base_url: is missing, accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "/v1" }                               | providers.p.base_url: was '/v1', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "http://a b:8000/v1" }                | providers.p.base_url: was 'http://a b:8000/v1', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "ftp://a.example" }                   | providers.p.base_url: was 'ftp://a.example', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "http://u:pw@a.example/v1" }          | providers.p.base_url: was '***@a.example/v1', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "http://a.example/v1?key=pw" }        | providers.p.base_url: was 'http://a.example/v1?***', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "${EMPTY}" }                          | providers.p.base_url: was '${EMPTY}', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "http://a.example/v1/chat/completions" } | providers.p.base_url: was 'http://a.example/v1/chat/completions', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "http://{model}.example/v1" }         | providers.p.base_url: was 'http://{model}.example/v1', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "http://a.example/{deployment}/v1" }  | providers.p.base_url: was 'http://a.example/{deployment}/v1', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "http://a.example:70000/v1" }         | providers.p.base_url: was 'http://a.example:70000/v1', accepted: an absolute http or https URL up to /v1 or what stands for it, without endpoint, user or fragment (a query stands under 'query'; {model} is for the path)
          { base_url: "http://a", credential: basic }       | providers.p.credential: was 'basic', accepted: bearer or api-key or x-api-key or x-goog-api-key or none
          { base_url: "http://a", headers: { Host: b } }    | providers.p.headers.Host: is no name for this, accepted: the name of a header that the gateway does not set itself
          { base_url: "http://a", headers: { "a b": c } }   | providers.p.headers.a...: is no name for this, accepted: the name of a header that the gateway does not set itself
          { base_url: "http://a", headers: { a: "b\\nc" } }  | providers.p.headers.a: is not acceptable, accepted: visible ASCII characters, and spaces between them
          { base_url: "http://a", headers: { A: b, a: c } } | providers.p.headers: has 'a' twice, in different case
          { base_url: "http://a", api_key: k, headers: { Authorization: b } } | providers.p.headers: has authorization, which carries api_key, accepted: one of the two
          { base_url: "http://a", query: { v: [] } }        | providers.p.query.v: was a list, accepted: text without control characters
          { base_url: "http://a", proxy: "socks5://a:1" }   | providers.p.proxy: is not acceptable, accepted: http://host:port or http://user:password@host:port, or none
          { kind: demo, base_url: "http://a.example" }      | providers.p.base_url: is not for kind demo, accepted: kind openai, anthropic or google, or no base_url
          { kind: bedrock, base_url: "http://a.example" }   | providers.p.kind: was 'bedrock', accepted: demo or openai or anthropic or google or verticle
          { kind: demo, http_versions: [3] }                | providers.p.http_versions[0]: was '3', accepted: 1.1 or 2
          { kind: demo, http_versions: [2, 2] }             | providers.p.http_versions: has a version twice, accepted: each once, best first
          { kind: demo, http_versions: [] }                 | providers.p.http_versions: is empty, accepted: a list of 1.1 or 2
          { base_url: "http://a", proxy: "b:1", http_versions: ["2"] } | providers.p.http_versions: has 2 first, which no proxy passes on to an http base_url, accepted: 1.1 first, an https base_url, or proxy: none
          { base_url: "http://a", proxy: "b:1", http_versions: ["2", "1.1"] } | providers.p.http_versions: has 2 first, which no proxy passes on to an http base_url, accepted: 1.1 first, an https base_url, or proxy: none
          { kind: demo, tls: { ca: none.pem } }             | providers.p.tls.ca: was 'none.pem', accepted: a file that exists and can be read
          { kind: demo, tls: { certificate: pom.xml } }     | providers.p.tls.key: is missing, accepted: certificate and key together, or neither
          { kind: demo, upstream: { pool: { size: 0 } } }   | providers.p.upstream.pool.size: was '0', accepted: a whole number from 1 to 1000000
          { kind: demo, max_attempts: 2 }                   | providers.p.max_attempts: unknown setting, accepted: kind, base_url, api_key, credential, headers, query, proxy, http_versions, tls, stream_usage, responses, api_version, upstream
          """)
  void aMistakeInAProviderNamesIt(String provider, String line) {
    List<ConfigProblem> problems =
        problemsOf(
            "models: { m: { targets: [ { provider: p } ] } }\nproviders: { p: " + provider + " }");

    assertThat(problems)
        .extracting(ConfigProblem::toString)
        .containsExactly("gateway.yaml:2: " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          m: { targets: [] }                                       | models.m.targets: is empty, accepted: at least one '- provider: name'
          m: { targets: demo }                                     | models.m.targets: was a single value, accepted: a list of groups, each '- name: value'
          m: demo                                                  | models.m: was a single value, accepted: settings as 'name: value'
          m:                                                       | models.m.targets: is empty, accepted: at least one '- provider: name'
          m: { targets: [ { model: a } ] }                         | models.m.targets[0].provider: is missing, accepted: openai, demo
          m: { targets: [ { provider: opnai } ] }                  | models.m.targets[0].provider: was 'opnai', accepted: openai, demo
          m: { targets: [ { provider: other } ] }                  | models.m.targets[0].provider: was 'other', accepted: openai, demo
          m: { targets: [ { provider: demo, weight: 0 } ] }        | models.m.targets[0].weight: was '0', accepted: a whole number from 1 to 1000000
          m: { targets: [ { provider: demo, priority: 0 } ] }      | models.m.targets[0].priority: was '0', accepted: a whole number from 1 to 1000000
          m: { targets: [ { provider: demo, model: " a" } ] }     | models.m.targets[0].model: was ' a', accepted: 1 to 256 visible characters without '$', with spaces only between them and one '*' at most
          m: { targets: [ { provider: demo, upstream: { x: 1 } } ] } | models.m.targets[0].upstream.x: unknown setting, accepted: connect_timeout, write_timeout, first_byte_timeout
          "": { targets: [ { provider: demo } ] }                  | models....: is no name for this, accepted: 1 to 256 visible characters without '$', with spaces only between them and one '*' at most
          "${TOKEN}": { targets: [ { provider: demo } ] }          | models....: is no name for this, accepted: 1 to 256 visible characters without '$', with spaces only between them and one '*' at most
          """)
  void aMistakeInAModelNamesIt(String model, String line) {
    List<ConfigProblem> problems =
        problemsOf(
            "providers: { openai: { base_url: \"http://a.example\" }, demo: { kind: demo } }\n"
                + "models: { "
                + model
                + " }");

    assertThat(problems).hasSize(1);
    assertThat(problems.get(0)).asString().startsWith("gateway.yaml:2: " + line);
  }

  @Test
  void allMistakesAreToldAtOnceInTheOrderOfTheFile() {
    List<ConfigProblem> problems =
        problemsOf(
            """
            models:
              m: { targets: [ { provider: nobody, weight: 0 } ] }
            upstream:
              max_attempts: 0
              max_attempts: 1
            store: { url: "mysql://x" }
            providers: { p: { kind: demo } }
            surprise: 1
            """);

    assertThat(problems)
        .extracting(ConfigProblem::line, ConfigProblem::path)
        .containsExactlyInAnyOrder(
            tuple(2, "models.m.targets[0].provider"),
            tuple(2, "models.m.targets[0].weight"),
            tuple(4, "upstream.max_attempts"),
            tuple(5, "upstream.max_attempts"),
            tuple(6, "store.url"),
            tuple(8, "surprise"));
    assertThat(problems).extracting(ConfigProblem::line).isSorted();
  }

  @Test
  void providersWithoutModelsServeNothing() {
    assertThat(problemsOf("providers: { demo: { kind: demo } }"))
        .extracting(ConfigProblem::toString)
        .containsExactly(
            "gateway.yaml: models: is missing, accepted: at least one model that leads to a"
                + " provider");
  }

  @Test
  void aMistakeThatProvidersAndTargetsInheritIsReportedOnce() {
    String yaml =
        """
        upstream: { backoff: { base: 2s } }
        providers: { demo: { kind: demo } }
        models: { m: { targets: [ { provider: demo } ] } }
        """;

    assertThat(problemsOf(yaml))
        .extracting(ConfigProblem::path)
        .containsExactly("upstream.backoff.cap");
  }

  @Test
  void modelsWithoutProvidersLeadNowhere() {
    assertThat(problemsOf("models: { m: { targets: [ { provider: demo } ] } }"))
        .extracting(ConfigProblem::message)
        .containsExactly("was 'demo', accepted: one that stands under 'providers', which has none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "store: { url: 'mysql://root:hunter2secret@host/db' }",
        "store: { url: 'postgresql://u:hunter2secret@ho st/db' }",
        "shared_state: { url: 'redis:hunter2secret' }",
        "shared_state: { url: '${TOKEN}' }",
        "shared_state: { url: *hunter2secret }",
        "shared_state: { url: !hunter2secret!x }",
        "shared_state: { url: !hunter2secret x }",
        "shared_state: { url: [hunter2secret] }",
        "shared_state: { url:hunter2secret }",
        "shared_state: url:hunter2secret",
        "auth: { jwt: { secret: hunter2secret } }",
        "auth: { jwt: { secret: %hunter2secret } }",
        "auth: { jwt: { secret: \"hunter2secret } }",
        "auth: { jwt: { secret: hunter2secret: x: } }",
        "auth: { jwt: { secret: @hunter2secret } }",
        "listeners: { ops: { host: '${TOKEN} x' } }",
        "listeners: { ops: { port: '${TOKEN}' } }",
        "listeners: { ops: { tls: { key: '${TOKEN}', certificate: pom.xml } } }",
        "providers: { p: { base_url: 'http://x:${TOKEN}@host' } }",
        "providers: { p: { base_url: 'http://x:hunter2secret@ho st' } }",
        "providers: { p: { base_url: 'http://host?key=hunter2secret' } }",
        "providers: { p: { base_url: 'http://host', api_key: 'hunter2secret x' } }",
        "models: { m: { targets: [ { provider: '${TOKEN}' } ] } }",
        "upstream: { max_attempts: '${TOKEN}' }",
        "errors: { sdk_alias: '${TOKEN}' }"
      })
  void noMessageHoldsASecret(String yaml) {
    List<ConfigProblem> problems = problemsOf(yaml);

    assertThat(problems).isNotEmpty();
    assertThat(problems.toString()).doesNotContain(SECRET);
  }

  static List<ConfigProblem> problemsOf(String yaml) {
    ConfigException refusal =
        catchThrowableOfType(
            ConfigException.class, () -> ConfigLoader.parse("gateway.yaml", yaml, ENVIRONMENT));
    assertThat(refusal).as("refusal of %s", yaml).isNotNull();
    return refusal.problems();
  }
}
