package com.plurence.gateway.demo.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SchemaValueTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'string'} | 'demo'",
        "{'type':'string','enum':['b','a']} | 'b'",
        "{'const':{'a':1}} | {'a':1}",
        "{'type':['null','integer']} | 1",
        "{'type':'string','nullable':true} | 'demo'",
        "{'type':'boolean'} | true",
        "{'type':'null'} | null",
        "{'type':'integer','minimum':7} | 7",
        "{'type':'integer','exclusiveMinimum':7} | 8",
        "{'type':'integer','minimum':7,'exclusiveMinimum':true} | 8",
        "{'type':'integer','maximum':-3} | -4",
        "{'type':'integer','minimum':-9,'maximum':-9} | -9",
        "{'type':'integer','minimum':5,'multipleOf':4} | 8",
        "{'type':'number','minimum':0,'maximum':0.5} | 0",
        "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1} | 0.5",
        "{'type':'number','minimum':0.2,'maximum':0.4} | 0.3",
        "{'type':'string','format':'date'} | '2026-01-01'",
        "{'type':'string','maxLength':2} | 'mo'",
        "{'type':'string','minLength':6} | 'demo..'",
        "{'type':'string','pattern':'^[A-Z]{3}-\\\\d+$'} | 'AAA-1'",
        "{'type':'array','items':{'type':'integer'},'minItems':3} | [1,2,3]",
        "{'type':'array','items':{'enum':['x','y']},'minItems':2,'uniqueItems':true} | ['x','y']",
        "{'type':'array','maxItems':0} | []",
        "{'prefixItems':[{'type':'string'},{'type':'boolean'}]} | ['demo',false]",
        "{'anyOf':[{'type':'null'},{'type':'string'}]} | 'demo'",
        "{'oneOf':[{'type':'object','properties':{'k':{'const':'c'}}}]} | {'k':'c'}",
        "{'allOf':[{'properties':{'a':{'type':'null'}}},{'properties':{'b':{'const':1}}}]} |"
            + " {'a':null,'b':1}",
        "{'type':'object','required':['x']} | {'x':'demo'}",
        "{'type':'object','minProperties':1,'additionalProperties':{'type':'integer'}} |"
            + " {'key1':1}",
        "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'type':'integer'}}} | 1",
        "{'properties':{'o':{'properties':{'l':{'type':'array','items':{'type':'string'}}}}}} |"
            + " {'o':{'l':['demo']}}",
      })
  void fits(String schema, String value) throws JsonProcessingException {
    assertThat(SchemaValue.of(json(schema))).hasToString(json(value).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'properties':{'value':{'type':'string'},'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]}},'required':['value','next']}",
        "{'properties':{'children':{'type':'array','items':{'$ref':'#'}}},'required':['children']}",
        "{'properties':{'self':{'$ref':'#'}},'required':['self']}",
        "{'$ref':'#'}",
      })
  void anEndlessSchemaEnds(String schema) throws JsonProcessingException {
    assertThat(SchemaValue.of(json(schema)).toString()).hasSizeLessThan(10_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(cat|dog)s?$",
        "^\\+?[1-9]\\d{1,14}$",
        "^[^@\\s]+@[a-z0-9.-]+\\.[a-z]{2,}$",
        "^#(?:[0-9a-fA-F]{3}){1,2}$",
        "^v\\d+\\.\\d+\\.\\d+$",
        "colou?r",
      })
  void aSimplePatternIsMatchedAtAnyLength(String pattern) throws JsonProcessingException {
    JsonNode schema = JSON.createObjectNode().put("type", "string").put("pattern", pattern);

    assertThat(SchemaValue.of(schema).textValue()).containsPattern(Pattern.compile(pattern));
  }

  @Test
  void aPatternAndALengthHoldTogether() {
    JsonNode schema =
        JSON.createObjectNode()
            .put("pattern", "^[a-z]+$")
            .put("minLength", 12)
            .put("maxLength", 12);

    assertThat(SchemaValue.of(schema).textValue()).isEqualTo("a".repeat(12));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return JSON.readTree(text.replace('\'', '"'));
  }
}
