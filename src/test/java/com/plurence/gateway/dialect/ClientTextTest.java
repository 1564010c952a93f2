package com.plurence.gateway.dialect;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.plurence.gateway.dialect.error.ClientText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "see https://platform.openai.com/account/api-keys. | see [removed]",
        "postgresql://u:p@db/x failed | [removed] failed",
        "Incorrect API key provided: sk-abc12***xyz9. | Incorrect API key provided: [removed].",
        "key sk-proj-AbC_def-123 bad | key [removed] bad",
        "header 'Authorization: Bearer abc.def.ghi' | header 'Authorization: [removed]'",
        "quota of org-AbCdEfGhIj is used | quota of [removed] is used",
        "AIzaSyA1234567890abcdefg is not valid | [removed] is not valid",
        "deployment 3fa85f64-5717-4562-b3fc-2c963f66afa6 | deployment [removed]",
        "hash deadbeefdeadbeef00 | hash [removed]",
        "blob QUJDREVGR0hJSktMTU5PUFFSU1Q1 end | blob [removed] end",
        "no connection to 10.0.0.12:8000 | no connection to [removed]",
        "no connection to [fe80::1] now | no connection to [removed] now",
        "no host vllm-0.models.svc.cluster.local | no host [removed]",
        "no host llm-backend:8000 now | no host [removed] now",
        "on localhost:11434 | on [removed]",
        "open /srv/models/llama/config.json: no | open [removed]: no",
        "C:\\models\\x.bin is gone | [removed] is gone",
        "File \"vllm/engine/llm.py\", line 3 | File \"[removed]\", line 3",
        "write to admin@example.com | write to [removed]",
        "login failed: password=hunter2 | login failed: [removed]",
        "bad request, api_key: abc, sorry | bad request, [removed], sorry",
        "java.lang.NullPointerException at com.foo.Bar.baz(Bar:1) |"
            + " java.lang.NullPointerException[removed]",
        "litellm.BadRequestError: see /v1/models | litellm.BadRequestError: see /v1/models",
        "at org.springframework.ai.retry.NonTransientAiException | at"
            + " org.springframework.ai.retry.NonTransientAiException",
        "POST /openai/v1/chat/completions | POST /openai/v1/chat/completions",
        "failed: openai.error.APIError: no | failed: openai.error.APIError: no",
        "syntax error in SELECT * FROM users WHERE id=1 | syntax error in [removed]"
      })
  void removesWhatTellsOfHostsFilesAccountsAndCredentials(String text, String clean) {
    assertThat(ClientText.of(text)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "This model's maximum context length is 8192 tokens, however you requested 9000 tokens.",
        "The model `meta-llama/Llama-3.3-70B-Instruct-Turbo` does not exist",
        "Invalid value: 'max_tokens' must be <= 4096 (got 5000); claude-3-5-sonnet-20241022",
        "messages[0].content[1].image_url is required",
        "Please select a model from the list; ValueError is not one",
        "Wert zu groß: 漢字 😀"
      })
  void leavesWhatClientsNeed(String text) {
    assertThat(ClientText.of(text)).isEqualTo(text);
  }

  @Test
  void putsControlCharactersAndLineEndsAsideAsSpaces() {
    assertThat(ClientText.of(" a\r\n\tb\u0000\u001b[31mc\u202ed\u2028e "))
        .isEqualTo("a b [31mc d e");
  }

  @Test
  void cutsAtFiveHundredAndTwelveCharacters() {
    assertThat(ClientText.of("x ".repeat(256))).isEqualTo("x ".repeat(255) + "x");
    assertThat(ClientText.of("x y".repeat(200))).hasSize(512).endsWith("…");
    assertThat(ClientText.of("x " + "😀".repeat(400))).hasSizeBetween(511, 512).endsWith("😀…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a", "a.", "a-", "a@", "sk-", "1:", "/a", "a:/", "A1", " a.com/", "(", "é"})
  void takesNoLongForTextsMadeToBeSlow(String piece) {
    String text = piece.repeat(100_000);

    String clean = assertTimeoutPreemptively(ofSeconds(5), () -> ClientText.of(text));

    assertThat(clean.length()).isLessThanOrEqualTo(512);
  }
}
