package com.plurence.gateway;

import java.lang.reflect.Proxy;

/**
 * The signals of the operating system. The platform's only way to hear of SIGHUP, or of a second
 * SIGTERM, is {@code sun.misc.Signal}: supported (module {@code jdk.unsupported}) but not to be
 * named without a warning of the compiler, hence by reflection.
 */
final class Signals {
  private Signals() {}

  /** Runs {@code action}, on a thread of the platform, whenever the process gets the signal. */
  static void on(String name, Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object adapter =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), adapter);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this platform has no signals", e);
    }
  }
}
