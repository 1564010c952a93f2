package com.plurence.gateway.extension.host.loading;

import com.plurence.gateway.extension.Extension;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an extension sees of the gateway: the extension interface and the libraries, so that it
 * can't come to depend on anything else by accident. Not a wall against malice: an extension is
 * code that the operator has chosen to run.
 */
final class VisibleClasses extends ClassLoader {
  private static final String GATEWAY = "com.plurence.gateway.";
  private static final Pattern OPEN =
      Pattern.compile(
          "extension\\.[\\w-]+(\\$\\w+)*|error\\.(ErrorKind|FieldError|GatewayException|MessageCode)");
  private static final String SERVICES = "META-INF/services/";

  VisibleClasses(ClassLoader gateway) {
    super(gateway);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(GATEWAY) && !OPEN.matcher(name.substring(GATEWAY.length())).matches()) {
      throw new ClassNotFoundException(name);
    }
    return super.loadClass(name, resolve);
  }

  /** The services of the gateway's own class path are none of the extension's. */
  private static boolean isHidden(String name) {
    return name.startsWith(SERVICES) && !name.equals(SERVICES + Extension.class.getName());
  }

  @Override
  public @Nullable URL getResource(String name) {
    return isHidden(name) ? null : super.getResource(name);
  }

  @Override
  public Enumeration<URL> getResources(String name) throws java.io.IOException {
    return isHidden(name) ? Collections.emptyEnumeration() : super.getResources(name);
  }
}
