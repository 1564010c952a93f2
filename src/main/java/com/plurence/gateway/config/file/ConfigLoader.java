package com.plurence.gateway.config.file;

import com.plurence.gateway.config.ConfigException;
import com.plurence.gateway.config.ConfigProblem;
import com.plurence.gateway.config.GatewayConfig;
import com.plurence.gateway.config.yaml.Document;
import com.plurence.gateway.config.yaml.Sizes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;

/**
 * Reads and checks the configuration. Everything here may block: never call it on an event loop.
 */
public final class ConfigLoader {
  private static final int MAX_FILE = Sizes.MIB;

  private ConfigLoader() {}

  /**
   * Reads the file, or takes the defaults if there is none and nobody named one.
   *
   * @param environment the variables for <code>${NAME}</code>
   * @throws ConfigException with every mistake in the file
   */
  public static GatewayConfig load(ConfigSource source, Map<String, String> environment)
      throws ConfigException {
    return parse(source.path().toString(), text(source), environment);
  }

  /**
   * Reads the configuration from text; an empty text gives the defaults.
   *
   * @param file what messages call the text
   * @param environment the variables for <code>${NAME}</code>
   * @throws ConfigException with every mistake in the text
   */
  public static GatewayConfig parse(String file, String yaml, Map<String, String> environment)
      throws ConfigException {
    return Document.read(file, yaml, environment, GatewaySettings::read);
  }

  /** The text of the file; empty if there need not be one. */
  static String text(ConfigSource source) throws ConfigException {
    if (source.isLeftOut()) {
      return "";
    }
    try (InputStream file = Files.newInputStream(source.path())) {
      byte[] bytes = file.readNBytes(MAX_FILE + 1);
      if (bytes.length > MAX_FILE) {
        throw unreadable(source, "is too large, accepted: at most %d bytes".formatted(MAX_FILE));
      }
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (NoSuchFileException missing) {
      throw unreadable(source, "does not exist (named by %s)".formatted(source.namedBy().title()));
    } catch (CharacterCodingException foreign) {
      throw unreadable(source, "is not UTF-8 text");
    } catch (IOException failed) {
      throw unreadable(source, "cannot be read, accepted: a readable file");
    }
  }

  static ConfigException unreadable(ConfigSource source, String reason) {
    return new ConfigException(List.of(new ConfigProblem(source.path().toString(), 0, "", reason)));
  }
}
