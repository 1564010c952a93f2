package com.plurence.gateway.usage.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.plurence.gateway.usage.SomeUsage;
import com.plurence.gateway.usage.UsageRecord;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records as comma-separated values. */
final class CsvFormatTest {
  @Test
  void aRecordHasTheDocumentedColumns() {
    UsageRecord usage = SomeUsage.full(1_796_000_000_123L);

    NamedCsvRecord row = read(usage);

    assertThat(row.getHeader())
        .containsExactly(
            ("timestamp,request_id,project_id,key_id,operation,stream,model,provider,target,"
                    + "input_tokens,output_tokens,total_tokens,uncached_tokens,cache_read_tokens,"
                    + "cache_write_tokens,text_tokens,reasoning_tokens,estimated,cost_usd,"
                    + "latency_ms,ttft_ms,finish_reason,status,error_id,attempts,replayed,cached,"
                    + "tags")
                .split(",", -1));
    assertThat(row.getFields())
        .containsExactly(
            "2026-11-30T00:53:20.123Z",
            usage.requestId(),
            "project",
            "key",
            "chat",
            "true",
            "gpt-4o-mini",
            "openai",
            "openai/gpt-4o-mini",
            "123",
            "45",
            "168",
            "100",
            "20",
            "3",
            "40",
            "5",
            "false",
            "0.000123456",
            "1500",
            "300",
            "stop",
            "200",
            "",
            "2",
            "false",
            "false",
            "env=prod;team=search");
  }

  @Test
  void whatIsNotKnownIsEmpty() {
    NamedCsvRecord row = read(SomeUsage.bare(1_796_000_000_123L));

    assertThat(
            List.of("provider", "target", "cost_usd", "ttft_ms", "error_id", "tags").stream()
                .map(row::getField))
        .containsOnly("");
  }

  @ParameterizedTest
  @CsvSource({
    "gpt-4o, gpt-4o",
    "=1+1, '''=1+1'",
    "+49, +49",
    "-1.5, -1.5",
    "-1.5.2, '''-1.5.2'",
    "-, '''-'",
    "+cmd, '''+cmd'",
    "@SUM(A1), '''@SUM(A1)'",
    "a=b, a=b",
    "'\t=1', '''\t=1'",
  })
  void textIsNoFormula(String text, String expected) {
    assertThat(CsvFormat.guarded(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.000000000",
    "1, 0.000000001",
    "1000000000, 1.000000000",
    "9223372036854775807, 9223372036.854775807",
  })
  void costIsExact(long nanos, String dollars) {
    assertThat(CsvFormat.dollars(nanos)).isEqualTo(dollars);
  }

  private static NamedCsvRecord read(UsageRecord usage) {
    CsvFormat format = new CsvFormat();
    String text = format.head().appendBuffer(format.rows(List.of(usage))).toString();
    assertThat(text).endsWith("\r\n");
    return CsvReader.builder().ofNamedCsvRecord(text).stream().findFirst().orElseThrow();
  }
}
