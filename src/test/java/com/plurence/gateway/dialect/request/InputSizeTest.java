package com.plurence.gateway.dialect.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.dialect.ClientDialect;
import com.plurence.gateway.dialect.InputSize;
import com.plurence.gateway.dialect.Operation;
import com.plurence.gateway.dialect.RequestScan;
import com.plurence.gateway.dialect.anthropic.AnthropicClient;
import com.plurence.gateway.dialect.openai.OpenAiClient;
import com.plurence.gateway.dialect.openai.ResponsesClient;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a body counts as text, and how many images there are, in every dialect of clients. */
final class InputSizeTest {
  private static final int DEPTH = 64;

  /**
   * Between the marks stands what is not text. Quotes of JSON are written as apostrophes, and a
   * long text as an asterisk.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          CHAT | {'model':'m','messages':[{'role':'user','content':'data is here: *'}]} | 0
          CHAT | {'model':'m','messages':[{'role':'user','content':<'data:,*'>}]} | 0
          CHAT | {'model':'m','messages':[{'role':'user','content':[{'type':'text','text':'x'}, {'type':'image_url','image_url':{'url':<'data:image/png;base64,*'>}}]}]} | 1
          CHAT | {'model':'m','messages':[{'role':'user','content':[{'image_url':{'url':<'DATA:image/png;base64,*'>},'type':'image_url'},{'type':'image_url','image_url':{'url':'https://example.com/*'}}]}]} | 2
          CHAT | {'model':'m','messages':[{'role':'user','content':[{'type':'input_audio','input_audio':{'format':'wav','data':<'*'>}}]}]} | 0
          CHAT | {'model':'m','messages':[{'role':'user','content':[{'type':'file','file':{'filename':'a.pdf','file_data':<'*'>}}]}]} | 0
          CHAT | {'model':'m','messages':[{'role':'user','content':'x'}],'metadata':{'data':'*','type':'base64'}} | 0
          CHAT | {'model':'m','messages':[{'role':'user','content':'\\u00e9 *'}]  ,'n':2 }   | 0
          EMBEDDINGS | {'model':'m','input':['*',<'data:image/png;base64,*'>,[[1,2],[3]]]} | 0
          EMBEDDINGS | {'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':{'url':<'data:*'>}}]}]} | 1
          RESPONSE | {'model':'m','input':[{'role':'user','content':[{'type':'input_image','image_url':<'data:image/png;base64,*'>},{'type':'input_file','file_data':<'*'>},{'type':'input_text','text':'*'}]}]} | 1
          COMPLETION | {'model':'m','prompt':['*','data',<'data:'>]} | 0
          MESSAGES | {'model':'m','max_tokens':5,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':<'*'>}},{'type':'text','text':'*'}]}]} | 1
          MESSAGES | {'model':'m','max_tokens':5,'messages':[{'role':'user','content':[{'type':'image','source':{'data':<'*'>,'type':'base64'}},{'type':'image','source':{'type':'url','url':'https://*'}}]}]} | 2
          MESSAGES | {'model':'m','max_tokens':5,'messages':[{'role':'user','content':[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'*'}}]}]} | 0
          MESSAGES | {'model':'m','max_tokens':5,'messages':[{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':[{'type':'image','source':{'type':'base64','data':<'*'>}}]}]}],'thinking':{'type':'enabled','budget_tokens':9}} | 1
          COUNT_TOKENS | {'model':'m','messages':[{'role':'user','content':[{'type':'document','source':{'type':'base64','data':<'*'>}}]}],'tools':[{'name':'f','input_schema':{'type':'object'}}]} | 0
          IMAGE_GENERATION | {'model':'m','prompt':'*','image':<'data:*'>} | 0
          """)
  void dataIsNoTextWhereverTheBodyIsCut(Operation operation, String marked, long images) {
    String written = marked.replace('\'', '"').replace("*", "QUJD/+8=".repeat(20));
    String outside = written.replaceAll("<[^>]*>", "");
    byte[] body = written.replaceAll("[<>]", "").getBytes(StandardCharsets.UTF_8);
    InputSize expected = new InputSize(outside.length(), images, outside.length() < body.length);

    for (int cut = 0; cut < body.length; cut++) {
      assertThat(size(operation, body, cut)).as("cut at %s", cut).isEqualTo(expected);
    }
  }

  private static InputSize size(Operation operation, byte[] body, int cut) {
    ClientDialect dialect =
        switch (operation) {
          case MESSAGES, COUNT_TOKENS -> new AnthropicClient();
          case RESPONSE -> new ResponsesClient();
          default -> new OpenAiClient();
        };
    RequestScan scan = dialect.scan(operation, DEPTH);
    scan.feed(Buffer.buffer(body).slice(0, cut));
    scan.feed(Buffer.buffer(body).slice(cut, body.length));
    return scan.finish().inputSize();
  }
}
