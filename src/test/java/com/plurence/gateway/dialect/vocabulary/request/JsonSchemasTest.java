package com.plurence.gateway.dialect.vocabulary.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSchemasTest {
  private static final String CLOSED =
      "{\"type\":\"object\",\"properties\":{\"a\":{}},\"required\":[\"a\"],"
          + "\"additionalProperties\":false}";
  private static final String OPEN = CLOSED.replace("false", "true");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "C",
        "{'type':'string'}",
        "{'anyOf':[C,{'type':'null'}]}",
        "{'type':'array','items':C}",
        "{'$defs':{'x':C},'$ref':'#/$defs/x'}",
        "{'type':'object','additionalProperties':false}",
        "{'enum':[{'type':'object'}]}",
        "{'items':true,'properties':{},'additionalProperties':false}",
      })
  void everyObjectIsClosedAndEveryPropertyRequired(String schema) throws MalformedAnswer {
    assertThat(JsonSchemas.isStrictable(schema(schema))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O",
        "{'type':'object'}",
        "{'type':['object','null'],'required':[]}",
        "{'properties':{'a':{}},'required':['b'],'additionalProperties':false}",
        "{'properties':{'a':{}},'required':'a','additionalProperties':false}",
        "{'properties':{'a':{}},'required':['a'],'additionalProperties':{}}",
        "{'properties':{'a':O},'required':['a'],'additionalProperties':false}",
        "{'properties':{'items':O},'required':['items'],'additionalProperties':false}",
        "{'anyOf':[C,O]}",
        "{'items':O}",
        "{'items':[C,O]}",
        "{'definitions':{'x':{'allOf':[{'items':O}]}}}",
      })
  void oneThatIsOpenOrOptionalSpoilsAll(String schema) throws MalformedAnswer {
    assertThat(JsonSchemas.isStrictable(schema(schema))).isFalse();
  }

  /** With shorthands for an object that is closed, and for one that is not. */
  private static ObjectNode schema(String text) throws MalformedAnswer {
    String json = text.replace('\'', '"').replaceAll("\\bC\\b", CLOSED).replaceAll("\\bO\\b", OPEN);
    return (ObjectNode) TranslationJson.read(json);
  }
}
