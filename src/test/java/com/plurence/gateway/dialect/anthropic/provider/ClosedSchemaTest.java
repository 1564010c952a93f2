package com.plurence.gateway.dialect.anthropic.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.plurence.gateway.dialect.translation.MalformedAnswer;
import com.plurence.gateway.dialect.translation.TranslationJson;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClosedSchemaTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // What has another form than a schema's is left as it is.
        "{'properties':5,'items':true,'anyOf':[7],'$defs':[{'type':'object'}]}"
            + "|{'properties':5,'items':true,'anyOf':[7],'$defs':[{'type':'object'}],'additionalProperties':false}",
        "{'type':['object','null'],'additionalProperties':{'type':'string'}}"
            + "|{'type':['object','null'],'additionalProperties':false}",
        "{'type':'array','minItems':2,'items':[{'properties':{}}]}|{'type':'array','items':[{'properties':{},'additionalProperties':false}],'description':'Constraints:"
            + " {\"minItems\":2}'}",
        "{'type':'array','minItems':0}|{'type':'array','minItems':0}",
        "{'format':'color','description':7}|{'description':'Constraints: {\"format\":\"color\"}'}",
        "{'anyOf':[],'oneOf':[1]}|{'anyOf':[],'description':'Constraints: {\"oneOf\":[1]}'}",
        // A property may have the name of a word of the language.
        "{'type':'object','properties':{'oneOf':{'type':'object'},'minimum':{'minimum':1}}}|{'type':'object','properties':{'oneOf':{'type':'object','additionalProperties':false},'minimum':{'description':'Constraints:"
            + " {\"minimum\":1}'}},'additionalProperties':false}",
      })
  void closesObjectsAndTellsTheRestInWords(String schema, String closed) throws MalformedAnswer {
    ObjectNode given = json(schema);
    ObjectNode before = given.deepCopy();

    assertThat(ClosedSchema.of(given)).isEqualTo(json(closed));
    assertThat(given).isEqualTo(before);
  }

  private static ObjectNode json(String text) throws MalformedAnswer {
    return (ObjectNode) TranslationJson.read(text.replace("\"", "\\\"").replace('\'', '"'));
  }
}
